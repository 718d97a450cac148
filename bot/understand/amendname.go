package understand

import (
	"slices"

	"chitieu/target"
)

// naming is what stands around the names and days of an amendment: whether they
// say what is wrong, or what is right.
type naming struct {
	spans   []*span // of this part of the text, up to a sign
	before  bool    // some stand in an earlier part
	marked  bool    // an estimate or the whole is named
	fixes   bool    // a verb of correcting stands before them: "sửa thu ngân sách"
	blames  bool    // a word that says it is wrong does: "nhầm Kỳ Đồng"
	fixed   bool    // a name stands behind such a verb,
	blamed  bool    // or such a word
	faulted bool    // or before one: "số huyện sai rồi"
	// mistaken is set where one was taken for another, "nhầm thành 92": which is
	// right is not said.
	mistaken bool
}

func (n *naming) part() {
	n.before = n.before || len(n.spans) > 0 || n.marked
	n.spans, n.marked, n.fixes, n.blames = nil, false, false, false
}

func (n *naming) add(s *span, not bool) {
	if s.quantity != nil || not {
		return
	}
	n.spans = append(n.spans, s)
	n.fixed = n.fixed || n.fixes && s.kind != periodSpan
	n.blamed = n.blamed || n.blames && s.kind != periodSpan
}

// lead notes a phrase before names: of what is wrong, or of what is right.
func (n *naming) lead(w *answers, tokens []token) {
	whole := func(lists ...[]phraseWords) bool { return longest(slices.Concat(lists...), tokens) == len(tokens) }
	switch {
	case whole(w.struck, w.blame):
		n.blames = true
	case n.blames && whole(w.becomes) && longest(w.wrong, tokens) == 0:
		n.mistaken = true
	case whole(w.rather, w.becomes, w.not):
		n.fixes, n.blames = false, false
	case whole(w.wrong):
		n.fixes = true
	}
}

// fault notes that what is named before i is what is wrong, "số huyện sai rồi",
// and returns how many tokens say so. Behind a sign it may be said of what was
// told.
func (a *Amendment) fault(w *answers, i int) int {
	n := longest(slices.Concat(w.struck, w.blame), a.m.tokens[i:])
	names := &a.names
	switch {
	case n == 0 || a.said != nil:
		return 0
	case len(names.spans) == 0 && !names.marked:
		a.Asks = a.Asks || names.before && !a.Led
		return 0
	}
	for _, s := range names.spans {
		a.untake(s)
	}
	a.Asks = a.Asks || names.marked // is it one, or is another one wrong
	a.Led, a.Rights = true, true
	names.faulted, names.blames, names.spans, names.marked = true, true, nil, false
	return n
}

// untake makes what was named as right what is wrong.
func (a *Amendment) untake(s *span) {
	switch s.kind {
	case periodSpan:
		a.NotPeriod, a.Period = s.period, target.Period{}
	case localitySpan:
		a.Whole, a.NotUnits = false, append(a.NotUnits, target.Locality)
	case unitSpan:
		id := target.UnitID(s.id)
		a.Units, a.NotUnits = slices.DeleteFunc(a.Units, func(u target.UnitID) bool { return u == id }), append(a.NotUnits, id)
	case indicatorSpan:
		id := target.IndicatorID(s.id)
		a.Indicators = slices.DeleteFunc(a.Indicators, func(i target.IndicatorID) bool { return i == id })
		a.NotIndicators = append(a.NotIndicators, id)
	}
}

// settleNames tells what is made of the names: false where the text only says
// that the figure of one is wrong, and not what of the one told before.
func (a *Amendment) settleNames() bool {
	n := &a.names
	moves := len(a.Units) > 0 || len(a.Indicators) > 0 || a.Whole
	a.Asks = a.Asks || n.mistaken
	switch {
	case a.HasValue() && n.faulted && !moves && len(a.NotIndicators) == 1: // "thu ngân sách sai rồi, 96"
		a.Indicators, a.NotIndicators = a.NotIndicators, nil
	case a.HasValue() || a.HasMeasure():
	case (n.fixed || n.blamed) && len(a.Indicators) == 1 && len(a.Units) == 0 && !a.Whole && a.Period.Kind == target.NoPeriod:
		a.Puts = a.Indicators[0]
	case n.blamed:
		return false
	case n.fixed:
		a.Asks = true
	case n.faulted:
		return moves || a.Period.Kind != target.NoPeriod || a.Official || a.Estimate
	}
	return true
}
