package understand

import (
	"slices"
	"strings"

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

// urgesFirst reports whether the words bid that something be reached: they open a
// clause, and the name of it follows: "đưa rác thải lên 97%", "duy trì rác thải
// 93%". What was done is told with "đã".
func (a *account) urgesFirst(s *span) bool {
	if !bids[foldOf(a.m.tokens[s.from:s.to])] {
		return false
	}
	from, _ := a.m.clause(s.from)
	for i := from; i < s.from; i++ {
		if w := a.wordOver(i); w == nil || !w.has(gatePolite) || a.m.tokens[i].fold == "da" {
			return false
		}
	}
	at := s.to
	for w := a.wordFrom(at); w != nil && w.has(gateNumber); w = a.wordFrom(at) {
		at = w.to
	}
	next := a.nextSpan(at)
	return next != nil && next.from == at && next.kind == indicatorSpan
}

// ofCommunes reports whether "xã" makes the indicator that of some commune rather
// than of the locality, and none is named: "thu ngân sách của xã 1,2 tỷ".
func (a *account) ofCommunes(s *span) bool {
	if s.to != s.from+1 || a.m.tokens[s.from].fold != "xa" || s.from == 0 || a.m.communes > 0 || a.m.has(cueOwnUnit) {
		return false
	}
	at := s.from - 1
	if a.m.tokens[at].fold == "cua" && at > 0 {
		at--
	}
	last, next := a.m.spanOver(at), a.nextSpan(s.to)
	return last != nil && last.kind == indicatorSpan && !(next != nil && next.from == s.to && next.kind == unclearUnitSpan)
}

// bids are the verbs by which a clause bids, folded.
var bids = map[string]bool{"dua": true, "dua len": true, "giu": true, "giu vung": true, "duy tri": true, "bao dam": true, "dam bao": true, "kiem tra": true, "cho": true, "de": true}

// foldOf returns the folded words of the tokens with blanks between.
func foldOf(tokens []token) string {
	var out []string
	for i := range tokens {
		out = append(out, tokens[i].fold)
	}
	return strings.Join(out, " ")
}

// wordOver and wordFrom return the word of the gate that covers the token, or
// begins with it; nil for none.
func (a *account) wordOver(i int) *span {
	return a.wordThat(func(w *span) bool { return w.from <= i && i < w.to })
}

func (a *account) wordFrom(i int) *span {
	return a.wordThat(func(w *span) bool { return w.from == i })
}

func (a *account) wordThat(is func(*span) bool) *span {
	for i := range a.words {
		if w := &a.words[i]; is(w) {
			return w
		}
	}
	return nil
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

// reaches reports whether words of reaching fit what is reported: "tăng từ" leads
// to the figure before, a decision recognises things and assigns money, and only
// things are built one by one: "giá trị sản phẩm xây dựng" is a sector's.
func (a *account) reaches(s *span) bool {
	counted := !slices.ContainsFunc(a.brought, func(f figure) bool {
		return f.indicator.Kind != target.Count && f.indicator.Whole == nil
	})
	for i := s.from; i < s.to; i++ {
		switch t := &a.m.tokens[i]; {
		case i == s.to-1 && s.to > s.from+1 && (t.fold == "tu" || t.fold == "from" || t.fold == "dari"):
			q := a.figureBehind(s)
			return q != nil && !a.brings(q)
		case t.fold == "lai" && i > s.from && a.m.tokens[i-1].fold == "nhan" && slices.ContainsFunc(a.brought, func(f figure) bool { return f.indicator.Kind == target.Count }):
			return false // "công nhận lại" is not new
		case counted:
		case t.fold == "qd", i > s.from && t.fold == "dinh" && a.m.tokens[i-1].fold == "quyet", i > s.from && t.fold == "dung" && a.m.tokens[i-1].fold == "xay":
			return false
		}
	}
	return true
}

// adds reports whether something is told that an increment's words may belong
// to: what is added, the total that it is part of, or things that are new.
func (a *account) adds(s *span) bool {
	if s.to == s.from+1 && newWords[a.m.tokens[s.from].fold] {
		return true
	}
	last := a.lastSpan(s.from)
	if behind := last != nil && last.quantity != nil && last.to == s.from && a.brings(last.quantity); !behind && a.countsThings() {
		return true // "2 trường chuẩn xây dựng thêm" is the target's own wording
	}
	return slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment || f.quantity.total }) ||
		slices.ContainsFunc(a.m.spans, func(p span) bool { return p.quantity != nil && p.quantity.increment && !a.brings(p.quantity) })
}

// addsAll reports whether every reported figure is to be added.
func (a *account) addsAll() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool { return !f.value.Increment })
}

// firstSeason reports whether a season is the year's first, or the message says
// that its figure includes the seasons before: of another one it asks.
func (a *account) firstSeason(s *span) bool {
	for i := s.from; i < s.to; i++ {
		t := &a.m.tokens[i]
		later := t.fold == "he" || t.fold == "mua" && s.to > s.from+1 || t.fold == "dong" && !(i+1 < s.to && a.m.tokens[i+1].fold == "xuan")
		if later && !slices.ContainsFunc(a.brought, func(f figure) bool { return f.quantity.total || f.value.Increment }) {
			return false
		}
	}
	return true
}

// countsThings reports whether all that is reported is a number of things.
func (a *account) countsThings() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool { return f.indicator.Kind != target.Count })
}

// newWords tell that things are new; what is told of them may be their total.
var newWords = map[string]bool{"moi": true, "baru": true, "new": true, "newly": true}

// wordBehind reports whether a word of one of the classes stands at the token.
func (a *account) wordBehind(at int, classes ...cue) bool {
	return slices.ContainsFunc(a.words, func(w span) bool { return w.from == at && w.any(classes...) })
}

// opensStretch reports whether the period is the first of two days that a figure
// is told between: "từ 1/6 đến 28/6". From the first of the year on it is the
// running total.
func (a *account) opensStretch(s *span) bool {
	day := s.period.Start()
	if day.Month == 1 && day.Day == 1 {
		return false
	}
	return slices.ContainsFunc(a.m.spans, func(p span) bool { return p.kind == periodSpan && p.from >= s.to && p.from <= s.to+3 })
}

// numbered reports whether the number behind the word is one that is reported.
func (a *account) numbered(s *span) bool {
	at := s.to
	if at < len(a.m.tokens) && a.m.tokens[at].is(".") { // "no. 93"
		at++
	}
	q := a.m.quantityFrom(at)
	return q != nil && a.brings(q)
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

// goesOn reports whether "còn" only leads to the next indicator of several: it
// stands behind a figure and right before another name that has its own.
func (a *account) goesOn(s *span) bool {
	next := a.nextSpan(s.to)
	if next != nil && next.from == s.to && s.from == 0 && (next.kind == unitSpan || next.kind == indicatorSpan) {
		return a.valueBehind(next.to) // "còn Kỳ Khang 2 tỷ"
	}
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

// setApart reports whether the words set a unit apart, whose figure it is, or a
// period, whose figure is then an increment: "riêng tháng 6".
func (a *account) setApart(s *span) bool {
	if next := a.nextSpan(s.to); next != nil && next.from <= s.to+1 && next.kind == unitSpan && slices.Contains(a.units, target.UnitID(next.id)) && a.m.tokens[s.from].fold == "rieng" {
		return true // "riêng xã Kỳ Xuân 97%"
	}
	for i := range a.m.spans {
		p := &a.m.spans[i]
		if p.kind == periodSpan && (p.from == s.to || p.to == s.from) && a.m.setApart(p) {
			return slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment })
		}
	}
	return false
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
