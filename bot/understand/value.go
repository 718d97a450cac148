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
	all := make([]figure, 0, len(values))
	for _, i := range values {
		if f, ok := m.figure(ind, m.spans[i].quantity, &m.spans[i]); ok {
			all = append(all, f)
		}
	}
	all = withoutGaps(all)
	for _, better := range []func(f figure) bool{
		func(f figure) bool { return !f.isWhole() },
		func(f figure) bool { return f.ask == AskNothing || len(f.readings) > 0 },
		func(f figure) bool { return f.quantity.exact },
		func(f figure) bool { return f.quantity.total && !f.value.Increment },
		func(f figure) bool { return !f.quantity.part },
		func(f figure) bool { return !f.value.Increment },
		func(f figure) bool { return !f.quantity.rough && !f.quantity.past },
		func(f figure) bool { return !f.value.Amount.Equal(ind.Target) || f.ask != AskNothing },
		func(f figure) bool { return !f.quantity.bare() },
	} {
		if len(all) > 1 && slices.ContainsFunc(all, better) {
			all = slices.DeleteFunc(all, func(f figure) bool { return !better(f) })
		}
	}
	if f, ok := sameTold(all); ok {
		all = []figure{f}
	}
	if len(all) > 1 && !sameValues(all) {
		// Which of them is meant is the writer's to say.
		f := figure{indicator: ind, quantity: all[0].quantity, ask: AskAmount}
		for _, a := range all {
			f.readings = append(f.readings, a.value)
		}
		return []figure{f}
	}
	if len(all) == 1 && (m.trailed(all[0].quantity) || m.unread(all[0].quantity) || m.oneOfTwo(all[0].quantity)) {
		all[0].ask, all[0].readings = AskAmount, []Value{all[0].value}
	}
	return all[:min(len(all), 1)]
}

// withoutGaps leaves out what an earlier figure still lacks of the target:
// "91,8 tỷ, còn 101,85 tỷ nữa mới đủ".
func withoutGaps(all []figure) []figure {
	if len(all) < 2 {
		return all
	}
	told := make(map[string]bool) // amounts in canonical form
	return slices.DeleteFunc(slices.Clone(all), func(f figure) bool {
		if f.ask != AskNothing {
			return false
		}
		gap := told[f.indicator.Target.Sub(f.value.Amount).String()]
		if !gap {
			told[f.value.Amount.String()] = true
		}
		return gap
	})
}

// sameTold returns the exact one of a fraction and the rounded percentage that
// is told with it: "148/153 thôn, đạt 96,7%".
func sameTold(all []figure) (figure, bool) {
	if len(all) != 2 || !all[0].indicator.Rate() || all[0].ask != AskNothing || all[1].ask != AskNothing {
		return figure{}, false
	}
	if all[0].value.Amount.Sub(all[1].value.Amount).Abs().GreaterThan(rounding) {
		return figure{}, false
	}
	if all[1].quantity.over != "" {
		return all[1], true
	}
	return all[0], true
}

// rounding is how far a percentage said with one decimal may be off.
var rounding = decimal.New(6, -2)

func sameValues(all []figure) bool {
	for _, f := range all[1:] {
		if f.ask != all[0].ask || f.value.String() != all[0].value.String() {
			return false
		}
	}
	return true
}

// figure reads the quantity as a value of the indicator; ok is false if it
// cannot be one.
func (m *message) figure(ind *target.Indicator, q *quantity, s *span) (figure, bool) {
	f := figure{indicator: ind, quantity: q}
	f.value = Value{Increment: q.increment && !q.total && adds(ind), Estimate: q.estimate, Total: q.total, Written: m.written(s)}
	if q.role == planShareRole {
		f.ask = AskPercent
		return f, true
	}
	if ind.Kind == target.Count && q.over != "" && q.over != ind.Target.String() {
		f.ask = AskStock // "52/60 trường": of all, not of the new ones
		return f, true
	}
	amount, err := m.amount(ind, q)
	var why *target.AmountError
	if !errors.As(err, &why) {
		f.value.Amount = amount
		if q.fall && f.value.Increment {
			f.value.Amount = amount.Neg()
		}
		if ind.Rate() && !q.noun && isTold(q.over, ind.Target) { // "93/95": of the target?
			f.ask = AskAmount
			if plain, err := target.ParseAmount(q.number+"%", q.lang, ind); err == nil {
				for _, r := range []target.Amount{plain, amount} {
					v := f.value
					v.Amount = r
					f.readings = append(f.readings, v)
				}
			}
			return f, true
		}
		if share, ok := m.countOf(ind, q); ok {
			f.ask = AskAmount
			for _, r := range []target.Amount{amount, share} {
				v := f.value
				v.Amount = r
				f.readings = append(f.readings, v)
			}
			return f, true
		}
		if f.value.Increment && m.mayBeTotal(ind, s) {
			f.ask = AskAmount
			for _, increment := range []bool{true, false} {
				v := f.value
				v.Increment = increment
				f.readings = append(f.readings, v)
			}
			return f, true
		}
		f.doubtful = m.cutOff(s) || m.has(cueExcept) || m.unreal(s) || outOfRange(ind, amount) || m.tooSmall(ind, &f)
		return f, m.stock(&f)
	}
	switch why.Key {
	case target.AmountAmbiguous:
		f.ask = AskAmount
		if r, ok := m.likely(ind, why.Readings); ok {
			f.ask, f.value.Amount = AskNothing, r
			return f, m.stock(&f)
		}
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

// isTold reports whether the number is written as the amount.
func isTold(number string, amount target.Amount) bool {
	if number == "" {
		return false
	}
	n, err := decimal.NewFromString(number)
	return err == nil && n.Equal(amount)
}

// likely returns the only reading that a commune can have: less than the target
// of the whole locality.
func (m *message) likely(ind *target.Indicator, readings []target.Amount) (target.Amount, bool) {
	if !m.named(unitSpan) || ind.Kind != target.Flow {
		return target.Amount{}, false
	}
	var fit []target.Amount
	for _, r := range readings {
		if r.LessThan(ind.Target) {
			fit = append(fit, r)
		}
	}
	if len(fit) != 1 {
		return target.Amount{}, false
	}
	return fit[0], true
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
	case ind.Rate() && (q.noun || q.ahead && ind.Whole != nil && q.bare() && isWhole(q.number)):
		if ind.Whole == nil || m.named(unitSpan) {
			return target.Amount{}, &target.AmountError{Key: target.AmountWhole, Text: text}
		}
		if q.increment {
			return target.Amount{}, &target.AmountError{Key: target.AmountWhole, Text: text}
		}
		text = q.number + "/" + strconv.Itoa(ind.Whole.Count)
	case q.over != "":
		text = q.number + "/" + q.over
	case q.noun && m.lexicon.singular[noun{ind.ID, q.unit}]:
		text = q.number
	}
	return m.parseAmount(amountText{text, q.lang, ind})
}

// amountText is how an amount of an indicator is written.
type amountText struct {
	text string
	lang target.Lang
	ind  *target.Indicator
}

type parsedAmount struct {
	amount target.Amount
	err    error
}

// parseAmount is target.ParseAmount, once for each amount of a message: a
// reading asks of every pair of figure and indicator more than once.
func (m *message) parseAmount(a amountText) (target.Amount, error) {
	p, ok := m.scratch.amounts[a]
	if !ok {
		p.amount, p.err = target.ParseAmount(a.text, a.lang, a.ind)
		m.scratch.amounts[a] = p
	}
	return p.amount, p.err
}

// mayBeTotal reports whether a count of what comes to be in the year is told as
// what was added, but up to now or as a number of its own: "đến nay có thêm 2
// trường", "số trường xây dựng thêm là 2".
func (m *message) mayBeTotal(ind *target.Indicator, s *span) bool {
	if ind.Kind != target.Count {
		return false
	}
	told := s.from > 0 && (m.tokens[s.from-1].is(":") || m.tokens[s.from-1].text == "là")
	i := slices.IndexFunc(m.spans, func(p span) bool { return p.quantity == s.quantity && p.from == s.from })
	return told || i >= 0 && anyHas(m.before(i), cueSoFar)
}

// countOf reads a small number without a measure as how many of the whole a rate
// counts: "xã vững mạnh 20" may be 20 % or all 20 communes.
func (m *message) countOf(ind *target.Indicator, q *quantity) (target.Amount, bool) {
	if !ind.Rate() || ind.Whole == nil || !q.bare() || !isWhole(q.number) || m.named(unitSpan) {
		return target.Amount{}, false
	}
	n, err := decimal.NewFromString(q.number)
	whole := decimal.NewFromInt(int64(ind.Whole.Count))
	if err != nil || n.IsZero() || n.GreaterThan(whole) || n.GreaterThanOrEqual(target.Hundred.Div(decimal.NewFromInt(2))) {
		return target.Amount{}, false
	}
	return n.Mul(target.Hundred).DivRound(whole, 2), true
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

// named reports whether a span of the kind is in the text; of units only
// communes count.
func (m *message) named(kind spanKind) bool {
	if kind == unitSpan {
		u := m.plan.Unit(m.in.unit) // that the clauses before have named
		return m.communes > 0 || u != nil && u.Kind == target.Commune
	}
	return m.kinds[kind] > 0
}

// written returns the quantity as it stands in the text.
func (m *message) written(s *span) string { return m.quote(s.from, s.to) }
