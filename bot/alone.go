package bot

import (
	"chitieu/target"
)

// How much of what the season asks of a period it may bring, and how far a
// running total may lie behind the season, to be taken as it was said.
var (
	mostAlone  = target.NewAmount(2)
	leastTotal = target.NewAmount(3).Div(target.NewAmount(4))
)

// mostGap is how many days before a period the last figure may be to be taken
// for what there was at its beginning.
const mostGap = 10

// alone doubts a figure of a month or a quarter that may be the running total
// or what the period alone brought. A quarter's figures are running totals by
// custom, unless the season or the figure before says otherwise.
func (s *suspicion) alone() *doubted {
	f := s.f
	if !f.Open || !s.accumulates() || f.Increment {
		return nil
	}
	start := f.Period.Start()
	if start == target.NewDate(start.Year, 1, 1) {
		return nil // both are the same
	}
	base := s.base(start)
	if base != nil && base.Value.IsZero() || s.isTotal(start) {
		return nil
	}
	options := []option{s.answer(doubtAlone, s.t.say("choice.total", "AsOf", f.AsOf), nil)}
	options = append(options, s.closed(doubtAlone)...)
	if options = append(options, s.since(doubtAlone)...); base == nil {
		label := s.t.say("choice.alone", "Period", s.t.words.Period(f.Period))
		alone := s.answer(doubtAlone, label, func(f *figure) { f.Increment, f.From = true, start })
		alone.Alone = true
		options = append(options, alone)
	}
	return s.question(s.t.say("day.alone", "Period", f.Period), options...)
}

// isTotal reports whether the figure can only be the running total, or is one
// by custom: not less than the figure before, and more than the period alone is
// likely to bring.
func (s *suspicion) isTotal(start target.Date) bool {
	f := s.f
	if s.before != nil && f.Value.LessThan(s.before.Value) {
		return false
	}
	part := target.Evaluate(s.b.plan, nil, s.ind, f.Unit, f.AsOf).Target
	end, due := s.ind.Expected(part, s.b.plan.Year, f.AsOf)
	if f.Period.Kind == target.Quarter {
		return !due || !f.Value.LessThan(end.Mul(leastTotal))
	}
	begin, _ := s.ind.Expected(part, s.b.plan.Year, start.AddDays(-1))
	return due && part.IsPositive() && f.Value.GreaterThan(end.Sub(begin).Mul(mostAlone))
}

// base returns the last figure of the year before the day, nil if there is none.
func (s *suspicion) base(day target.Date) *target.Report {
	r := target.Latest(s.standing, s.f.Indicator, s.f.Unit, day.AddDays(-1))
	if r == nil || r.AsOf.Year != s.b.plan.Year {
		return nil
	}
	return r
}

// since is the answer that the figure is what came in after the last figure
// before its period; none if nothing was reported then.
func (s *suspicion) since(kind doubtKind) []option {
	start := s.f.Period.Start()
	base := s.base(start)
	if s.f.Period.Kind == target.NoPeriod || base == nil || base.AsOf.Before(start.AddDays(-mostGap)) || s.report.Unit != s.f.Unit {
		return nil // what came in between is not known
	}
	total := base.Value.Add(s.f.Value)
	label := s.t.say("choice.since", "Period", s.t.words.Period(s.f.Period), "AsOf", base.AsOf, "Total", s.t.exact(s.ind, total))
	o := s.answer(kind, label, func(f *figure) { f.Value, f.Increment, f.Open = total, false, false })
	o.Alone = true
	return []option{o}
}

// closed is the answer that the figure is as of the day on which data for a
// report of its period were closed; none where that day is to come.
func (s *suspicion) closed(kind doubtKind) []option {
	day := s.f.Period.Reporting()
	if day.IsZero() || day.After(s.t.today) || day == s.f.AsOf {
		return nil
	}
	label := s.t.say("choice.reporting-day", "AsOf", day)
	return []option{s.answer(kind, label, func(f *figure) { f.AsOf, f.Ahead = day, false })}
}
