package bot

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chitieu/bot/understand"
	"chitieu/target"
)

// taskRequest is what was understood of a directive.
type taskRequest struct {
	draft taskDraft
	// units are the units to choose from, where it is not clear which is meant.
	units []target.UnitID
	// elsewhere is the place that was named and is not the plan's.
	elsewhere string
	// figure is set when the text brings a figure, besides the deadline.
	figure bool
	// first is set when the unit stands at the beginning.
	first bool
}

// readTask reads unit, work and deadline. The work may be about anything, so
// the reader's judgement of the whole counts for nothing: only the names that
// it found do.
func (b *Bot) readTask(t *turn, text string) taskRequest {
	text = norm.NFC.String(strings.Join(strings.Fields(text), " "))
	unread := ""
	rest, due, ok := understand.SplitDue(text, t.now, &b.plan.Calendar)
	if !ok {
		rest, unread, _ = understand.WrittenDue(text)
	}
	r := b.reader.Read(rest, understand.Context{Today: t.today})
	found := taskRequest{draft: taskDraft{Text: rest, Due: due, Unread: unread}}
	found.figure = r.Intent == understand.ReportValue && len(r.Values) > 0
	var named []spot
	for _, e := range r.Evidence {
		kind, id, _ := strings.Cut(e.For, ":")
		switch at := locate(rest, e.Words); {
		case at.from < 0:
		case kind == "unit" && b.plan.Unit(target.UnitID(id)) != nil:
			at.unit = target.UnitID(id)
			named = append(named, at)
		case kind == "outside" && b.isNeighbour(id):
			found.elsewhere = id
		}
	}
	if len(r.Indicators) == 1 {
		found.draft.Indicator = r.Indicators[0]
	}
	slices.SortFunc(named, func(a, b spot) int { return a.from - b.from })
	switch {
	case len(named) == 0:
		found.units = r.UnitCandidates
		return found
	case len(named) > 1 && named[1].from-named[0].to <= maxBetween && named[0].unit != named[1].unit:
		for _, s := range named {
			found.units = append(found.units, s.unit)
		}
		return found
	}
	found.draft.Unit = named[0].unit
	if found.first = named[0].from <= maxBetween; found.first {
		found.draft.Text = work(rest[named[0].end:])
	}
	return found
}

// maxBetween is how many words may stand before a unit's name, or between two:
// "cho UBND xã", "và xã".
const maxBetween = 3

// isNeighbour reports whether the reader's name is that of another place.
func (b *Bot) isNeighbour(name string) bool {
	return slices.ContainsFunc(b.plan.Neighbours, func(n target.Names) bool { return n.Full(target.Vietnamese) == name })
}

// work is what is left of a request behind the unit's name.
func work(text string) string {
	text = strings.TrimLeft(text, " ,:;-–")
	for _, lead := range []string{"to ", "untuk ", "agar "} {
		text = strings.TrimPrefix(text, lead)
	}
	return strings.TrimSpace(text)
}

// spot is where words stand in a text: from the word from to before the word
// to, ending at byte end.
type spot struct {
	from, to, end int
	unit          target.UnitID
}

// locate finds folded words in a text; from is -1 if they are not there.
func locate(text, folds string) spot {
	var ends []int
	var have []string
	start := -1
	for i, r := range text + " " {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			have, ends, start = append(have, folded(text[start:i])), append(ends, i), -1
		}
	}
	want := strings.Fields(folds)
	for i := 0; len(want) > 0 && i+len(want) <= len(have); i++ {
		if slices.Equal(have[i:i+len(want)], want) {
			return spot{from: i, to: i + len(want), end: ends[i+len(want)-1]}
		}
	}
	return spot{from: -1}
}

// taskVerbs begin a directive, with the command that stands for them.
var taskVerbs = []struct {
	words   []string
	command string
	// clear verbs mean nothing else, even where the unit is not understood.
	clear bool
}{
	{phrases("giao nhiem vu cho", "giao viec cho", "giao cho", "giao", "phan cong"), "/giao ", true},
	{phrases("yeu cau", "de nghi", "chi dao"), "/giao ", false},
	{phrases("tugaskan kepada", "tugaskan", "perintahkan"), "/tugaskan ", true},
	{phrases("minta"), "/tugaskan ", false},
	{phrases("assign the", "assign", "instruct the", "instruct"), "/assign ", true},
	{phrases("ask the", "ask", "request the", "request"), "/assign ", false},
}

// taskWork are the words that work begins with. Where no deadline is said, one
// of them tells a directive from a question.
var taskWork = phrases("bao cao", "gui", "nop", "cap nhat", "ra soat", "hoan thanh", "kiem tra", "thuc hien", "trien khai", "tham muu",
	"chuan bi", "tong hop", "don doc", "giai trinh", "lap", "xay dung", "cung cap", "phoi hop", "khan truong", "phai",
	"laporkan", "melaporkan", "kirim", "kirimkan", "mengirim", "susun", "menyusun", "siapkan", "menyiapkan", "perbarui", "periksa", "lengkapi", "melengkapi",
	"report", "send", "submit", "update", "check", "prepare", "complete", "review")

// directed returns the command for a directive in plain words, "" for none: the
// text begins with a verb of asking, then a unit, and has a deadline or work.
// Whoever may give none is only told so where nothing else can be meant.
func (b *Bot) directed(t *turn) string {
	if strings.Contains(t.msg.Text, "?") {
		return ""
	}
	plain := folded(t.msg.Text)
	for _, verbs := range taskVerbs {
		for _, verb := range verbs.words {
			if plain == verb && verbs.clear && t.may(giveTask) {
				return strings.TrimSpace(verbs.command)
			}
			if !strings.HasPrefix(plain, verb+" ") || !verbs.clear && !t.may(giveTask) {
				continue
			}
			rest := strings.TrimSpace(t.msg.Text[locate(t.msg.Text, verb).end:])
			request := b.readTask(t, rest)
			named := request.first || request.elsewhere != "" || len(request.units) > 0
			due := !request.draft.Due.IsZero() || request.draft.Unread != ""
			if (named && (due || beginsWithWork(request.draft.Text)) && !request.figure) || due && verbs.clear {
				return verbs.command + rest
			}
			return ""
		}
	}
	return ""
}

// brings reports whether the message brings a figure.
func (b *Bot) brings(t *turn) bool {
	r := b.reader.Read(t.msg.Text, understand.Context{Today: t.today})
	return r.Intent == understand.ReportValue && len(r.Values) > 0
}

func beginsWithWork(text string) bool {
	plain := folded(text) + " "
	return slices.ContainsFunc(taskWork, func(w string) bool { return strings.HasPrefix(plain, w+" ") })
}
