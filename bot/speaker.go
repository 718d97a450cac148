package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// An officer of a commune who names no unit speaks of the commune, wherever
// communes have figures of their own; never silently of the whole locality. So
// that it can be told which of the two an answer is about, the whole locality is
// named to them too.

// ownCommune returns the commune whose officer speaks, nil if it is somebody else.
func (b *Bot) ownCommune(t *turn) *target.Unit {
	if t.member.Role != target.Officer {
		return nil
	}
	if u := b.plan.Unit(t.member.Unit); u != nil && u.Kind == target.Commune {
		return u
	}
	return nil
}

// byCommunes reports whether communes report the indicator: they have parts of
// it, the whole is made of theirs, or some have done so.
func (b *Bot) byCommunes(ind *target.Indicator, standing []target.Report) bool {
	communal := func(id target.UnitID) bool {
		u := b.plan.Unit(id)
		return u != nil && u.Kind == target.Commune
	}
	for id := range ind.Allocation {
		if communal(id) {
			return true
		}
	}
	return ind.RollUp != target.Direct || slices.ContainsFunc(standing, func(r target.Report) bool {
		return r.Indicator == ind.ID && r.AsOf.Year == b.plan.Year && communal(r.Unit)
	})
}

// knowCommune finds out of which indicators a figure without a unit is the
// speaker's commune's. It comes before anything is asked about a report: a
// question shows the figure as it will be stored.
func (b *Bot) knowCommune(ctx context.Context, t *turn) error {
	if b.ownCommune(t) == nil || t.communal != nil {
		return nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return err
	}
	for i := range b.plan.Indicators {
		if ind := &b.plan.Indicators[i]; b.byCommunes(ind, standing) {
			t.communal = append(t.communal, ind.ID)
		}
	}
	return nil
}

// unitOf is the unit that a figure of the message is of.
func (b *Bot) unitOf(t *turn, ind target.IndicatorID) target.UnitID {
	if u := t.saidUnit(); u != target.Locality || t.reading.Whole || !slices.Contains(t.communal, ind) {
		return u
	}
	return t.member.Unit
}

// nameOf is the indicator with the unit that a figure of it is of.
func (b *Bot) nameOf(t *turn, unit target.UnitID, ind *target.Indicator) string {
	if unit == target.Locality && b.ownCommune(t) == nil {
		return t.short(ind)
	}
	return lang.Capital(b.unit(t, unit)) + ", " + t.short(ind)
}

// headOfAll is the head of a list about the whole locality.
func (b *Bot) headOfAll(t *turn, on target.Date) string {
	if b.ownCommune(t) == nil {
		return t.say("overview.head", "Year", b.plan.Year, "On", on)
	}
	return t.say("unit.head", "Unit", lang.Capital(b.unit(t, target.Locality)), "Year", b.plan.Year, "On", on)
}

// unknownOwn answers who speaks of their commune and has none.
func (b *Bot) unknownOwn(t *turn) (Reply, bool) {
	if !t.reading.OwnCommune {
		return Reply{}, false
	}
	example := lang.Capital(b.unit(t, b.exampleUnit(t)))
	if t.reading.Intent == understand.ReportValue {
		return t.tell("own.report", "Unit", example), true
	}
	return t.tell("own.question", "Unit", example), true
}

// ownAndWhole answers a bare question of a commune's officer about an indicator
// that communes report: the commune in full, the whole locality in a line.
func (b *Bot) ownAndWhole(t *turn, standing []target.Report, on target.Date) (Reply, bool) {
	own := b.ownCommune(t)
	ind := b.plan.Indicator(t.reading.Indicators[0])
	if own == nil || t.reading.Whole || strings.HasPrefix(t.msg.Text, "/") || !b.byCommunes(ind, standing) {
		return Reply{}, false
	}
	p := target.Evaluate(b.plan, standing, ind, own.ID, on)
	if p.Reason == target.ReasonNotAllocated && p.Actual == nil {
		return Reply{}, false
	}
	reply := b.unitOne(t, standing, own.ID, ind, on)
	whole := target.Evaluate(b.plan, standing, ind, target.Locality, on)
	// In place of who leads and the rank, for which there are buttons.
	text := strings.Split(reply.Text, "\n")
	text = slices.DeleteFunc(text, func(line string) bool { return line == b.lead(t, ind) || line == b.rank(t, standing, &p) })
	reply.Text = lines(strings.Join(text, "\n"), t.statusItem(lang.Capital(b.unit(t, target.Locality)), &whole))
	return reply, true
}

// wholeInstead is the button of a receipt by which a figure that was taken for
// the commune's becomes the whole locality's.
func (b *Bot) wholeInstead(t *turn, stored []target.Report) target.Choice {
	label := t.say("choice.whole-instead", "Unit", b.unit(t, target.Locality))
	return target.Choice{Label: label, Data: slash(widening) + " " + groupOf(stored[0].ID)}
}

// widen makes a report that was taken for the speaker's commune one of the whole
// locality. The doubts are asked as of any other.
func (b *Bot) widen(ctx context.Context, t *turn) (Reply, error) {
	own := b.ownCommune(t)
	if own == nil || len(t.args) != 1 || !isGroup(t.args[0]) {
		return t.tell("undo.gone"), nil
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	var figures []figure
	for _, r := range target.Current(all) {
		if groupOf(r.ID) != t.args[0] || r.By != t.author() || r.Unit != own.ID {
			continue
		}
		f := figureOf(&r)
		f.replace(&r)
		f.Replaces, f.Unit, f.Moves, f.Settled = "", target.Locality, r.ID, []doubtKind{doubtWhose}
		figures = append(figures, f)
	}
	if len(figures) == 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("undo.gone")})
	}
	return b.record(ctx, t, figures)
}

// moved takes back the reports that the figures were stored as by mistake.
func (t *turn) moved(reports []target.Report, figures []figure) []target.Report {
	var out []target.Report
	for _, f := range figures {
		for i := range reports {
			if r := &reports[i]; f.Moves != "" && r.ID == f.Moves {
				out = append(out, t.retraction(r, r.ID, len(figures)+len(out)))
			}
		}
	}
	return out
}
