package understand

import (
	"slices"

	"chitieu/target"
)

// word judges one phrase by its class and by where it stands. A phrase that is
// of several classes may be used in each.
func (a *account) word(i int) {
	s := &a.words[i]
	first := noCue
	for class := range s.cues.all {
		if class.hesitates() {
			break
		}
		if a.fits(class, s) {
			return
		}
		if first == noCue {
			first = class
		}
	}
	why := s.hesitation()
	if why == HesitatePart && a.setApart(s) {
		return
	}
	if why == "" {
		why = misplaced[first]
	}
	a.find(why, s.from, s.to)
}

// misplaced is why a word hesitates that stands where its class may not.
var misplaced = map[cue]Hesitation{
	gateAbout: HesitateRange, gatePlan: HesitatePlan, gateGrow: HesitateComparison, gateShrink: HesitateFall, gateVersus: HesitateComparison, gatePast: HesitateElsewhere, gatePoints: HesitateUnread,
	gateSpeaker: HesitatePart, gateFinal: HesitatePart, gatePlea: HesitateOrder, gateAt: HesitatePart, gateGap: HesitateOrder, gateBeat: HesitatePlan, gateUnmet: HesitateComplement, gateKind: HesitatePart, gateTo: HesitateOrder, gateFallTo: HesitateFall, gateOfWhich: HesitatePart, gatePart: HesitatePart, gateSource: HesitateHearsay, gateSince: HesitatePart, gateYield: HesitateUnread,
	gateWrong: HesitateNegation, gateCorrect: HesitateNegation, gateDenied: HesitateNegation, gateRough: HesitateRange,
}

// fits reports whether a word of the class may stand where it does.
func (a *account) fits(class cue, s *span) bool {
	switch class {
	case gateReach, gateNumber, gateTotal, gateIncrement, gateEstimate, gateTime, gateSeason, gateReport, gatePolite, gateLink, gateCalled:
		return true
	case gateFinal:
		from, to := a.clause(s.from)
		return s.to == to || s.from == from && s.to < len(a.m.tokens) && a.m.tokens[s.to].kind == signToken
	case gateSpeaker:
		first := a.nextSpan(0)
		return first == nil || first.from >= s.to || first.kind == unitSpan
	case gateAt:
		next := a.nextSpan(s.to)
		return next != nil && next.from == s.to && (next.kind == unitSpan || next.kind == localitySpan)
	case gateAbout:
		q := a.figureBehind(s)
		from, _ := a.clause(s.from)
		return q != nil && a.brings(q) && slices.ContainsFunc(a.words, func(w span) bool { return w.from >= from && w.to <= s.from && w.has(gateEstimate) })
	case gateRough:
		q := a.figureBehind(s)
		return q != nil && (a.brings(q) && !q.increment || len(a.brought) > 0 && (q.rough || a.isTarget(q) || a.isAll(q)))
	case gatePlan:
		return a.besideShare(s)
	case gateGrow, gateShrink:
		return a.growsHere(s)
	case gateVersus:
		return a.comparing(s.from)
	case gatePast:
		return a.comparing(s.from) && a.pastHere(s)
	case gatePoints:
		last := a.lastSpan(s.from)
		return last != nil && last.quantity != nil && last.to == s.from && (last.quantity.role == growthRole || a.isGap(last.quantity))
	case gateOfWhich:
		return a.valueBefore(s.from) && a.figureIn(s.to)
	case gatePart:
		return a.inParts(s.from)
	case gateSource:
		next := a.nextSpan(s.to)
		return next != nil && next.kind == unitSpan
	case gateSince:
		next := a.nextSpan(s.to)
		return next != nil && next.from == s.to && (next.kind == unitSpan || next.kind == periodSpan || next.quantity != nil && (next.quantity.role == rejectedRole || next.quantity.past || a.isAll(next.quantity)))
	case gatePlea:
		return slices.ContainsFunc(a.words, func(w span) bool {
			return w.from == a.behindPolite(s.to) && w.any(gateReport, gateIncrement, gateCorrect)
		})
	case gateTo:
		next := a.nextSpan(s.to)
		return next != nil && next.from == s.to && next.kind == unitSpan
	case gateBeat:
		return a.meets()
	case gateUnmet:
		last := a.lastSpan(s.from)
		if last != nil && last.quantity != nil && a.isGap(last.quantity) {
			return true
		}
		q := a.figureBehind(s) // "chưa đạt 98,5%"
		return q != nil && a.isTarget(q) && a.misses()
	case gateFallTo:
		return !slices.ContainsFunc(a.brought, func(f figure) bool { return f.indicator.Kind != target.Level })
	case gateGap:
		q := a.figureBehind(s)
		return q != nil && a.isGap(q) || a.goesOn(s)
	case gateKind:
		return a.counts()
	case gateYield:
		q := a.figureBehind(s)
		return q != nil && len(a.brought) > 0 && (q.role == yieldRole || q.area())
	case gateWrong:
		return a.rejects() || a.corrects(s)
	case gateCorrect:
		return a.rejects() || a.valueBehind(s.to) || slices.ContainsFunc(a.words, func(w span) bool { return w.to <= s.from && w.has(gateWrong) && a.corrects(&w) })
	case gateDenied:
		next := a.nextSpan(s.to)
		return next != nil && next.quantity != nil && next.quantity.role == rejectedRole && a.contrasted(next)
	}
	return false
}

// nextSpan returns the name, figure or day that follows the token in its
// clause, nil for none; lastSpan the one before.
func (a *account) nextSpan(from int) *span {
	for i := range a.m.spans {
		s := &a.m.spans[i]
		if s.kind == cueSpan || s.kind == nothingSpan || s.from < from {
			continue
		}
		if a.m.broken(from, s.from) {
			return nil
		}
		return s
	}
	return nil
}

func (a *account) lastSpan(to int) *span {
	for i := len(a.m.spans) - 1; i >= 0; i-- {
		s := &a.m.spans[i]
		if s.kind == cueSpan || s.kind == nothingSpan || s.to > to {
			continue
		}
		if a.m.broken(s.to, to) {
			return nil
		}
		return s
	}
	return nil
}

// figureBehind returns the figure that the words stand right before, words that
// a report is made of aside; nil for none.
func (a *account) figureBehind(s *span) *quantity {
	next := a.nextSpan(s.to)
	if next == nil || next.quantity == nil || a.m.signBetween(s.to, next.from, ",", ";", "(") {
		return nil
	}
	return next.quantity
}

// behindPolite returns where the words of politeness end that begin at the token.
func (a *account) behindPolite(at int) int {
	for i := range a.words {
		if a.words[i].from == at && a.words[i].has(gatePolite) && !a.words[i].has(gateReport) {
			at = a.words[i].to
		}
	}
	return at
}

// besideShare reports whether the plan is the base of a share, or stands with
// the target itself, beside a figure that is reported.
func (a *account) besideShare(s *span) bool {
	of := func(q *quantity) bool {
		return q != nil && (q.role == planShareRole || !a.brings(q) && (a.isGap(q) || a.isTarget(q)))
	}
	from, _ := a.clause(s.from)
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

// misses reports whether every reported figure is short of its target.
func (a *account) misses() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool {
		return f.value.Increment || f.indicator.Comparison.Met(f.value.Amount, f.indicator.Target)
	})
}

// goesOn reports whether "còn" only leads to the next indicator of several: it
// stands behind a figure and right before another name that has its own.
func (a *account) goesOn(s *span) bool {
	next := a.nextSpan(s.to)
	return next != nil && next.from == s.to && next.kind == indicatorSpan && a.valueBefore(s.from) && s.from > 0 && a.m.tokens[s.from-1].kind == signToken &&
		slices.ContainsFunc(a.brought, func(f figure) bool { return string(f.indicator.ID) == next.id })
}

// counts reports whether what is reported counts things, of which the message
// tells the running total or those that came to it: then their kind may be told.
func (a *account) counts() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool {
		return f.indicator.Kind != target.Count || !f.value.Increment && !f.quantity.total
	})
}

// setApart reports whether the words set a period apart, whose figure is then
// an increment: "riêng tháng 6".
func (a *account) setApart(s *span) bool {
	for i := range a.m.spans {
		p := &a.m.spans[i]
		if p.kind == periodSpan && (p.from == s.to || p.to == s.from) && a.m.setApart(p) {
			return slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment })
		}
	}
	return false
}

// growsHere reports whether "tăng" or "giảm" tells a growth against a base
// beside a reported figure: the growth, or the base, stands right behind it.
func (a *account) growsHere(s *span) bool {
	if len(a.brought) == 0 {
		return false
	}
	if next := a.nextSpan(s.to); next != nil && next.from == s.to && next.quantity != nil {
		q := next.quantity
		return (q.role == growthRole || q.role == baseRole) && (q.percent() || a.comparing(s.from))
	}
	from, to := a.clause(s.from)
	for i := range a.m.spans {
		if p := &a.m.spans[i]; p.quantity != nil && p.quantity.role == growthRole && p.from >= from && p.to <= to {
			return false
		}
	}
	return slices.ContainsFunc(a.words, func(w span) bool { return w.from == s.to && w.has(gateVersus) })
}

// pastHere reports whether the base of a growth stands where it may: behind the
// growth or the words that compare.
func (a *account) pastHere(s *span) bool {
	if last := a.lastSpan(s.from); last != nil && last.to == s.from && last.quantity != nil && last.quantity.role == growthRole {
		return true
	}
	return slices.ContainsFunc(a.words, func(w span) bool { return w.to == s.from && w.any(gateVersus, gateGrow, gateShrink, gatePoints) })
}

// comparing reports whether the clause of the token compares a reported figure
// with an earlier one: it holds a growth and its base, or the base's figure
// behind a word of growth.
func (a *account) comparing(at int) bool {
	from, to := a.clause(at)
	growth, base := false, false
	for i := range a.m.spans {
		s := &a.m.spans[i]
		if s.from >= from && s.to <= to {
			growth = growth || s.quantity != nil && s.quantity.role == growthRole
			growth = growth || s.quantity != nil && (s.quantity.role == baseRole || s.quantity.past) && !a.brings(s.quantity)
			base = base || s.any(cueVersus, cueSamePeriod, cueLastYear, cueLastMonth, cueLastQuarter, cueTimeNoise)
		}
	}
	for i := range a.words {
		w := &a.words[i]
		base = base || w.from >= from && w.to <= to && w.has(gateVersus)
	}
	return growth && base && len(a.brought) > 0
}

// meets reports whether every reported figure meets its target.
func (a *account) meets() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool {
		return f.value.Increment || !f.indicator.Comparison.Met(f.value.Amount, f.indicator.Target)
	})
}

// clause returns the bounds of the clause around a token: it ends at commas,
// brackets and full stops.
func (a *account) clause(at int) (from, to int) {
	ends := func(i int) bool {
		t := &a.m.tokens[i]
		return t.breaks() || t.is(",") || t.is("(") || t.is(")")
	}
	from, to = at, at
	for from > 0 && !ends(from-1) {
		from--
	}
	for to < len(a.m.tokens) && !ends(to) {
		to++
	}
	return from, to
}

// valueBefore reports whether a reported figure stands before the token,
// valueBehind whether one stands behind it.
func (a *account) valueBefore(at int) bool {
	for _, f := range a.brought {
		if s := a.m.spanOf(f.quantity); s != nil && s.to <= at {
			return true
		}
	}
	return false
}

func (a *account) valueBehind(at int) bool {
	for _, f := range a.brought {
		if s := a.m.spanOf(f.quantity); s != nil && s.from >= at {
			return true
		}
	}
	return false
}

// figureIn reports whether a figure follows the token in its sentence.
func (a *account) figureIn(at int) bool {
	for i := range a.m.spans {
		if s := &a.m.spans[i]; s.quantity != nil && s.from >= at && !a.m.broken(at, s.from) {
			return true
		}
	}
	return false
}

// inParts reports whether the token stands where the parts of a figure are told.
func (a *account) inParts(at int) bool {
	for i := range a.words {
		w := &a.words[i]
		if w.has(gateOfWhich) && w.to <= at && !a.m.broken(w.to, at) {
			return a.valueBefore(w.from)
		}
	}
	return false
}

// rejects reports whether the message gives up a figure for another.
func (a *account) rejects() bool {
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
			return w.from >= from && w.to <= to && !w.any(gateCorrect, gateDenied, gatePolite, gateLink, gateNumber, gateReach)
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
		return first.kind == indicatorSpan && a.m.signBetween(s.to, min(s.to+1, len(a.m.tokens)), ",", ".", ":", ";") || a.correcting(s.to)
	}
	return true
}

// correcting reports whether a word of correcting stands right behind.
func (a *account) correcting(at int) bool {
	for i := range a.words {
		if a.words[i].from == at && a.words[i].has(gateCorrect) {
			return true
		}
	}
	return false
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
