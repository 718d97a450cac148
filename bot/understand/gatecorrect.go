package understand

import (
	"slices"
)

// rejects reports whether the message gives up a figure for another, of what it
// names: without a name the figure that is given up may be of anything.
func (a *account) rejects() bool {
	if a.m.kinds[indicatorSpan] == 0 {
		return false
	}
	for i := range a.m.spans {
		if q := a.m.spans[i].quantity; q != nil && q.role == rejectedRole {
			return len(a.brought) > 0
		}
	}
	return false
}

// contrasted reports whether the figure that is given up stands against one
// that is reported, with nothing but words of correcting between the two: "93,1,
// không phải 91,3".
func (a *account) contrasted(given *span) bool {
	return slices.ContainsFunc(a.brought, func(f figure) bool {
		s := a.m.spanOf(f.quantity)
		from, to := given.to, s.from
		if s.from < given.from {
			from, to = s.to, given.from
		}
		for i := range a.m.spans {
			if p := &a.m.spans[i]; p.kind != cueSpan && p.kind != nothingSpan && p.kind != indicatorSpan && p.from >= from && p.to <= to {
				return false
			}
		}
		return !slices.ContainsFunc(a.words, func(w span) bool {
			return w.from >= from && w.to <= to && !w.any(gateCorrect, gateDenied, gateMore, gatePolite, gateLink, gateNumber, gateReach)
		})
	})
}

// corrects reports whether the words give up what was said before, as "nhầm,
// 95,2" does: they open the message, and a sign or a word of correcting stands
// between them and the figure.
func (a *account) corrects(s *span) bool {
	if !a.valueBehind(s.to) {
		return false
	}
	for i := range a.words {
		w := &a.words[i]
		if w.from >= s.from {
			break
		}
		if !w.any(gatePolite, gateReport, gateLink, gateNumber) {
			return false
		}
	}
	if first := a.nextSpan(0); first != nil && first.from < s.from {
		return first.kind == indicatorSpan && a.m.signBetween(s.to, min(s.to+1, len(a.m.tokens)), ",", ".", ":", ";") || a.wordBehind(s.to, gateCorrect)
	}
	return true
}
