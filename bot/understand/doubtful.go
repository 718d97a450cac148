package understand

import (
	"strconv"

	"chitieu/target"
)

// trailed reports whether a bare number stands right behind the figure, which
// may well belong to it.
func (m *message) trailed(q *quantity) bool {
	for i := 1; i < len(m.spans); i++ {
		s, last := &m.spans[i], &m.spans[i-1]
		if last.quantity == q && s.kind == quantitySpan && s.from == last.to && s.quantity.bare() && s.quantity.role == valueRole {
			return true
		}
	}
	return false
}

// oneOfTwo reports whether the writer leaves it open: "93 hoặc 94%".
func (m *message) oneOfTwo(q *quantity) bool {
	for i := 1; i < len(m.tokens)-1; i++ {
		t := &m.tokens[i]
		if !t.is("-") && (t.kind != wordToken || !alternatives[t.key]) {
			continue
		}
		a, b := m.quantityEnding(i), m.quantityFrom(i+1)
		if a != nil && b != nil && (a == q || b == q) && a.role == valueRole && b.role == valueRole {
			return true
		}
	}
	return false
}

var alternatives = map[string]bool{"hoac": true, "hay": true, "or": true, "atau": true}

func (m *message) quantityEnding(i int) *quantity {
	for k := range m.spans {
		if m.spans[k].to == i {
			return m.spans[k].quantity
		}
	}
	return nil
}

func (m *message) quantityFrom(i int) *quantity {
	for k := range m.spans {
		if m.spans[k].from == i {
			return m.spans[k].quantity
		}
	}
	return nil
}

// unread reports whether a word stands right behind a bare number that nothing
// explains: it may be a unit that would change the figure.
func (m *message) unread(q *quantity) bool {
	for i := range m.spans {
		s := &m.spans[i]
		if s.quantity == q && q.bare() && s.to < len(m.tokens) {
			return m.tokens[s.to].kind == wordToken && !m.covered(s.to)
		}
	}
	return false
}

// isWhole reports whether the figure only says of how many things the other is:
// "151 thôn văn hóa trên tổng số 153 thôn".
func (f *figure) isWhole() bool {
	for _, w := range []*target.Whole{f.indicator.Whole, f.indicator.Stock} {
		if w != nil && f.quantity.noun && f.quantity.over == "" && f.quantity.number == strconv.Itoa(w.Count) {
			return true
		}
	}
	return false
}

// adds reports whether increments of the indicator can be added up.
func adds(ind *target.Indicator) bool { return ind.Kind == target.Flow || ind.Kind == target.Count }

// outOfRange reports whether the amount is out of all proportion to the
// target, as after a slip of the unit, or no percentage.
func outOfRange(ind *target.Indicator, a target.Amount) bool {
	if ind.Rate() {
		return a.GreaterThan(target.Hundred)
	}
	return a.GreaterThan(ind.Target.Mul(target.NewAmount(10)))
}

// tooSmall reports whether a running total of the whole locality is less than a
// thousandth of the target, as when triệu stands for tỷ.
func (m *message) tooSmall(ind *target.Indicator, f *figure) bool {
	if m.amends || ind.Kind != target.Flow || f.value.Increment || m.named(unitSpan) || m.named(unclearUnitSpan) {
		return false
	}
	return f.value.Amount.Mul(target.NewAmount(1000)).LessThan(ind.Target)
}

// cutOff reports whether a number word stands right before the figure that was
// not read as part of it.
func (m *message) cutOff(s *span) bool {
	i := s.from - 1
	return i >= 0 && !m.covered(i) && m.lexicon.numerals.isDigit(&m.tokens[i])
}

// stock notices a count that can only be the wider stock ("52 trường" where
// seven are asked).
func (m *message) stock(f *figure) bool {
	if s := f.indicator.Stock; s != nil && !f.value.Increment {
		most := f.indicator.Target.Mul(target.NewAmount(3))
		if f.value.Amount.GreaterThan(most) && !f.value.Amount.GreaterThan(target.NewAmount(int64(s.Count))) {
			f.ask = AskStock
		}
	}
	return true
}

// unreal reports whether the figure is wished for, supposed or planned: a word
// for that stands before it in its clause. Behind "kế hoạch" it may still be a
// result if "đạt" or the like stands between.
func (m *message) unreal(s *span) bool {
	i := m.over[s.from]
	reached := false
	for k := i - 1; k >= 0; k-- {
		p, next := &m.spans[k], &m.spans[k+1]
		switch {
		case p.kind == quantitySpan, m.broken(p.to, next.from), m.signBetween(p.to, next.from, ",", ":", "("):
			return false
		case p.has(cueUnreal):
			return true
		case p.any(cuePlan, cueTargetWord) && !p.any(cueVersus, cueIndicatorWord) && !reached:
			return true
		}
		reached = reached || p.any(cueReach, cueReport)
	}
	return false
}
