package understand

import (
	"slices"

	"chitieu/target"
)

// besideShare reports whether the plan is the base of a share, or stands with
// the target itself, beside a figure that is reported.
func (a *account) besideShare(s *span) bool {
	of := func(q *quantity) bool {
		return q != nil && (q.role == planShareRole || a.ofTarget(q) || !a.brings(q) && (a.isGap(q) || a.isTarget(q)))
	}
	from, _ := a.m.clause(s.from)
	for i := len(a.m.spans) - 1; i >= 0; i-- {
		if p := &a.m.spans[i]; p.quantity != nil && p.from >= from && p.to <= s.from {
			if of(p.quantity) {
				return true
			}
			break
		}
	}
	next := a.nextSpan(s.to)
	if next != nil && next.kind == indicatorSpan { // "KH thu ngân sách 193,65 tỷ"
		next = a.nextSpan(next.to)
	}
	return next != nil && of(next.quantity)
}

// ofTarget reports whether the figure is told as so many of those that are to be
// reached: "2/7 trường theo kế hoạch".
func (a *account) ofTarget(q *quantity) bool {
	return slices.ContainsFunc(a.brought, func(f figure) bool { return q.over != "" && q.over == f.indicator.Target.String() })
}

// misses reports whether every reported figure is short of its target.
func (a *account) misses() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool {
		return f.value.Increment || f.indicator.Comparison.Met(f.value.Amount, f.indicator.Target)
	})
}

// meets reports whether every reported figure meets its target.
func (a *account) meets() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool {
		return f.value.Increment || !f.indicator.Comparison.Met(f.value.Amount, f.indicator.Target)
	})
}

// tellsPlan makes a question about the plan of what only says the target again,
// "huyện giao 7 trường chuẩn", and reports whether it did.
func (m *message) tellsPlan(out *Reading) bool {
	open := out.Intent == None && out.Outside == "" || out.Intent == ReportValue && (out.Hesitates == HesitatePlan || out.Hesitates == HesitateRange || out.Hesitates == HesitateOrder)
	if !open || !m.has(cuePlan, cueTargetWord) || out.Ask == AskUnit {
		return false
	}
	for i := range m.plan.Indicators {
		ind := &m.plan.Indicators[i]
		if !m.names(ind) || !m.restatesOf(ind) {
			continue
		}
		*out = Reading{
			Text: out.Text, Lang: out.Lang, Clear: out.Clear, Whole: out.Whole, Units: out.Units, Confidence: out.Confidence,
			Intent: ProgressOne, Indicators: []target.IndicatorID{ind.ID},
		}
		return true
	}
	return false
}

// restatesOf reports whether every figure of the text is the indicator's target.
func (m *message) restatesOf(ind *target.Indicator) bool {
	found := false
	for i := range m.spans {
		if q := m.spans[i].quantity; q != nil {
			a, err := m.amount(ind, q)
			if err != nil || !isTarget(ind, a) {
				return false
			}
			found = true
		}
	}
	return found
}
