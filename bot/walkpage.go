package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// walk shows a page of the way, in the place of the one where it was chosen.
func (b *Bot) walk(ctx context.Context, t *turn) (Reply, error) {
	if err := b.leaveQuestion(ctx, t); err != nil {
		return Reply{}, err
	}
	w := walkOf(t)
	b.enterPage(t, w)
	reply, err := b.pageOf(ctx, t, w)
	b.show(t, *t.walk) // whose list may have got shorter
	reply.Edit = true
	return reply, err
}

// setOut makes a list that was asked for a page to walk from.
func (b *Bot) setOut(t *turn, whole, ofUnit byte) {
	if t.walk != nil {
		return
	}
	w := walk{period: t.reading.Period, steps: []step{{kind: whole, page: t.page}}}
	if len(t.reading.Units) > 0 {
		w.unit, w.steps[0].kind = t.reading.Units[0], ofUnit
	}
	b.show(t, w)
}

// enterPage makes w the page that the turn is about and shows.
func (b *Bot) enterPage(t *turn, w walk) {
	r := w.reading()
	t.reading.Indicators, t.reading.Units, t.reading.Period = r.Indicators, r.Units, r.Period
	if t.page = 0; w.listed() {
		t.page = w.last().page
	}
	b.show(t, w)
}

// show makes w the page that the turn shows, with the way back.
func (b *Bot) show(t *turn, w walk) {
	t.walk, t.back = &w, ""
	if before, ok := b.back(w); ok {
		t.back = before.data()
	}
}

// pageOf words the page. What it is about becomes what the talk is about.
func (b *Bot) pageOf(ctx context.Context, t *turn, w walk) (Reply, error) {
	t.reading.Intent = understand.ProgressOne
	if !w.listed() {
		return b.aboutOne(ctx, t, w)
	}
	switch w.last().kind {
	case stepSummary, stepUnitSummary:
		t.reading.Intent = understand.SummaryReport
		return b.summary(ctx, t)
	case stepAll:
		t.reading.Intent = understand.ProgressAll
		return b.overview(ctx, t)
	case stepCommunes:
		return b.walkCommunes(ctx, t, w)
	case stepOthers:
		return b.walkOthers(ctx, t, w)
	case stepHistory:
		return b.leaf(ctx, t, (*Bot).history)
	case stepNeeded:
		return b.leaf(ctx, t, (*Bot).needed)
	case stepForecast:
		return b.leaf(ctx, t, (*Bot).forecast)
	case stepMethod:
		return b.leaf(ctx, t, (*Bot).method)
	default:
		t.reading.Intent = understand.LaggingList
		return b.lagging(ctx, t)
	}
}

// leaf is an answer behind which the way goes no further: of its choices only
// the next page is left.
func (b *Bot) leaf(ctx context.Context, t *turn, answer func(*Bot, context.Context, *turn) (Reply, error)) (Reply, error) {
	reply, err := answer(b, ctx, t)
	reply.Choices = slices.DeleteFunc(reply.Choices, func(c target.Choice) bool {
		return !strings.HasPrefix(c.Data, slash(walking)+" ")
	})
	return reply, err
}

// aboutOne is the page of an indicator, or of a unit's part of it.
func (b *Bot) aboutOne(ctx context.Context, t *turn, w walk) (Reply, error) {
	reply, err := b.progress(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	on, err := b.judgingDay(t, w.period)
	if err != nil {
		return reply, nil // which says so
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	if w.unit == target.Locality {
		reply.Choices = b.fromIndicator(t, w, standing, on)
	} else {
		reply.Choices = b.fromUnit(t, w, standing, on)
	}
	return reply, nil
}

// fromIndicator are the ways from an indicator: its communes, its lead agency,
// what can be done, and what else is known of it.
func (b *Bot) fromIndicator(t *turn, w walk, standing []target.Report, on target.Date) []target.Choice {
	ind := b.plan.Indicator(w.indicator)
	var out []target.Choice
	if ranked, _ := b.communes(standing, ind, on); len(ranked) > 0 {
		out = append(out, t.choice("walk.communes", w.on(step{kind: stepCommunes}).data()))
	}
	lead := w.about(ind.ID, ind.Lead)
	if len(b.others(standing, lead, on)) > 0 {
		out = append(out, target.Choice{Label: t.label(b.unitShort(t, ind.Lead), ""), Data: lead.on(step{kind: stepOthers}).data()})
	}
	out = append(out, b.actions(t, w)...)
	out = append(out, t.choice("walk.trend", w.on(step{kind: stepHistory}).data()))
	if p := target.Evaluate(b.plan, standing, ind, target.Locality, on); p.Status != target.Achieved && on == t.today {
		out = append(out, t.choice("choice.needed", w.on(step{kind: stepNeeded}).data()))
	}
	out = append(out, t.choice("choice.forecast", w.on(step{kind: stepForecast}).data()))
	if len(out) < pageChoices-1 {
		out = append(out, t.choice("choice.method", w.on(step{kind: stepMethod}).data()))
	}
	return out
}

// pageChoices is how many choices a page has at most, the way back included.
const pageChoices = 8

// fromUnit are the ways from a unit's part of an indicator.
func (b *Bot) fromUnit(t *turn, w walk, standing []target.Report, on target.Date) []target.Choice {
	var out []target.Choice
	if whole := w.whole().data(); whole != t.back {
		out = append(out, target.Choice{Label: t.label(b.plan.Locality.Full(t.words.Lang), ""), Data: whole})
	}
	if w.last().kind != stepFrom && len(b.others(standing, w, on)) > 0 {
		out = append(out, t.choice("walk.others", w.on(step{kind: stepOthers}).data()))
	}
	out = append(out, b.actions(t, w)...)
	return append(out, t.choice("walk.trend", w.on(step{kind: stepHistory}).data()))
}

// actions are what a leader may have done about the page. Once the plan's year
// is over there is no day left by which work could be asked.
func (b *Bot) actions(t *turn, w walk) []target.Choice {
	var out []target.Choice
	if t.may(remindNow) {
		out = append(out, t.choice("walk.nudge", w.as(nudging)))
	}
	if t.may(giveTask) && b.lastDay(t.today) == t.today {
		out = append(out, t.choice("walk.assign", w.as(assigning)))
	}
	return out
}
