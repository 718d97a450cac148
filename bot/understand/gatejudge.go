package understand

import (
	"slices"
)

// judge looks at what the words do and at what is left over.
func (a *account) judge() {
	for i := range a.words {
		a.word(i)
	}
	for i := range a.m.tokens {
		t := &a.m.tokens[i]
		switch {
		case t.is("?"):
			a.find(HesitateQuestion, i, i+1)
		case t.is(">") && (i == 0 || a.m.tokens[i-1].is("\n")): // a quoted line
			a.find(HesitateHearsay, i, i+1)
		case a.taken[i]:
			if t.kind == wordToken && a.m.lexicon.nearDenial(t) && a.saidBy(i) {
				a.find(HesitateNegation, i, i+1)
			}
		case t.kind == wordToken && (a.isPerson(i) || a.isOffice(i) || a.isMeasure(i)):
		case t.kind == numberToken, t.kind == wordToken:
			a.find(HesitateUnread, i, i+1)
		}
	}
	if a.m.asks() {
		a.find(HesitateQuestion, 0, len(a.m.tokens))
	}
	a.judgeTopic()
	if s := a.m.crossed; s != nil { // "thu ngân sách 31.200 tấn, lương thực 90,4 tỷ"
		a.find(HesitateNoun, s.from, s.to)
	}
	a.judgeParts()
}

// judgeTopic hesitates where more is said of a figure than that it was reached:
// "98 triệu thì chưa ai xác nhận", and where what is denied still stands, "không
// phải 2 trường, vẫn 1".
func (a *account) judgeTopic() {
	for _, f := range a.brought {
		s := a.m.spanOf(f.quantity)
		if s == nil {
			continue
		}
		if s.to < len(a.m.tokens) && a.m.tokens[s.to].text == "thì" {
			a.find(HesitateCondition, s.to, s.to+1)
		}
		if s.from > 0 && a.rejects() && stillWords[a.m.tokens[s.from-1].text] {
			a.find(HesitateNegation, s.from-1, s.from)
		}
	}
}

// stillWords say that a figure has not changed.
var stillWords = map[string]bool{"vẫn": true, "still": true, "masih": true, "tetap": true}

// saidBy reports whether the token is explained by a word of the gate rather
// than by a name, a figure or a day.
func (a *account) saidBy(i int) bool {
	return slices.ContainsFunc(a.words, func(w span) bool { return w.from <= i && i < w.to })
}

// judgeParts hesitates where a part is called as the indicator itself: of "tổng
// thu 95,3 tỷ, trong đó thu trên địa bàn 24,0 tỷ" the second may be meant.
func (a *account) judgeParts() {
	var named []bool // tokens of names of parts, once they are needed
	for i := range a.m.tokens {
		if a.m.tokens[i].kind != wordToken || !a.inParts(i) {
			continue
		}
		for _, f := range a.brought {
			if !a.inCompany(a.m.own[string(f.indicator.ID)], i) {
				continue
			}
			if named == nil {
				named = a.partNames()
			}
			if !named[i] {
				a.find(HesitatePart, i, i+1)
			}
		}
	}
}

// partNames tells which tokens are of a part's own name, though the indicator
// may be called so too: "thu thuế".
func (a *account) partNames() []bool {
	out := make([]bool, len(a.m.tokens))
	f := &matcher{lexicon: a.m.lexicon, tokens: a.m.tokens, lang: a.m.lang}
	f.match(a.m.lexicon.gate, func(p found) {
		if p.cue == gatePart {
			for i := p.from; i < p.to; i++ {
				out[i] = true
			}
		}
	})
	return out
}

// isMeasure reports whether the word is the short form of a reported figure's
// measure: "31200t".
func (a *account) isMeasure(i int) bool {
	return slices.ContainsFunc(a.brought, func(f figure) bool {
		s := a.m.spanOf(f.quantity)
		return s != nil && s.to == i && a.m.tonnes(s, &a.m.tokens[i])
	})
}
