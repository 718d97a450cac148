package understand

import (
	"errors"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"chitieu/target"
)

// figure is a reported value of an indicator, or why there is none.
type figure struct {
	indicator *target.Indicator
	quantity  *quantity
	value     Value
	ask       Ask
	readings  []Value
	doubtful  bool // read, and still to be asked about
}

// bring pairs the figures of the text with the indicators that it names.
func (m *message) bring(inds []mention) []figure {
	var values []int
	for i := range m.spans {
		if q := m.spans[i].quantity; q != nil && (q.role == valueRole || q.role == planShareRole) {
			values = append(values, i)
		}
	}
	if len(inds) == 1 {
		return m.bringOne(inds[0].indicator, values)
	}
	return m.bringMany(inds, values)
}

// bringOne finds the figure of the only indicator: the running total wins over
// an increment that it includes, and a figure over a percentage of the plan.
func (m *message) bringOne(ind *target.Indicator, values []int) []figure {
	var all []figure
	for _, i := range values {
		if f, ok := m.figure(ind, m.spans[i].quantity, &m.spans[i]); ok {
			all = append(all, f)
		}
	}
	for _, better := range []func(f figure) bool{
		func(f figure) bool { return !f.isWhole() },
		func(f figure) bool { return f.ask != AskPercent && f.ask != AskNoValue },
		func(f figure) bool { return f.quantity.total && !f.value.Increment },
		func(f figure) bool { return !f.value.Increment },
		func(f figure) bool { return !f.quantity.rough && !f.quantity.part && !f.quantity.past },
		func(f figure) bool { return !f.value.Amount.Equal(ind.Target) || f.ask != AskNothing },
		func(f figure) bool { return !f.quantity.bare() },
	} {
		if slices.ContainsFunc(all, better) {
			all = slices.DeleteFunc(all, func(f figure) bool { return !better(f) })
		}
	}
	if len(all) > 1 && !sameValues(all) {
		// Which of them is meant is the writer's to say.
		f := figure{indicator: ind, quantity: all[0].quantity, ask: AskAmount}
		for _, a := range all {
			f.readings = append(f.readings, a.value)
		}
		return []figure{f}
	}
	if len(all) == 1 && (m.trailed(all[0].quantity) || m.unread(all[0].quantity)) {
		all[0].ask, all[0].readings = AskAmount, []Value{all[0].value}
	}
	return all[:min(len(all), 1)]
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

func sameValues(all []figure) bool {
	for _, f := range all[1:] {
		if f.ask != all[0].ask || f.value.String() != all[0].value.String() {
			return false
		}
	}
	return true
}

// pair is a figure with an indicator that it may belong to.
type pair struct {
	value, ind int // indices
	gap        int // tokens between them
	figure     figure
}

// commaGap is how much further off a comma makes a figure.
const commaGap = 4

// bringMany gives every figure to the indicator that stands nearest to it in
// the text and can have it, or to one after the other where all names come
// before all figures. An indicator without a figure is only spoken of.
func (m *message) bringMany(inds []mention, values []int) []figure {
	if m.respectively(inds, values) {
		var out []figure
		for k, v := range values {
			f, ok := m.figure(inds[k].indicator, m.spans[v].quantity, &m.spans[v])
			if !ok {
				break
			}
			out = append(out, f)
		}
		if len(out) == len(values) {
			return out
		}
	}
	taken := make(map[int][]figure)
	given := make(map[int]bool)
	for _, again := range []bool{false, true} {
		for _, p := range m.pairs(inds, values) {
			if !given[p.value] && (again || taken[p.ind] == nil) {
				given[p.value] = true
				taken[p.ind] = append(taken[p.ind], p.figure)
			}
		}
	}
	var out []figure
	for k := range inds {
		if all := taken[k]; len(all) > 0 {
			out = append(out, best(all))
		}
	}
	return out
}

// respectively reports whether as many figures follow as names stand before.
func (m *message) respectively(inds []mention, values []int) bool {
	return len(inds) == len(values) && len(inds) > 1 && m.spans[values[0]].from > inds[len(inds)-1].from
}

// pairs returns what figures and indicators may belong together, nearest first.
func (m *message) pairs(inds []mention, values []int) []pair {
	var out []pair
	for _, v := range values {
		s := &m.spans[v]
		for k := range inds {
			f, ok := m.figure(inds[k].indicator, s.quantity, s)
			if !ok {
				continue
			}
			from, to := inds[k].to, s.from
			if to < from {
				from, to = s.to, inds[k].from
			}
			gap := max(to-from, 0)
			for i := from; i < to; i++ {
				if m.tokens[i].breaks() || m.tokens[i].is(",") {
					gap += commaGap
				}
			}
			if f.ask == AskPercent {
				gap += commaGap // a rate takes a percentage before a total does
			}
			out = append(out, pair{v, k, gap, f})
		}
	}
	slices.SortStableFunc(out, func(a, b pair) int { return a.gap - b.gap })
	return out
}

// best returns the figure that counts among several of one indicator.
func best(all []figure) figure {
	for _, f := range all {
		if f.ask == AskNothing && f.quantity.total {
			return f
		}
	}
	for _, f := range all {
		if f.ask == AskNothing && !f.quantity.part && !f.quantity.past {
			return f
		}
	}
	return all[0]
}

// figure reads the quantity as a value of the indicator; ok is false if it
// cannot be one.
func (m *message) figure(ind *target.Indicator, q *quantity, s *span) (figure, bool) {
	f := figure{indicator: ind, quantity: q}
	f.value = Value{Increment: q.increment && !q.total && adds(ind), Estimate: q.estimate, Written: m.written(s)}
	if q.role == planShareRole {
		f.ask = AskPercent
		return f, true
	}
	amount, err := m.amount(ind, q)
	var why *target.AmountError
	if !errors.As(err, &why) {
		f.value.Amount = amount
		f.doubtful = m.cutOff(s) || outOfRange(ind, amount)
		return f, m.stock(&f)
	}
	switch why.Key {
	case target.AmountAmbiguous:
		f.ask = AskAmount
		for _, r := range why.Readings {
			v := f.value
			v.Amount = r
			f.readings = append(f.readings, v)
		}
	case target.AmountPercent:
		f.ask = AskPercent
	case target.AmountStock:
		f.ask = AskStock
	case target.AmountWhole:
		f.ask = AskAmount
	default:
		return f, false
	}
	return f, true
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

// cutOff reports whether a number word stands right before the figure that was
// not read as part of it.
func (m *message) cutOff(s *span) bool {
	i := s.from - 1
	return i >= 0 && !m.covered(i) && m.numerals.isDigit(&m.tokens[i])
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

// amount reads the quantity in the indicator's measure.
func (m *message) amount(ind *target.Indicator, q *quantity) (target.Amount, error) {
	text := q.text()
	switch {
	case ind.Rate() && q.over != "":
		if share, ok := m.ownShare(ind, q); ok {
			return share, nil
		}
		text = q.number + "/" + q.over
	case ind.Rate() && q.noun:
		if ind.Whole == nil || m.named(unitSpan) {
			return target.Amount{}, &target.AmountError{Key: target.AmountWhole, Text: text}
		}
		if q.increment {
			return target.Amount{}, &target.AmountError{Key: target.AmountWhole, Text: text}
		}
		text = q.number + "/" + strconv.Itoa(ind.Whole.Count)
	case q.over != "":
		text = q.number + "/" + q.over
	}
	return target.ParseAmount(text, q.lang, ind)
}

// ownShare reads a fraction of something that only the writer can count: a
// commune's villages, the procedures of this year.
func (m *message) ownShare(ind *target.Indicator, q *quantity) (target.Amount, bool) {
	if ind.Whole != nil && !m.named(unitSpan) {
		return target.Amount{}, false
	}
	part, err := decimal.NewFromString(q.number)
	whole, errWhole := decimal.NewFromString(q.over)
	if err != nil || errWhole != nil || !whole.IsPositive() || part.GreaterThan(whole) {
		return target.Amount{}, false
	}
	return part.Mul(target.Hundred).DivRound(whole, 2), true
}

// named reports whether a span of the kind is in the text.
func (m *message) named(kind spanKind) bool {
	return slices.ContainsFunc(m.spans, func(s span) bool {
		if s.kind != kind {
			return false
		}
		u := m.plan.Unit(target.UnitID(s.id))
		return kind != unitSpan || u != nil && u.Kind == target.Commune
	})
}

// written returns the quantity as it stands in the text.
func (m *message) written(s *span) string {
	out := ""
	for i, t := range m.tokens[s.from:s.to] {
		if i > 0 && !t.glued {
			out += " "
		}
		out += t.text
	}
	return out
}
