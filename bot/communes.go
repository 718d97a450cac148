package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// slow answers which communes are behind, over all indicators.
func (b *Bot) slow(ctx context.Context, t *turn) (Reply, error) {
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply {
		return Reply{Note: b.slowNote(t, b.behind(standing, on), on)}
	})
}

// behind is a commune with the indicators that it is late with, worst first.
type behind struct {
	unit *target.Unit
	late []target.Progress
}

// behind returns the communes that are late with something: with the most
// indicators first, then the furthest behind.
func (b *Bot) behind(standing []target.Report, on target.Date) []behind {
	var out []behind
	for _, u := range b.plan.Communes(on) {
		items := target.EvaluateUnit(b.plan, standing, u.ID, on)
		items = slices.DeleteFunc(items, func(p target.Progress) bool { return !late(&p) })
		if len(items) > 0 {
			slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
			out = append(out, behind{u, items})
		}
	}
	slices.SortStableFunc(out, func(a, b behind) int {
		return cmp.Or(cmp.Compare(len(b.late), len(a.late)), target.WorstFirst(&a.late[0], &b.late[0]))
	})
	return out
}

// slowNote is a page of communes, a line each.
func (b *Bot) slowNote(t *turn, all []behind, on target.Date) target.Note {
	note := target.Note{Head: t.say("communes.head", "On", on)}
	if len(all) == 0 {
		note.Text = t.say("lagging.none")
		return note
	}
	from := min(t.page*pageSize, len(all))
	shown := all[from:min(from+pageSize, len(all))]
	var text []string
	var items []target.Progress
	for _, c := range shown {
		var names []string
		for i := range c.late {
			names = append(names, t.shareOf(t.short(c.late[i].Indicator), &c.late[i]))
		}
		name := lang.Capital(b.unit(t, c.unit.ID))
		text = append(text, t.words.Count("communes.line", len(c.late), "Unit", name, "Names", strings.Join(names, "; ")))
		items = append(items, c.late...)
		note.Choices = append(note.Choices, target.Choice{Label: name, Data: slash(understand.ProgressOne) + " " + string(c.unit.ID)})
	}
	if rest := len(all) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, data(slow, t.reading)))
	}
	note.Text = lines(bullets(text), t.sources(items))
	return note
}

// communes judges every commune on the indicator: those with a figure, the
// lowest share of what is asked of them first, and those without one.
func (b *Bot) communes(standing []target.Report, ind *target.Indicator, on target.Date) (ranked []target.Progress, unknown []*target.Unit) {
	for _, u := range b.plan.Communes(on) {
		p := target.Evaluate(b.plan, standing, ind, u.ID, on)
		if p.Actual == nil {
			unknown = append(unknown, u)
			continue
		}
		if p.Percent != nil && p.Reason != target.ReasonNotAllocated {
			ranked = append(ranked, p)
		}
	}
	slices.SortStableFunc(ranked, func(a, b target.Progress) int {
		if ind.Comparison == target.AtMost {
			return b.Percent.Cmp(*a.Percent)
		}
		return a.Percent.Cmp(*b.Percent)
	})
	return ranked, unknown
}

// late reports whether the status is one that is acted on.
func late(p *target.Progress) bool { return p.Status == target.Lagging || p.Status == target.AtRisk }
