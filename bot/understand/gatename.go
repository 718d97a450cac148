package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// names judges each name, figure and day.
func (a *account) names() {
	for i := range a.m.spans {
		s := &a.m.spans[i]
		switch s.kind {
		case indicatorSpan:
			a.indicator(s)
		case unitSpan:
			a.unit(s)
		case outsideSpan:
			if !a.besideYield(i) {
				a.find(HesitateElsewhere, s.from, s.to)
			}
		case placeSpan:
			if slices.Contains(a.taken[s.from:s.to], false) {
				a.find(HesitateElsewhere, s.from, s.to)
			}
		case quantitySpan:
			a.quantity(i)
		case periodSpan:
			switch {
			case a.asksFor(s):
			case s.period.Start().After(a.m.in.Today), s.has(cueYearEnd) && !a.estimated():
				a.find(HesitateIntention, s.from, s.to)
			case s.period.Year != a.m.plan.Year && !a.comparing(s.from):
				a.find(HesitateElsewhere, s.from, s.to)
			}
		}
	}
}

// asksFor reports whether the period is that of the day that is asked for.
func (a *account) asksFor(s *span) bool { return a.askedDay[0] <= s.from && s.to <= a.askedDay[1] }

// indicator hesitates over an indicator without a figure.
func (a *account) indicator(s *span) {
	is := func(id target.IndicatorID) bool { return string(id) == s.id }
	brought := slices.ContainsFunc(a.brought, func(f figure) bool { return is(f.indicator.ID) })
	named := slices.ContainsFunc(a.inds, func(m mention) bool { return is(m.indicator.ID) })
	if named && !brought {
		a.find(HesitateUnread, s.from, s.to)
	}
}

// unit hesitates over a unit that neither is reported on nor leads what is
// reported: whoever else says it, it is hearsay.
func (a *account) unit(s *span) {
	u := a.m.plan.Unit(target.UnitID(s.id))
	if u != nil && u.Kind == target.Commune && slices.Contains(a.units, u.ID) {
		switch {
		case !a.owns(s):
			a.m.unowned = append(a.m.unowned, u.ID)
			a.find(HesitatePart, s.from, s.to)
		case slices.ContainsFunc(a.brought, func(f figure) bool { return f.indicator.Whole != nil }):
			a.find(HesitatePart, s.from, s.to) // the share of communes is none of one commune
		}
		return
	}
	if u == nil || a.besideShare(s) || a.addressed(s) || a.m.isLocality(s) {
		return
	}
	for _, f := range a.brought {
		if f.indicator.Lead != u.ID {
			a.find(HesitateHearsay, s.from, s.to)
			return
		}
	}
	if a.bidden(s) {
		a.find(HesitateOrder, s.from, s.to)
	}
}

// isLocality reports whether the words, which lack their marks, are those of
// the whole locality too: "ca huyen" is "cả huyện" rather than its police.
func (m *message) isLocality(s *span) bool {
	f := &matcher{lexicon: m.lexicon, tokens: m.tokens, lang: m.lang}
	yes := false
	f.match(m.lexicon.cues, func(p found) {
		yes = yes || p.from == s.from && p.to == s.to && p.cue == cueLocality
	})
	return yes && !slices.ContainsFunc(m.tokens[s.from:s.to], func(t token) bool { return t.marked() })
}

// owns reports whether the commune stands where the one does whose figure it is:
// before the figure, or right behind it, past "của", "ở" and the like. "rác thải
// 93%, trong đó Kỳ Đồng 99%" and "93% nhờ Kỳ Đồng" only speak of it.
func (a *account) owns(s *span) bool {
	if !a.valueBefore(s.from) || a.valueBehind(s.to) {
		return true
	}
	if next := a.nextSpan(s.to); next != nil && next.quantity != nil {
		return false
	}
	last := a.lastSpan(s.from)
	if last == nil || last.quantity == nil && last.kind != indicatorSpan { // "thêm 1 trường chuẩn ở Kỳ Thượng"
		return false
	}
	for i := last.to; i < s.from; i++ {
		t := &a.m.tokens[i]
		if t.kind == wordToken && !attaches[t.key] || t.kind == signToken && !strings.Contains("(,:-", t.text) {
			return false
		}
	}
	return true
}

// attaches are the words between a figure and whose it is.
var attaches = map[string]bool{"cua": true, "o": true, "tai": true, "xa": true, "la": true, "a": true, "in": true, "at": true, "of": true, "for": true, "commune": true, "di": true, "komune": true, "untuk": true}

// besideYield reports whether the topic at i is a yield told beside the figure:
// "2.340 tấn, năng suất 58,2 tạ/ha".
func (a *account) besideYield(i int) bool {
	next := a.m.near(i, 1)
	return len(a.brought) > 0 && next != nil && next.quantity != nil && len(next.quantity.scales) > 0 && next.quantity.scales[0].Per != ""
}
