package understand

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"chitieu/target"
)

// quantity judges a figure by what it is in the sentence.
func (a *account) quantity(i int) {
	s := &a.m.spans[i]
	q := s.quantity
	if a.brings(q) {
		if a.countsOther(s) {
			a.find(HesitateNoun, s.from, s.to)
		}
		return
	}
	if a.numbers(s) {
		return
	}
	if a.contradicts(s) {
		a.find(HesitateNoun, s.from, s.to)
		return
	}
	switch q.role {
	case planShareRole, growthRole, yieldRole, rejectedRole:
		if len(a.brought) == 0 {
			a.find(HesitateUnread, s.from, s.to)
		}
	case targetRole:
		if !a.isTarget(q) {
			a.find(HesitatePlan, s.from, s.to)
		}
	case baseRole:
		if !a.comparing(s.from) && !a.m.aside(s.from) {
			a.find(HesitateComparison, s.from, s.to)
		}
	case countRole:
		if !a.besideYieldWord(s) && !a.isGap(q) && !a.isAll(q) && s.to > a.m.reference(s.from) {
			a.find(HesitateNoun, s.from, s.to)
		}
	case thresholdRole:
		a.find(HesitateQuestion, s.from, s.to)
	default:
		if q.percent() && a.restates() {
			return // "95,2 tỷ/193,65 tỷ, đạt 49,2%": the share is checked
		}
		if !a.besideYieldWord(s) && !(a.isTarget(q) && (a.planBefore(s) || a.unmetBefore(s))) && !a.sameTold(q) && !q.part && !q.past && !q.rough && !a.inTotal(q) && !a.isGap(q) && !a.isAll(q) && s.from == a.m.reference(s.from) {
			a.find(HesitateNoun, s.from, s.to)
		}
	}
}

// countsOther reports whether a rate's figure counts, or is a share of, things
// that the rate is not of: "rác thải 18/20 xã", "92 hộ thu gom", "92% số thôn".
func (a *account) countsOther(s *span) bool {
	q := s.quantity
	for _, f := range a.brought {
		if f.quantity != q || !f.indicator.Rate() {
			continue
		}
		own := a.m.own[string(f.indicator.ID)]
		if q.noun {
			return len(own[q.unit]) == 0 || f.indicator.Whole == nil && q.over != ""
		}
		if s.to == len(a.m.tokens) || a.m.tokens[s.to].kind != wordToken {
			return false
		}
		t := &a.m.tokens[s.to]
		if q.bare() && q.over == "" {
			return a.m.lexicon.counted[t.fold] && len(own[t.key]) == 0 || t.fold == "ho"
		}
		return q.percent() && f.indicator.Whole == nil && t.fold == "so" && s.to+1 < len(a.m.tokens) &&
			(a.m.lexicon.counted[a.m.tokens[s.to+1].fold] || a.m.tokens[s.to+1].fold == "ho")
	}
	return false
}

// contradicts reports whether brackets hold nothing but a figure that a reported
// one should equal, and it does not: "97% (150/153 thôn)".
func (a *account) contradicts(s *span) bool {
	tokens := a.m.tokens
	alone := s.from > 0 && tokens[s.from-1].is("(") && s.to < len(tokens) && tokens[s.to].is(")")
	if !alone || s.quantity.role != valueRole || len(a.brought) != 1 {
		return false
	}
	f, ok := a.m.figure(a.brought[0].indicator, s.quantity, s)
	return ok && f.ask == AskNothing && !f.isWhole() && !a.sameTold(s.quantity) && !a.isTarget(s.quantity) && !a.isGap(s.quantity)
}

// numbers reports whether the figure only numbers something or is a name:
// "biểu 02, mục 3", "bác Tám".
func (a *account) numbers(s *span) bool {
	if !s.quantity.bare() || !isWhole(s.quantity.number) {
		return false
	}
	if a.m.spanAt(s.to).any(cueIndicatorWord) {
		return true // "báo cáo 2 chỉ tiêu: …"
	}
	if s.to+1 < len(a.m.tokens) && a.m.tokens[s.to].text == "số" && a.m.tokens[s.to+1].is(":") {
		return true // "em báo 3 số: …"
	}
	if a.m.tokens[s.from].kind == wordToken {
		return s.to == s.from+1 && a.isPerson(s.from)
	}
	return slices.ContainsFunc(a.words, func(w span) bool { return w.to == s.from && w.has(gateItem) })
}

// restates reports whether the target of a reported figure that is no rate is
// told beside it.
func (a *account) restates() bool {
	return slices.ContainsFunc(a.m.spans, func(s span) bool {
		return s.quantity != nil && s.quantity.role == targetRole && a.isTarget(s.quantity)
	}) && !slices.ContainsFunc(a.brought, func(f figure) bool { return f.indicator.Rate() })
}

// inTotal reports whether the figure is included in a running total that the
// message names as such: "tuần này 1,2 tỷ, lũy kế 95,4 tỷ".
func (a *account) inTotal(q *quantity) bool {
	if !a.narrower(a.m.spanOf(q)) {
		return false
	}
	for _, b := range a.brought {
		amount, err := a.m.amount(b.indicator, q)
		if err == nil && b.quantity.total && amount.IsPositive() && amount.LessThan(b.value.Amount) {
			return true
		}
	}
	return false
}

// narrower reports whether a period, an increment's word or a part stands right
// before the figure.
func (a *account) narrower(s *span) bool {
	if s.quantity.increment {
		return true
	}
	for i := range a.m.spans {
		if p := &a.m.spans[i]; p.to == s.from && (p.kind == periodSpan || p.kind == indicatorSpan) {
			return true
		}
	}
	return slices.ContainsFunc(a.words, func(w span) bool {
		return w.to == s.from && w.any(gateIncrement, gateTime, gateSeason, gateEstimate, gatePart, gateReach, gateLink)
	})
}

// isGap reports whether the figure is just what a reported one lacks of its
// target, or is beyond it, or what a fraction lacks of its whole.
func (a *account) isGap(q *quantity) bool {
	for _, b := range a.brought {
		if b.quantity == q || b.value.Increment {
			continue
		}
		if over, err := decimal.NewFromString(b.quantity.over); err == nil && q.over == "" && isWhole(q.number) && isWhole(b.quantity.number) {
			part, whole := decimal.RequireFromString(b.quantity.number), decimal.RequireFromString(q.number)
			if part.Add(whole).Equal(over) {
				return true
			}
		}
		amount, err := a.m.pointsOf(b.indicator, q)
		if err == nil && b.value.Amount.Sub(b.indicator.Target).Abs().Sub(amount).Abs().LessThanOrEqual(gapRounding) {
			return true
		}
	}
	return false
}

// gapRounding is how far what is said to be missing may be off.
var gapRounding = decimal.New(6, -3)

// isAll reports whether the figure is how many of the things there are: "đủ 20 xã".
func (a *account) isAll(q *quantity) bool {
	if !isWhole(q.number) || q.over != "" {
		return false
	}
	if q.number == strconv.Itoa(len(a.m.plan.Communes(a.m.in.Today))) {
		return true
	}
	for i := range a.m.plan.Indicators {
		ind := &a.m.plan.Indicators[i]
		for _, w := range []*target.Whole{ind.Whole, ind.Stock} {
			if w != nil && q.noun && q.number == strconv.Itoa(w.Count) {
				return true
			}
		}
	}
	return false
}

// planBefore reports whether a word for the plan stands before the figure in its
// clause.
func (a *account) planBefore(s *span) bool {
	from, _ := a.m.clause(s.from)
	return slices.ContainsFunc(a.words, func(w span) bool { return w.from >= from && w.to <= s.from && w.has(gatePlan) })
}

// unmetBefore reports whether a word for what is lacking stands right before the
// figure: "còn 0,9 điểm nữa là tròn 100".
func (a *account) unmetBefore(s *span) bool {
	return slices.ContainsFunc(a.words, func(w span) bool { return w.to == s.from && w.has(gateUnmet) })
}

// besideYieldWord reports whether the figure is an area or yield that its word
// stands before.
func (a *account) besideYieldWord(s *span) bool {
	return s.quantity.area() && slices.ContainsFunc(a.words, func(w span) bool { return w.to == s.from && w.has(gateYield) })
}

// brings reports whether the figure is one that is reported.
func (a *account) brings(q *quantity) bool {
	return slices.ContainsFunc(a.brought, func(f figure) bool { return f.quantity == q })
}

// sameTold reports whether the figure says a reported one again, as a fraction
// and its percentage do, or an increment that the total includes.
func (a *account) sameTold(q *quantity) bool {
	s := a.m.spanOf(q)
	for _, b := range a.brought {
		f, ok := a.m.figure(b.indicator, q, s)
		if !ok || f.ask != AskNothing {
			if f.isWhole() {
				return true
			}
			continue
		}
		if f.value.Increment && !b.value.Increment && f.value.Amount.LessThanOrEqual(b.value.Amount) || f.isWhole() {
			return true
		}
		if f.value.Amount.Sub(b.value.Amount).Abs().LessThanOrEqual(rounding) && b.indicator.Rate() || f.value.Amount.Equal(b.value.Amount) {
			return true
		}
	}
	return false
}

func (m *message) spanOf(q *quantity) *span {
	for i := range m.spans {
		if m.spans[i].quantity == q {
			return &m.spans[i]
		}
	}
	return nil
}

// isTarget reports whether the figure is the target of a reported indicator,
// said again beside its value.
func (a *account) isTarget(q *quantity) bool {
	return slices.ContainsFunc(a.brought, func(f figure) bool {
		amount, err := a.m.pointsOf(f.indicator, q)
		return err == nil && isTarget(f.indicator, amount) && f.quantity != q
	})
}

// pointsOf reads the quantity in the indicator's measure; points of a rate need
// no sign: "còn kém 2,5 điểm", "nữa là tròn 100".
func (m *message) pointsOf(ind *target.Indicator, q *quantity) (target.Amount, error) {
	if q.bare() && ind.Rate() {
		return target.ParseAmount(q.number+"%", q.lang, ind)
	}
	return m.amount(ind, q)
}
