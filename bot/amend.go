package bot

import (
	"context"
	"slices"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// amended takes a message that only says something of figures told before, "đến
// 28/6 nhé", "của Kỳ Xuân", "sửa lại 94", for putting them right. False if it
// says anything else, or nothing was told.
func (b *Bot) amended(ctx context.Context, t *turn) (Reply, bool, error) {
	if t.commanded() || t.msg.Text == "" || len(t.msg.Text) > maxAnswer || t.waits.awaitsWords() || !t.may(report) {
		return Reply{}, false, nil
	}
	a, ok := b.reader.ReadAmendment(t.msg.Text, b.context(t))
	if !ok {
		return Reply{}, false, nil
	}
	if a.Puts != "" {
		reply, asked, err := b.askRight(ctx, t, a.Puts)
		if asked || err != nil {
			return reply, asked, err
		}
		a.Asks = true // there is none: it may be what the last one is to be of
	}
	if n := t.waits.answeredBy(&a); n >= 0 {
		reply, err := b.resume(ctx, t, t.waits, n)
		return reply, true, err
	}
	what, err := b.told(ctx, t, &a)
	if what == nil || err != nil {
		return Reply{}, false, err
	}
	holds := what.meant(b, t, &a)
	if !b.amends(t, what, &a) {
		return Reply{}, false, nil
	}
	t.reading = understand.Reading{Text: t.msg.Text, Lang: t.words.Lang, Intent: understand.ReportValue, Period: a.Period, Followup: true}
	for _, f := range what.figures {
		t.reading.Indicators = append(t.reading.Indicators, f.Indicator)
	}
	reply, err := b.amend(ctx, t, what, &a, holds)
	return reply, true, err
}

// answeredBy returns the option, from 0, of a question that the words choose
// which are no label: of which indicator a figure is, or that it is of its
// period alone; -1 for none.
func (p *pending) answeredBy(a *understand.Amendment) int {
	if p == nil || a.HasValue() || a.Asks {
		return -1
	}
	return slices.IndexFunc(p.Options, func(o option) bool {
		return o.Alone && a.Alone || o.About != "" && len(a.Indicators) == 1 && o.About == a.Indicators[0]
	})
}

// amends reports whether the message says something of what was told, and in
// such a way that it begins nothing new.
func (b *Bot) amends(t *turn, what *told, a *understand.Amendment) bool {
	waits := what.question != nil
	if a.HasMeasure() {
		return what.shown && slices.ContainsFunc(what.figures, func(f figure) bool { return b.measured(&f, a) })
	}
	moves := len(a.Units) > 0 || len(a.Indicators) > 0 || a.Whole
	dated := a.Period.Kind != target.NoPeriod
	switch {
	case a.Alone && !waits:
		return false // what is stored is a running total
	case len(a.Units) > 1 || len(a.Indicators) > 1 || waits && what.question.Lacks == lacksUnit && !moves || waits && what.question.Lacks == lacksDay && !dated:
		return false
	case a.HasValue():
		f := &what.figures[0]
		_, ok := a.Value(b.plan.Indicator(b.indicatorOf(f, a)))
		another := len(a.NotIndicators)+len(a.NotUnits) == 0 && b.changed(t, *f, a).movesFrom(f)
		return ok && !another && (a.Rights || waits && !moves || t.msg.ReplyTo != "")
	case moves || a.Estimate || a.Official || a.Total || a.Added:
		return a.Led && what.shown
	default:
		return dated && what.shown
	}
}

// measured reports whether the figure may be told in the measure that the message
// names.
func (b *Bot) measured(f *figure, a *understand.Amendment) bool {
	_, ok := a.Measured(b.plan.Indicator(f.Indicator), f.Value)
	return ok
}

// indicatorOf is the indicator of which the message makes the figure one.
func (b *Bot) indicatorOf(f *figure, a *understand.Amendment) target.IndicatorID {
	if len(a.Indicators) == 1 {
		return a.Indicators[0]
	}
	return f.Indicator
}

// amend stores what was told as the message puts it right, or asks about it:
// where it may mean several figures, denies another one than was told, or may
// mean something else.
func (b *Bot) amend(ctx context.Context, t *turn, what *told, a *understand.Amendment, holds bool) (Reply, error) {
	t.settled = what.question != nil
	stored := what.question == nil
	on := a.Period.AsOf(t.today)
	f := &what.figures[0]
	switch {
	case what.others:
		return t.tell("amend.others"), nil
	case a.NoDay != "":
		t.unchanged = true
		return t.tell("amend.no-day", "Words", a.NoDay, "Example", b.lastDay(t.today)), nil
	case a.Period.Kind != target.NoPeriod && a.Period.Start().Year != b.plan.Year:
		return t.tell("report.other-year", "Year", b.plan.Year, "Period", a.Period), nil
	case !b.measuresAlike(f, a):
		to := b.plan.Indicator(a.Indicators[0])
		return t.tell("amend.measure", "Name", t.short(to), "Measure", to.Measure.Name(t.words.Lang)), nil
	}
	changed := make([]figure, len(what.figures))
	same := true
	for i, old := range what.figures {
		changed[i] = b.changed(t, old, a)
		same = same && unchanged(&changed[i], &old)
	}
	switch told := b.toldBrief(t, f); {
	case !same || !a.Official && !a.HasMeasure():
	case !stored:
		return b.repeat(ctx, t, t.say("amend.not-asked", "What", told), what.question.choices())
	case a.HasMeasure():
		t.unchanged = true
		return t.tell("amend.not-that", "What", told), nil
	default:
		t.unchanged = true
		return t.tell("amend.official", "What", told), nil
	}
	if stored && same {
		return t.tell("doubt.duplicate", "AsOf", f.AsOf), nil
	}
	several := a.HasMeasure() || a.Nth != 0 || len(changed) > 1 && (a.HasValue() || len(a.Units) > 0 || len(a.Indicators) > 0)
	unsure := a.Asks || stored && !a.Rights && (!a.Led || a.HasValue()) && (a.Period.Kind != target.Day || a.HasValue()) ||
		stored && a.Total && a.Period.Kind > target.Day
	vague := a.HasValue() && f.Increment && !a.Added && !a.Total && !b.had(f, a)
	switch {
	case several || unsure || vague || !holds || !what.shown && !a.HasOld() || a.NoYear && on.Year == b.plan.Year:
		return b.askAmended(ctx, t, what, changed, holds, vague)
	case what.question != nil && what.question.Why != "":
		standing, err := b.standing(ctx)
		if err != nil {
			return Reply{}, err
		}
		return b.askWhether(ctx, t, standing, changed, what.question.Why)
	}
	if what.question != nil {
		t.queue = what.question.Rest
	} else {
		t.aside = t.waits.ofFigures()
	}
	return b.record(ctx, t, changed)
}

// measuresAlike reports whether the figure may be one of the indicator that the
// message names: its number was said in the other's measure.
func (b *Bot) measuresAlike(f *figure, a *understand.Amendment) bool {
	to := b.plan.Indicator(b.indicatorOf(f, a))
	return a.HasValue() || to.Measure.Name(target.Vietnamese) == b.plan.Indicator(f.Indicator).Measure.Name(target.Vietnamese)
}

// changed is the figure as the message puts it right. It is checked like a new
// one.
func (b *Bot) changed(t *turn, f figure, a *understand.Amendment) figure {
	was, settled := f, slices.Contains(f.Settled, doubtWhose)
	ind, unit := b.indicatorOf(&f, a), f.Unit
	switch {
	case len(a.Units) == 1:
		unit = a.Units[0]
	case a.Whole:
		unit = target.Locality
	}
	if unit == b.plan.Indicator(ind).Lead {
		unit = target.Locality
	}
	if ind != f.Indicator || unit != f.Unit { // a series of its own
		f.Moves, f.Replaces = f.Replaces, ""
		f.Indicator, f.Unit, f.Taken, settled = ind, unit, false, true
	}
	if v, ok := a.Value(b.plan.Indicator(ind)); ok {
		f.Value, f.Over, f.Claims = v.Amount, v.Over, v.Claims
		f.Increment = v.Increment || f.Increment && !b.hadTotal(&was, a)
	}
	if v, ok := a.Measured(b.plan.Indicator(ind), f.Value); ok && a.HasMeasure() {
		f.Value, f.Over, f.Claims = v, false, target.Claims{}
	}
	if a.Total || a.Added {
		f.Increment, f.Open = a.Added, false
	}
	f.Estimate = (f.Estimate || a.Estimate) && !a.Official
	if p := a.Period; p.Kind != target.NoPeriod {
		f.AsOf, f.Ahead, f.Period, f.From = p.AsOf(t.today), p.IsAhead(t.today), p, target.Date{}
		f.Open = opens(&understand.Value{Increment: f.Increment, Total: a.Total}, p)
	}
	f.Settled, f.Asked = nil, time.Time{}
	if settled {
		f.Settled = []doubtKind{doubtWhose}
	}
	return f
}

// movesFrom reports whether the figure is of another indicator or unit.
func (f figure) movesFrom(old *figure) bool {
	return f.Indicator != old.Indicator || f.Unit != old.Unit
}

// unchanged reports whether the figures say the same.
func unchanged(f, old *figure) bool {
	return !f.movesFrom(old) && f.Value.Equal(old.Value) &&
		f.Increment == old.Increment && f.Estimate == old.Estimate && f.AsOf == old.AsOf
}
