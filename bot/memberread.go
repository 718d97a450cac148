package bot

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// roles in the order of their rights, the highest first.
var roles = []target.Role{target.Operator, target.Leader, target.Officer, target.Viewer}

// roleNames are what the reader calls the roles.
var roleNames = map[string]target.Role{
	understand.HintOperator: target.Operator, understand.HintLeader: target.Leader,
	understand.HintOfficer: target.Officer, understand.HintViewer: target.Viewer,
}

// readRole takes a role from the beginning of the words; rest is what follows,
// as written.
func (b *Bot) readRole(args []string) (role target.Role, rest []string) {
	name, behind := b.reader.ReadName(slices.Collect(maps.Keys(roleNames)), strings.Join(args, " "))
	return roleNames[name], strings.Fields(behind)
}

// wide reports whether a role is one for the whole locality.
func wide(role target.Role) bool { return role == target.Operator || role == target.Leader }

// readUnit reads what people write for a unit: its id, its name in any spelling,
// "toàn huyện" for the whole. ok is false for anything else and for several.
func (b *Bot) readUnit(t *turn, args []string) (unit target.UnitID, ok bool) {
	text := strings.Join(args, " ")
	if u := b.plan.Unit(target.UnitID(text)); u != nil {
		return u.ID, u.Exists(t.today)
	}
	return b.reader.ReadUnit(text, t.today)
}

// wholeArg stands for the whole locality in choices.
const wholeArg = "toan"

// unitPage is how many units are offered at once.
const unitPage = 8

// unitsFor offers a page of units, the rest behind another choice. Each is
// the command with the unit's id.
func (b *Bot) unitsFor(t *turn, command string) []target.Choice {
	units := b.likelyUnits(t.today)
	from := min(t.page*unitPage, len(units))
	shown := units[from:min(from+unitPage, len(units))]
	var out []target.Choice
	for _, u := range shown {
		out = append(out, target.Choice{Label: lang.Capital(b.unit(t, u.ID)), Data: command + " " + string(u.ID)})
	}
	if rest := len(units) - from - len(shown); rest > 0 {
		out = append(out, t.more(rest, command))
	}
	return out
}

// likelyUnits returns the units of the day: first the agencies that lead
// indicators, then the communes, then the others.
func (b *Bot) likelyUnits(on target.Date) []*target.Unit {
	var units []*target.Unit
	for i := range b.plan.Units {
		if u := &b.plan.Units[i]; u.Exists(on) {
			units = append(units, u)
		}
	}
	rank := func(u *target.Unit) int {
		switch {
		case u.Kind == target.Agency && len(b.plan.LedBy(u.ID)) > 0:
			return 0
		case u.Kind == target.Commune:
			return 1
		default:
			return 2
		}
	}
	slices.SortStableFunc(units, func(a, b *target.Unit) int { return cmp.Compare(rank(a), rank(b)) })
	return units
}

// turnPage takes the number of a page from the end of the arguments.
func (t *turn) turnPage() {
	if n := len(t.args); n > 0 {
		if page := pageArg.FindStringSubmatch(t.args[n-1]); page != nil {
			t.page, t.args = int(page[1][0]-'0'), t.args[:n-1]
			if len(page[1]) == 2 {
				t.page = t.page*10 + int(page[1][1]-'0')
			}
		}
	}
}
