package bot

import (
	"slices"

	"chitieu/bot/lang"
	"chitieu/target"
)

// doubtKind is why a figure is questioned before it is stored: one of those
// below or a target.DoubtKind. A doubtful figure is neither silently accepted
// nor refused: the speaker decides.
type doubtKind string

const (
	doubtWhose   doubtKind = "whose"   // a commune's officer, and no unit named
	doubtAgency  doubtKind = "agency"  // named for an agency that does not lead
	doubtAhead   doubtKind = "ahead"   // of a period that is not over
	doubtNoBase  doubtKind = "no-base" // an increment, and nothing to add it to
	doubtOverlap doubtKind = "overlap" // an increment of days already counted
	doubtAlone   doubtKind = "alone"   // the running total, or a month by itself
	doubtOrder   doubtKind = "order"   // more than was reported for a later day
)

// doubted is a question about a figure.
type doubted struct {
	head, text string
	options    []option
}

// suspicion is one figure under examination, with what is known around it.
type suspicion struct {
	b        *Bot
	t        *turn
	standing []target.Report
	figures  []figure
	at       int
	f        *figure
	ind      *target.Indicator
	before   *target.Report // the newest at the figure's date, nil for none
	after    *target.Report // the newest of all, if it is of a later date
	report   target.Report  // what would be stored
}

// doubt returns the first question about a figure, nil if there is none.
func (b *Bot) doubt(t *turn, standing []target.Report, figures []figure, at int) *doubted {
	s := &suspicion{b: b, t: t, standing: standing, figures: figures, at: at, f: &figures[at]}
	s.ind = b.plan.Indicator(s.f.Indicator)
	s.before = target.Latest(standing, s.f.Indicator, s.f.Unit, s.f.AsOf)
	if r := target.Latest(standing, s.f.Indicator, s.f.Unit, target.NewDate(b.plan.Year, 12, 31)); r != nil && r.AsOf.After(s.f.AsOf) {
		s.after = r
	}
	s.report = b.reports(t, standing, figures)[at]
	for _, check := range []struct {
		kind  doubtKind
		asked func(*suspicion) *doubted
	}{
		{doubtWhose, (*suspicion).whose}, {doubtAgency, (*suspicion).agency},
		{doubtAhead, (*suspicion).ahead}, {doubtAlone, (*suspicion).alone}, {doubtNoBase, (*suspicion).noBase},
		{doubtOverlap, (*suspicion).overlap}, {doubtOrder, (*suspicion).order},
	} {
		if slices.Contains(s.f.Settled, check.kind) {
			continue
		}
		if d := check.asked(s); d != nil {
			return d
		}
	}
	return s.value()
}

// value asks about what the domain finds suspicious in the value itself.
func (s *suspicion) value() *doubted {
	for _, d := range target.Doubts(s.b.plan, s.standing, &s.report, s.t.today) {
		if !slices.Contains(s.f.Settled, doubtKind(d.Kind)) {
			return s.question(s.why(&d), s.ways(&d)...)
		}
	}
	return nil
}

// why words what is suspicious.
func (s *suspicion) why(d *target.Doubt) string {
	previous := ""
	if d.Previous != nil {
		previous = s.t.exact(s.ind, *d.Previous)
	}
	switch d.Kind {
	case target.DoubtFall:
		return s.t.say("doubt.fall", "Value", previous, "AsOf", d.AsOf)
	case target.DoubtJump:
		return s.t.say("doubt.jump", "Value", previous, "AsOf", d.AsOf)
	case target.DoubtDuplicate:
		return s.t.say("doubt.duplicate", "AsOf", d.AsOf)
	case target.DoubtHigh:
		return s.t.say("doubt.above-target", "Goal", s.t.amount(s.ind, s.ind.Target))
	default:
		return s.t.say("doubt.kind." + string(d.Kind))
	}
}

// ways are the answers to a doubt about the value.
func (s *suspicion) ways(d *target.Doubt) []option {
	kind := doubtKind(d.Kind)
	switch d.Kind {
	case target.DoubtFall:
		return s.fallen(d)
	case target.DoubtFuture, target.DoubtYear:
		return s.today(kind)
	case target.DoubtUnitSlip:
		meant := *d.Suggested
		label := s.t.exact(s.ind, meant)
		return []option{
			s.answer(kind, label, func(f *figure) { f.Value, f.Increment = meant, false }),
			s.anyway(kind),
		}
	default:
		return []option{s.anyway(kind)}
	}
}

// fallen are the answers to a running total below the one before: it may
// correct that one, be what came in since, or really have gone down.
func (s *suspicion) fallen(d *target.Doubt) []option {
	kind := doubtKind(d.Kind)
	old := s.t.exact(s.ind, *d.Previous)
	options := []option{
		s.answer(kind, s.t.say("choice.correct", "Value", old), func(f *figure) { f.Replaces = s.before.ID }),
	}
	if !s.f.Increment {
		sum := s.t.exact(s.ind, d.Previous.Add(s.f.Value))
		options = append(options, s.answer(kind, s.t.say("choice.add", "Total", sum), func(f *figure) { f.Increment = true }))
	}
	return append(options, s.anyway(kind))
}

// today is the answer that the figure is as of the day it is said; after the
// plan's year that it is the whole year's. Before the year no date would count.
func (s *suspicion) today(kind doubtKind) []option {
	day := s.b.lastDay(s.t.today)
	if day.Year != s.b.plan.Year {
		return nil
	}
	label := s.t.say("choice.as-of", "AsOf", day)
	if day != s.t.today {
		label = s.t.say("choice.whole-year", "AsOf", day)
	}
	return []option{s.answer(kind, label, func(f *figure) { f.AsOf, f.Ahead = day, false })}
}

// question completes a doubt: the figure as it was read first, then why it is
// questioned, the answers, and the ways to store nothing or only the rest.
func (s *suspicion) question(why string, options ...option) *doubted {
	d := &doubted{head: s.t.say("doubt.head"), options: options}
	d.text = lines(s.t.say("doubt.read", "Name", s.subject(), "Value", s.t.exact(s.ind, s.f.Value), "AsOf", s.f.AsOf), why)
	if len(s.figures) > 1 {
		rest := slices.Delete(slices.Clone(s.figures), s.at, s.at+1)
		d.options = append(d.options, option{Label: s.t.say("choice.others-only"), Figures: rest})
	}
	d.options = append(d.options, s.t.dropOption())
	return d
}

// subject is what the figure is of.
func (s *suspicion) subject() string {
	if s.f.Unit == target.Locality {
		return s.t.short(s.ind)
	}
	return lang.Capital(s.b.unit(s.t, s.f.Unit)) + ", " + s.t.short(s.ind)
}

// answer is an option that settles the doubt and changes the figure.
func (s *suspicion) answer(kind doubtKind, label string, change func(*figure)) option {
	figures := slices.Clone(s.figures)
	f := &figures[s.at]
	f.Settled = append(slices.Clone(f.Settled), kind)
	if change != nil {
		change(f)
	}
	return option{Label: label, Figures: figures}
}

// anyway stores the figure as it is.
func (s *suspicion) anyway(kind doubtKind) option {
	return s.answer(kind, s.t.say("choice.save-anyway"), nil)
}

// accumulates reports whether the indicator's value only grows over the year.
func (s *suspicion) accumulates() bool {
	return s.ind.Kind == target.Flow || s.ind.Kind == target.Count
}

// whole is the answer that the figure is the whole locality's.
func (s *suspicion) whole(kind doubtKind) option {
	name := lang.Capital(s.b.plan.Locality.Full(s.t.words.Lang))
	return s.answer(kind, name, func(f *figure) { f.Unit = target.Locality })
}

// whose doubts a bare figure of a commune's officer: it may be the commune's or
// the whole locality's.
func (s *suspicion) whose() *doubted {
	own := s.b.plan.Unit(s.t.member.Unit)
	if s.f.Unit != target.Locality || own == nil || own.Kind != target.Commune {
		return nil
	}
	mine := s.answer(doubtWhose, lang.Capital(s.b.unit(s.t, own.ID)), func(f *figure) { f.Unit = own.ID })
	return s.question(s.t.say("doubt.whose"), mine, s.whole(doubtWhose))
}

// agency doubts a figure of an agency that does not lead the indicator: it has
// no part of its own, so it may only have passed on the whole.
func (s *suspicion) agency() *doubted {
	u := s.b.plan.Unit(s.f.Unit)
	if u == nil || u.Kind != target.Agency {
		return nil
	}
	why := s.t.say("doubt.agency", "Unit", s.b.unit(s.t, u.ID), "Lead", s.b.unit(s.t, s.ind.Lead))
	return s.question(why, s.whole(doubtAgency))
}

// ahead doubts a figure of a quarter or year that is not over. What is only
// estimated once a year is meant so.
func (s *suspicion) ahead() *doubted {
	if s.ind.Kind == target.Yearly || !s.f.Ahead {
		return nil
	}
	return s.question(s.t.say("doubt.ahead"), append(s.today(doubtAhead), s.closed(doubtAhead)...)...)
}

// noBase doubts an increment of a total that nobody has reported. A count of
// the year begins at nothing by itself.
func (s *suspicion) noBase() *doubted {
	if !s.f.Increment || s.before != nil || s.ind.Kind == target.Count {
		return nil
	}
	total := s.answer(doubtNoBase, s.t.say("choice.is-total"), func(f *figure) { f.Increment = false })
	return s.question(s.t.say("doubt.no-base"), total)
}

// overlap doubts an increment of a period that the running total reaches into.
func (s *suspicion) overlap() *doubted {
	if !s.f.Increment || s.before == nil || s.f.From.IsZero() || s.before.AsOf.Before(s.f.From) {
		return nil
	}
	why := s.t.say("doubt.overlap", "Value", s.t.exact(s.ind, s.before.Value), "AsOf", s.before.AsOf)
	add := s.answer(doubtOverlap, s.t.say("choice.add", "Total", s.t.exact(s.ind, s.report.Value)), nil)
	return s.question(why, append(s.since(doubtOverlap), add)...)
}

// order doubts more than what was already reported for a later day.
func (s *suspicion) order() *doubted {
	if !s.accumulates() || s.after == nil || !s.report.Value.GreaterThan(s.after.Value) {
		return nil
	}
	why := s.t.say("doubt.order", "Value", s.t.exact(s.ind, s.after.Value), "AsOf", s.after.AsOf)
	return s.question(why, s.anyway(doubtOrder))
}
