package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// Intents about people, which only commands have.
const (
	staff     understand.Intent = "members"   // who may do what, and change it
	linking   understand.Intent = "link"      // one person, several messengers
	unlinking understand.Intent = "unlink"    // and apart again
	inviting  understand.Intent = "invite"    // make a code for somebody
	entering  understand.Intent = "enter"     // bring a code
	wanting   understand.Intent = "want"      // ask to be let in
	granting  understand.Intent = "grant"     // decide on that
	personal  understand.Intent = "personal"  // what is stored about oneself
	belonging understand.Intent = "belonging" // whom a group belongs to
)

// verbatim are the commands about people, directives and rehearsals, whose arguments are
// codes, keys and words of their own. They are not read as questions about the plan, and their
// names without the slash are words of every day ("mới", "nhận", "nhóm").
var verbatim = []understand.Intent{staff, linking, unlinking, inviting, entering, wanting, granting, personal, belonging,
	assigning, answering, withdrawing, rehearsing}

// The words of choices about people.
const (
	removeArg = "xoa"
	yesArg    = "dongy"
	refuseArg = "tuchoi"
)

// roles in the order of their rights, the highest first.
var roles = []target.Role{target.Operator, target.Leader, target.Officer, target.Viewer}

// roleWords are what people call the roles, without marks; each is the beginning
// of an argument.
var roleWords = map[target.Role][]string{
	target.Operator: {"operator", "nguoi van hanh", "van hanh"},
	target.Leader:   {"leader", "lanh dao", "pimpinan"},
	target.Officer:  {"officer", "can bo", "chuyen vien", "petugas"},
	target.Viewer:   {"viewer", "nguoi theo doi", "theo doi", "nguoi xem", "pemantau"},
}

// readRole takes a role from the beginning of the words; rest is what follows,
// as written.
func readRole(args []string) (role target.Role, rest []string) {
	for n := min(3, len(args)); n > 0; n-- {
		said := folded(strings.Join(args[:n], " "))
		for role, names := range roleWords {
			if slices.Contains(names, said) {
				return role, args[n:]
			}
		}
	}
	return "", args
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
	if b.isWhole(folded(text)) {
		return target.Locality, true
	}
	read := b.reader.Read(text, understand.Context{Today: t.today})
	if len(read.Units) != 1 {
		return "", false
	}
	return read.Units[0], true
}

// wholeArg stands for the whole locality in choices.
const wholeArg = "toan"

// isWhole reports whether folded text names the whole locality.
func (b *Bot) isWhole(text string) bool {
	switch text {
	case wholeArg, "toan huyen", "ca huyen", "chung", "seluruh distrik", "distrik", "whole district", "district", "whole":
		return true
	}
	return slices.ContainsFunc(target.Langs, func(l target.Lang) bool { return text == folded(b.plan.Locality.Full(l)) })
}

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

// duty is what somebody is: "cán bộ, xã Kỳ Khang".
func (b *Bot) duty(t *turn, role target.Role, unit target.UnitID) string {
	name := t.say("role." + string(role))
	if wide(role) || unit == target.Locality {
		return name
	}
	return name + ", " + b.unit(t, unit)
}

// shortKey stands for an id in the data of a choice, which has little room. It
// is looked up among those whom the presser may see, so it gives no rights.
func shortKey(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:4])
}

// messenger is the name of an id's messenger: "Telegram".
func messenger[ID ~string](id ID) string {
	name, _, _ := strings.Cut(string(id), ":")
	return lang.Capital(name)
}

// people returns everybody with a role, once, by role, unit and name.
func (b *Bot) people(ctx context.Context) ([]target.Member, error) {
	all, err := b.store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	all = slices.DeleteFunc(all, func(m target.Member) bool { return m.Of != "" || !slices.Contains(roles, m.Role) })
	slices.SortFunc(all, func(a, b target.Member) int {
		return cmp.Or(cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)),
			cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// isLastOperator reports whether nobody else runs the bot.
func isLastOperator(people []target.Member, id target.MemberID) bool {
	is := false
	for i := range people {
		if people[i].Role == target.Operator {
			if people[i].ID != id {
				return false
			}
			is = true
		}
	}
	return is
}

// fixed reports whether the configuration names the account: what it says of a
// person cannot be changed from chat.
func (b *Bot) fixed(id target.MemberID) bool { return b.configured != nil && b.configured(id) }

// privateChats returns the private chats of a person.
func privateChats(chats []target.Chat, id target.MemberID) []target.Chat {
	return slices.DeleteFunc(slices.Clone(chats), func(c target.Chat) bool { return c.Group || c.Member != id })
}

// chats reads every chat.
func (b *Bot) chats(ctx context.Context) ([]target.Chat, error) {
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return nil, fmt.Errorf("read chats: %w", err)
	}
	return chats, nil
}

// oneByOne lets one decision on people and groups be made at a time, each on
// what the one before it stored: else two operators could remove each other, or
// two codes give one group two standbys.
func oneByOne(answer func(*Bot, context.Context, *turn) (Reply, error)) func(*Bot, context.Context, *turn) (Reply, error) {
	return func(b *Bot, ctx context.Context, t *turn) (Reply, error) {
		b.deciding.Lock()
		defer b.deciding.Unlock()
		return answer(b, ctx, t)
	}
}

// apply stores a change and answers directly, not through the outbox: for
// answers that must not be kept, as those with a code, or that the outbox would
// hold back, as those in a chat that is parked. An answer that is lost on the
// way is asked for again.
func (b *Bot) apply(ctx context.Context, t *turn, change target.Change, note target.Note) (Reply, error) {
	change.Update = t.msg.ID
	err := b.store.Commit(ctx, change)
	if errors.Is(err, target.ErrSeen) {
		return Reply{Silent: true, Queued: true}, nil
	}
	if err != nil {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	if len(change.Deliveries) > 0 {
		b.notify()
	}
	return Reply{Note: note}, nil
}
