package understand

import (
	"slices"

	"chitieu/target"
)

// word judges one phrase by its class and by where it stands. A phrase that is
// of several classes may be used in each.
func (a *account) word(i int) {
	s := &a.words[i]
	if a.urgesFirst(s) {
		a.find(HesitateOrder, s.from, s.to)
		return
	}
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
	switch {
	case why == HesitatePart && a.setApart(s), why == HesitateHearsay && a.citesPaper(s):
		return
	case s.to == s.from+1 && (why == "" || nameLike[why]) && a.isPerson(s.from): // "em Mai"
		return
	}
	if why == "" {
		why = misplaced[first]
	}
	a.find(why, s.from, s.to)
}

// misplaced is why a word hesitates that stands where its class may not.
var misplaced = map[cue]Hesitation{
	gateAbout: HesitateRange, gateReach: HesitatePlan, gateLink: HesitatePart, gateIncrement: HesitatePart, gateSeason: HesitatePart, gatePlan: HesitatePlan, gateGrow: HesitateComparison, gateShrink: HesitateFall, gateVersus: HesitateComparison, gatePast: HesitateElsewhere, gatePoints: HesitateUnread,
	gateSpeaker: HesitatePart, gateFinal: HesitatePart, gatePlea: HesitateOrder, gateAt: HesitatePart, gateGap: HesitateOrder, gateBeat: HesitatePlan, gateUnmet: HesitateComplement, gateKind: HesitatePart, gateTo: HesitateOrder, gateFallTo: HesitateFall, gateOfWhich: HesitatePart, gatePart: HesitatePart, gateSource: HesitateHearsay, gateSince: HesitatePart, gateYield: HesitateUnread,
	gateWrong: HesitateNegation, gateCorrect: HesitateNegation, gateDenied: HesitateNegation, gateRough: HesitateRange, gateItem: HesitateNoun, gateNumber: HesitatePlan, gateMore: HesitateOrder,
}

// fits reports whether a word of the class may stand where it does.
func (a *account) fits(class cue, s *span) bool {
	switch class {
	case gateNumber: // "chỉ tiêu xã vững mạnh là 100%"
		return !s.has(gatePlan) || !slices.ContainsFunc(a.brought, func(f figure) bool { return isTarget(f.indicator, f.value.Amount) })
	case gateSeason:
		return a.firstSeason(s)
	case gateLink:
		return !a.ofCommunes(s)
	case gateTotal, gateEstimate, gateTime, gateReport, gatePolite, gateCalled, gateSigned:
		return true
	case gateReach:
		return a.reaches(s)
	case gateIncrement:
		return a.adds(s)
	case gateFinal:
		from, to := a.m.clause(s.from)
		return s.to == to || s.from == from && s.to < len(a.m.tokens) && a.m.tokens[s.to].kind == signToken
	case gateSpeaker:
		first := a.nextSpan(0)
		return first == nil || first.from >= s.to || first.kind == unitSpan
	case gateAt:
		at := a.behindColon(s.to)
		if at < len(a.m.tokens) && a.m.tokens[at].entry.prefix { // "di komune Ky Trung"
			at++
		}
		next := a.nextSpan(at)
		return next != nil && next.from <= at && (next.kind == unitSpan || next.kind == localitySpan)
	case gateAbout:
		q := a.figureBehind(s)
		from, _ := a.m.clause(s.from)
		return q != nil && a.brings(q) && slices.ContainsFunc(a.words, func(w span) bool { return w.from >= from && w.to <= s.from && w.has(gateEstimate) })
	case gateRough:
		q := a.figureBehind(s)
		return q != nil && (a.brings(q) && !q.increment || len(a.brought) > 0 && (q.rough || a.isTarget(q) || a.isAll(q)))
	case gatePlan:
		return a.besideShare(s)
	case gateGrow, gateShrink:
		return a.growsHere(s) || class == gateGrow && a.addsHere(s)
	case gateVersus:
		return a.comparing(s.from)
	case gatePast:
		return (a.comparing(s.from) || a.m.aside(s.from)) && a.pastHere(s)
	case gatePoints:
		last := a.lastSpan(s.from)
		return last != nil && last.quantity != nil && last.to == s.from && (last.quantity.role == growthRole || a.isGap(last.quantity))
	case gateOfWhich:
		return a.valueBefore(s.from) && a.figureIn(s.to)
	case gatePart:
		return a.inParts(s.from)
	case gateSource:
		next := a.nextSpan(s.to)
		return next != nil && next.kind == unitSpan || a.isSentTo(s.from)
	case gateSince:
		next := a.nextSpan(s.to)
		return next != nil && next.from == s.to && (next.kind == unitSpan || next.kind == periodSpan && !a.opensStretch(next) && (next.opensYear() || a.addsAll()) || next.quantity != nil && (next.quantity.role == rejectedRole || next.quantity.past || a.isAll(next.quantity)))
	case gatePlea:
		return a.wordBehind(a.behindPolite(s.to), gateReport, gateIncrement, gateCorrect)
	case gateTo:
		next := a.nextSpan(s.to)
		return next != nil && next.from == s.to && next.kind == unitSpan || a.wordBehind(a.behindColon(s.to), gateSource, gateCalled)
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
		return q != nil && a.isGap(q) || s.to == s.from+1 && a.m.tokens[s.from].key == "con" && a.goesOn(s)
	case gateKind:
		return a.counts()
	case gateItem:
		return !a.numbered(s) && (!s.has(gatePlan) || a.m.quantityFrom(s.to) != nil) // "chỉ tiêu 9"
	case gateMore:
		last := a.lastSpan(s.from)
		return last != nil && last.quantity != nil && last.quantity.role == rejectedRole || slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment && a.m.spanOf(f.quantity).to <= s.from })
	case gateYield:
		q := a.figureBehind(s)
		return q != nil && len(a.brought) > 0 && (q.role == yieldRole || q.area())
	case gateWrong: // "báo nhầm thu ngân sách 90,5 tỷ" gives up that figure
		return a.rejects() || a.corrects(s) && (a.m.tokens[s.to].kind == signToken || a.wordBehind(s.to, gateCorrect))
	case gateCorrect:
		return a.rejects() || s.hesitation() == "" && a.valueBehind(s.to) || slices.ContainsFunc(a.words, func(w span) bool { return w.to <= s.from && w.has(gateWrong) && a.corrects(&w) })
	case gateDenied:
		next := a.nextSpan(s.to)
		return next != nil && next.quantity != nil && next.quantity.role == rejectedRole && a.contrasted(next)
	}
	return false
}
