package understand

import (
	"slices"
)

// growsHere reports whether "tăng" or "giảm" tells a growth against a base
// beside a reported figure: the growth, or the base, stands behind it.
func (a *account) growsHere(s *span) bool {
	if len(a.brought) == 0 {
		return false
	}
	if q := a.growthBehind(s); q != nil {
		return a.gained(q) || q.role == rejectedRole || (q.role == growthRole || q.role == baseRole) && (q.percent() || q.bare() || a.comparing(s.from))
	}
	from, to := a.m.clause(s.from)
	for i := range a.m.spans {
		if p := &a.m.spans[i]; p.quantity != nil && p.quantity.role == growthRole && p.from >= from && p.to <= to {
			return p.to == s.from && a.m.exceeds(i) // "765 tons more than last week"
		}
	}
	return a.wordBehind(s.to, gateVersus)
}

// addsHere reports whether the words lead to what is to be added: "up by another
// 1.5 billion".
func (a *account) addsHere(s *span) bool {
	return a.wordBehind(s.to, gateIncrement) && slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment })
}

// growthBehind returns the figure behind the words, with nothing but its base
// between: "hơn kỳ báo cáo trước 440 tấn". nil for none.
func (a *account) growthBehind(s *span) *quantity {
	at := s.to
	for moved := true; moved; {
		moved = false
		for i := range a.words {
			if w := &a.words[i]; w.from == at && w.any(gateVersus, gatePast) {
				at, moved = w.to, true
			}
		}
		if p := a.nextSpan(at); p != nil && p.from == at && p.kind == periodSpan && p.past {
			at, moved = p.to, true
		}
	}
	if next := a.nextSpan(at); next != nil && next.from == at {
		return next.quantity
	}
	return nil
}

// gained reports whether the figure is what came to a total told beside it:
// "thu ngân sách 92 tỷ, tăng 2 tỷ". It is checked against the last figure.
func (a *account) gained(q *quantity) bool {
	return q.increment && !q.fall && slices.ContainsFunc(a.brought, func(b figure) bool {
		amount, err := a.m.amount(b.indicator, q)
		return err == nil && b.quantity != q && !b.value.Increment && adds(b.indicator) && amount.LessThan(b.value.Amount)
	})
}

// pastHere reports whether the base of a growth stands where it may: behind the
// growth or the words that compare.
func (a *account) pastHere(s *span) bool {
	if last := a.lastSpan(s.from); last != nil && last.to == s.from && last.quantity != nil && last.quantity.role == growthRole {
		return true
	}
	if q := a.figureBehind(s); q != nil && a.aside(s, q) {
		return true
	}
	return slices.ContainsFunc(a.words, func(w span) bool { return w.to == s.from && w.any(gateVersus, gateGrow, gateShrink, gatePoints) })
}

// aside reports whether the words tell in brackets what the figure was before:
// "92,85% (kỳ trước 91,8%)".
func (a *account) aside(s *span, q *quantity) bool {
	return a.m.aside(s.from) && (q.past || q.role == baseRole) && a.valueBefore(s.from)
}

// comparing reports whether the clause of the token compares a reported figure
// with an earlier one: it holds a growth and its base, or the base's figure
// behind a word of growth.
func (a *account) comparing(at int) bool {
	from, to := a.m.clause(at)
	growth, base, last := false, false, false
	for i := range a.m.spans {
		s := &a.m.spans[i]
		if s.from >= from && s.to <= to {
			growth = growth || s.quantity != nil && (s.quantity.role == growthRole || a.gained(s.quantity))
			growth = growth || s.quantity != nil && (s.quantity.role == baseRole || s.quantity.past) && !a.brings(s.quantity)
			last = last || s.has(cueLastFigure)
			base = base || s.any(cueLastFigure, cueVersus, cueSamePeriod, cueLastYear, cueLastMonth, cueLastQuarter, cueTimeNoise)
		}
	}
	for i := range a.words {
		w := &a.words[i]
		base = base || w.from >= from && w.to <= to && w.has(gateVersus)
	}
	added := slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment })
	return growth && base && len(a.brought) > 0 || last && added // "thêm 320 tấn so với số báo trước"
}
