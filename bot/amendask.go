package bot

import (
	"context"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/target"
)

// askAmended asks which of the figures told before is to be put right, or
// whether one is: each option says what was told and what it will be. vague is
// set where a figure that was to be added may stay one or become the total.
func (b *Bot) askAmended(ctx context.Context, t *turn, what *told, changed []figure, holds, vague bool) (Reply, error) {
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	var options []option
	for i := range changed[:min(len(changed), maxOffered)] {
		old, f := &what.figures[i], changed[i]
		options = append(options, b.amendOption(t, standing, old, f))
		if vague {
			f.Increment = false
			options = append(options, b.amendOption(t, standing, old, f))
		}
	}
	text, keep := t.say("amend.which"), option{Label: t.say("edited.keep")}
	if what.question != nil {
		keep = t.dropOption()
	}
	if !holds {
		figure := b.toldBrief(t, &what.figures[0])
		is := t.say("amend.not-that", "What", figure)
		if what.question != nil {
			is = t.say("amend.not-asked", "What", figure)
		}
		text = lines(is, text)
	}
	note, waiting := t.question(t.say("doubt.head"), text, append(options, keep))
	waiting.Figures = what.figures
	if what.question != nil {
		waiting.Rest = what.question.Rest
	}
	return b.put(ctx, t, note, waiting)
}

// askRight asks for the right figure in the place of the speaker's last one of the
// indicator: "sửa thu ngân sách". False if there is none.
func (b *Bot) askRight(ctx context.Context, t *turn, indicator target.IndicatorID) (Reply, bool, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, false, fmt.Errorf("read reports: %w", err)
	}
	old := b.lastOf(t, target.Current(all), indicator)
	if old == nil {
		return Reply{}, false, nil
	}
	t.fixes = old.ID
	t.reading = understand.Reading{Text: t.msg.Text, Lang: t.words.Lang, Intent: understand.ReportValue, Indicators: []target.IndicatorID{indicator}, Followup: true}
	if old.Unit != target.Locality {
		t.reading.Units = []target.UnitID{old.Unit}
	}
	value := t.exact(b.plan.Indicator(indicator), figureOf(old).Value)
	text := lines(t.say("undo.stored", "What", b.brief(t, old)), t.say("undo.part.measure", "Example", value))
	reply, err := b.commit(ctx, t, target.Change{}, target.Note{Text: text})
	return reply, true, err
}

// amendOption makes the figure in the place of an old one.
func (b *Bot) amendOption(t *turn, standing []target.Report, old *figure, f figure) option {
	ind := b.plan.Indicator(f.Indicator)
	value := t.exact(ind, f.Value)
	switch {
	case f.Increment:
		sum := b.reports(t, standing, []figure{f})[0].Value
		value = t.say("doubt.sum", "Added", value, "Total", t.exact(ind, sum))
	case old.Increment:
		value = t.say("amend.total", "Value", value)
	}
	if f.Estimate && !old.Estimate {
		value = t.say("progress.estimate", "Value", value)
	}
	if f.Indicator != old.Indicator || f.Unit != old.Unit {
		value = b.nameOf(t, f.Unit, ind) + ": " + value
	}
	label := t.say("amend.option", "Old", b.toldBrief(t, old), "New", value)
	if f.AsOf != old.AsOf {
		label = t.say("amend.option-on", "Old", b.toldBrief(t, old), "New", value, "On", f.AsOf)
	}
	return option{Label: label, Figures: []figure{f}}
}

// toldBrief names a figure told before in a few words.
func (b *Bot) toldBrief(t *turn, f *figure) string {
	ind := b.plan.Indicator(f.Indicator)
	value := t.exact(ind, f.Value)
	if f.Increment {
		value = t.say("amend.added", "Value", value)
	}
	return t.say("report.brief", "Name", b.nameOf(t, f.Unit, ind), "Value", value, "AsOf", f.AsOf)
}
