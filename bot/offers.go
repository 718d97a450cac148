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

// offers asks which of the readings is meant that a text may have. False if
// there is nothing to choose from that the speaker may do.
func (b *Bot) offers(ctx context.Context, t *turn) (Reply, bool, error) {
	if err := b.knowCommune(ctx, t); err != nil {
		return Reply{}, false, err
	}
	var options []option
	reports := false
	for _, o := range t.reading.Offers {
		f, known := features()[o.Intent]
		if !known || !t.may(f.needs) {
			continue
		}
		reading := t.reading
		reading.Intent, reading.Detail, reading.Indicators, reading.Units = o.Intent, o.Detail, o.Indicators, o.Units
		reading.Values, reading.Period = o.Values, o.Period
		choice := option{Label: b.offerLabel(t, &reading), Question: data(o.Intent, reading)}
		if o.Intent == understand.ReportValue {
			reports = true
			choice = option{Label: choice.Label, Confirm: b.offeredFigures(t, reading)}
		}
		options = append(options, choice)
	}
	if len(options) == 0 {
		return Reply{}, false, nil
	}
	head := ""
	if reports {
		head = t.say("doubt.head")
	}
	note, waiting := t.question(head, t.say("offer.ask"), append(options, option{Label: t.say("offer.neither")}))
	reply, err := b.put(ctx, t, note, waiting)
	return reply, true, err
}

// offeredFigures are the figures of a reading that is only offered.
func (b *Bot) offeredFigures(t *turn, reading understand.Reading) []figure {
	of := *t
	of.reading = reading
	return b.figures(&of, of.saidUnit())
}

// offerLabel says what a reading would do, of what and when.
func (b *Bot) offerLabel(t *turn, r *understand.Reading) string {
	var of []string
	for i, id := range r.Indicators {
		ind := b.plan.Indicator(id)
		name := t.short(ind)
		if i < len(r.Values) {
			value := t.exact(ind, r.Values[i].Amount)
			if r.Values[i].Increment {
				value = "+" + value
			}
			name += " " + value
		}
		of = append(of, name)
	}
	for _, id := range r.Units {
		of = append(of, lang.Capital(b.unit(t, id)))
	}
	if r.Period.Kind != target.NoPeriod {
		of = append(of, t.words.Period(r.Period))
	}
	does := t.say("offer." + string(r.Intent))
	if len(of) == 0 {
		return does
	}
	return does + ": " + strings.Join(of, ", ")
}

// answerOffered ends the question and answers the command that was chosen.
func (b *Bot) answerOffered(ctx context.Context, t *turn, command string) (Reply, error) {
	if err := b.store.Commit(ctx, target.Change{Dialog: t.dialog(nil)}); err != nil {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	t.msg.Text = command
	b.command(t)
	return b.feature(ctx, t)
}

// confirmOffer shows the figures of a reading that was chosen: what was not
// clear at first is stored only after one look more.
func (b *Bot) confirmOffer(ctx context.Context, t *turn, figures []figure) (Reply, error) {
	if slices.ContainsFunc(figures, func(f figure) bool { return f.AsOf.Year != b.plan.Year }) {
		return t.tell("report.other-year", "Year", b.plan.Year, "Period", target.Period{Kind: target.Year, Year: figures[0].AsOf.Year}), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	options := []option{{Label: t.say("offer.store"), Figures: figures}, t.dropOption()}
	note, waiting := t.question(t.say("doubt.head"), b.readLines(t, standing, figures), options)
	waiting.Figures = figures
	return b.put(ctx, t, note, waiting)
}
