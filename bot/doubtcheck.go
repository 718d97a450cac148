package bot

import (
	"chitieu/bot/lang"
	"chitieu/target"
)

// This file holds the doubts that what is known around a figure raises: who
// speaks, what is in force, and which days it covers.

// accumulates reports whether the indicator's value only grows over the year.
func (s *suspicion) accumulates() bool {
	return s.ind.Kind == target.Flow || s.ind.Kind == target.Count
}

// whole is the answer that the figure is the whole locality's.
func (s *suspicion) whole(kind doubtKind) option {
	name := lang.Capital(s.b.plan.Locality.Full(s.t.words.Lang))
	return s.answer(kind, name, func(f *figure) { f.Unit, f.Taken = target.Locality, false })
}

// moved doubts an answer to a question since which another figure has come in:
// what was asked, and a sum that was shown, may no longer be right.
func (s *suspicion) moved() *doubted {
	if s.f.Asked.IsZero() || s.before == nil || !s.before.Said.After(s.f.Asked) {
		return nil
	}
	why := s.t.say("doubt.moved", "Value", s.t.exact(s.ind, s.before.Value), "AsOf", s.before.AsOf)
	return s.question(why, s.anyway(doubtMoved))
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

// less doubts a figure that is said to be taken off: what remains is shown
// before it is stored as the total.
func (s *suspicion) less() *doubted {
	if !s.f.Increment || !s.f.Value.IsNegative() {
		return nil
	}
	if s.before == nil {
		return s.question(s.t.say("doubt.no-base"))
	}
	total := s.report.Value
	off := s.t.exact(s.ind, s.f.Value.Neg())
	why := s.t.say("doubt.less", "Value", s.t.exact(s.ind, s.before.Value), "AsOf", s.before.AsOf, "Off", off)
	remains := s.answer(doubtLess, s.t.say("choice.remains", "Total", s.t.exact(s.ind, total)), func(f *figure) {
		f.Value, f.Increment = total, false
		f.Settled = append(f.Settled, doubtKind(target.DoubtFall))
	})
	return s.question(why, remains)
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
