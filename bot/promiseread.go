package bot

import (
	"context"
	"slices"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// fill reads the figure and the day of a promise out of a text; what is there
// already stays unless the text says otherwise. It returns what is wrong, "" if
// nothing is.
func (b *Bot) fill(t *turn, d *draft, text string) string {
	if day, ok := b.reader.ReadDay(text, t.now); ok {
		d.Until = day
		if d.Value != nil { // only the day was asked for, and "31/7" is no fraction
			return ""
		}
	}
	ind := b.plan.Indicator(d.Indicator)
	r := b.reader.ReadFigure(text, ind.ID, b.context(t))
	rest, _, _ := understand.SplitDue(text, t.now, &b.plan.Calendar)
	planned := b.ofPlan(t, d, rest, r.Ask)
	switch {
	case planned != nil && len(r.Values) == 0:
		d.Value, d.Added = planned, nil
	case r.Ask == understand.AskPercent:
		return t.say("promise.percent", "Name", t.short(ind), "Measure", ind.Measure.Name(t.words.Lang), "Example", t.amount(ind, ind.Target))
	case len(r.AmountCandidates) > 1:
		return t.say("promise.unclear", "Name", t.short(ind), "Example", t.amount(ind, ind.Target))
	case len(r.Values) == 1 && r.Values[0].Increment:
		d.Value, d.Added = nil, &r.Values[0].Amount
	case len(r.Values) == 1:
		d.Value, d.Added = &r.Values[0].Amount, nil
	case d.Value == nil:
		if a, err := target.ParseAmount(text, t.words.Lang, ind); err == nil {
			d.Value = &a
		}
	}
	if d.Until.IsZero() && r.Period.Kind != target.NoPeriod {
		d.Until = r.Period.End()
	}
	return ""
}

// aside reports whether a message is no answer to a question about a promise:
// it names another indicator, or asks or answers something else.
func (b *Bot) aside(t *turn, d *draft) bool {
	if t.commanded() {
		return true
	}
	r := b.reader.Read(t.msg.Text, understand.Context{Today: t.today, Group: t.msg.Group})
	if _, ok := featureOf[r.Detail]; ok {
		return true
	}
	named := slices.ContainsFunc(r.Indicators, func(id target.IndicatorID) bool { return id != d.Indicator })
	return named || r.Intent != understand.None && r.Intent != understand.ReportValue
}

// resumePromise goes on with the answer to a question about a promise; ok is
// false for a message that is about something else.
func (b *Bot) resumePromise(ctx context.Context, t *turn, p *pending) (reply Reply, ok bool, err error) {
	if p == nil || p.Promise == nil || b.aside(t, p.Promise) {
		return Reply{}, false, nil
	}
	d, before := *p.Promise, *p.Promise
	t.words = b.words.In(p.Lang)
	says := b.fill(t, &d, t.msg.Text)
	if day, found := b.dayIn(t); found && d.Until.IsZero() && d.Value != nil {
		d.Until = day
	}
	if says == "" && d == before {
		says = b.promiseHow(t, &d)
	}
	if says != "" {
		return Reply{Note: target.Note{Text: says}}, true, nil
	}
	if !t.may(answerReminder) {
		return t.tell("permission.refused"), true, nil
	}
	reply, err = b.pledge(ctx, t, &d)
	return reply, true, err
}

// promiseHow says what was not read, with an example that would be.
func (b *Bot) promiseHow(t *turn, d *draft) string {
	p := target.Progress{Indicator: b.plan.Indicator(d.Indicator), Target: b.plan.Indicator(d.Indicator).Target, On: b.lastDay(t.today)}
	if d.Value == nil {
		return t.say("promise.no-value", "Example", b.promiseValue(t, &p))
	}
	return t.say("promise.no-day", "Example", b.day(t, b.promiseDay(&p)))
}

// promiseValue is a figure that could be promised: what the season asks next,
// else the whole target.
func (b *Bot) promiseValue(t *turn, p *target.Progress) string {
	if asked, _, ok := target.DueBy(b.plan, p); ok {
		return t.derived(p.Indicator, asked)
	}
	return t.amount(p.Indicator, p.Target)
}

// promiseDay is a day by which it could be promised.
func (b *Bot) promiseDay(p *target.Progress) target.Date {
	if _, by, ok := target.DueBy(b.plan, p); ok && by.After(p.On) {
		return by
	}
	return b.snoozeDay(target.NewDate(p.On.Year, p.On.Month+1, 0))
}

// promiseExample is a whole promise that would be accepted.
func (b *Bot) promiseExample(t *turn) string {
	ind := b.example()
	p := target.Progress{Indicator: ind, Target: ind.Target, On: b.lastDay(t.today)}
	return t.say("promise.example", "Name", t.short(ind), "Value", t.amount(ind, ind.Target),
		"Day", b.day(t, b.promiseDay(&p)))
}

// doubtDay says why a day is none to promise by; "" if it is.
func (b *Bot) doubtDay(t *turn, p *target.Progress, day target.Date) string {
	example := b.day(t, b.promiseDay(p))
	switch {
	case day.Before(t.today):
		return t.say("promise.past", "Day", day, "Example", example)
	case day.After(b.yearEnd()):
		return t.say("promise.beyond", "Day", day, "End", b.yearEnd(), "Example", example)
	default:
		return ""
	}
}

// doubtPromise says why a figure is none to promise; "" if it is. It has to be
// better than what there is, and what could be reported one day.
func (b *Bot) doubtPromise(t *turn, standing []target.Report, d *draft, p *target.Progress) string {
	value, example := t.exact(p.Indicator, *d.Value), b.promiseValue(t, p)
	if p.Actual != nil && !better(p.Indicator, *d.Value, *p.Actual) {
		return t.say("promise.not-more", "Value", value, "Now", t.stored(p), "AsOf", p.AsOf, "Example", example)
	}
	would := target.Report{
		Indicator: d.Indicator, Unit: d.Unit, Value: *d.Value, AsOf: b.lastDay(t.today), Said: t.now.Add(time.Second),
	}
	for _, doubt := range target.Doubts(b.plan, standing, &would, t.today) {
		switch doubt.Kind {
		case target.DoubtNegative, target.DoubtRate, target.DoubtFraction:
			return t.say("promise.impossible", "Value", value, "Why", t.say("doubt.kind."+string(doubt.Kind)), "Example", example)
		case target.DoubtUnitSlip, target.DoubtJump, target.DoubtHigh:
			return t.say("promise.unlikely", "Value", value, "Goal", t.goal(p), "Example", example)
		}
	}
	return ""
}

// better reports whether a figure is nearer to what is asked than another.
func better(ind *target.Indicator, value, than target.Amount) bool {
	if ind.Comparison == target.AtMost {
		return value.LessThan(than)
	}
	return value.GreaterThan(than)
}
