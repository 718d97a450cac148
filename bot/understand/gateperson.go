package understand

import (
	"slices"
)

// nameLike are the classes whose words people are named by.
var nameLike = map[Hesitation]bool{HesitateIntention: true, HesitateOrder: true, HesitateHearsay: true, HesitateFall: true, HesitateComplement: true, HesitateElsewhere: true}

// citesPaper reports whether the words name an official document by its number:
// "theo BC số 215/BC-UBND".
func (a *account) citesPaper(s *span) bool {
	for i := s.to; i < min(s.to+2, len(a.m.tokens)); i++ {
		if a.m.reference(i) > i {
			return true
		}
	}
	return false
}

// behindColon returns the token, past a colon.
func (a *account) behindColon(at int) int {
	if at < len(a.m.tokens) && a.m.tokens[at].is(":") {
		at++
	}
	return at
}

// isSentTo reports whether the token follows the words by which a message is
// sent to somebody: "kính gửi đồng chí Chủ tịch".
func (a *account) isSentTo(at int) bool {
	if at > 0 && a.m.tokens[at-1].is(":") { // "kính gửi: đồng chí …"
		at--
	}
	return slices.ContainsFunc(a.words, func(w span) bool {
		return w.to == at && (w.has(gateTo) || w.any(gateCalled, gateSource) && a.isSentTo(w.from))
	})
}

// addressed reports whether the figure is sent to the unit: "kính gửi …".
func (a *account) addressed(s *span) bool {
	return a.isSentTo(s.from)
}

// bidden reports whether the agency is told to bring more rather than said to
// have brought it: "Phòng TC-KH thu thêm 2 tỷ nhé".
func (a *account) bidden(s *span) bool {
	if s.to == len(a.m.tokens) || a.m.tokens[s.to].kind == signToken || a.wordBehind(s.to, gateReport, gatePolite) {
		return false
	}
	last := len(a.m.tokens) - 1
	return slices.ContainsFunc(a.brought, func(f figure) bool { return f.value.Increment }) && urges[a.m.tokens[last].text]
}

// isPerson reports whether the word is part of the name by which the speaker
// calls somebody or signs: up to four capitals behind a word of address.
func (a *account) isPerson(i int) bool {
	from := i
	for from > 0 && i-from < 3 && a.m.tokens[from-1].upper && !a.isCalling(from-1) {
		from--
	}
	if from > 0 && a.m.tokens[from-1].is(":") {
		return a.m.tokens[i].upper && slices.ContainsFunc(a.words, func(w span) bool { return w.to == from-1 && w.has(gateSigned) })
	}
	return from > 0 && a.m.tokens[i].upper && a.isCalling(from-1)
}

// isCalling reports whether a person's name may follow the word: "anh" by
// itself and in "báo cáo anh".
func (a *account) isCalling(i int) bool {
	return slices.ContainsFunc(a.words, func(w span) bool { return w.to == i+1 && w.any(gateCalled, gateSigned) }) ||
		a.m.lexicon.isGate(&a.m.tokens[i], gateCalled) && slices.ContainsFunc(a.words, func(w span) bool { return w.to == i+1 && w.any(gateReport, gatePolite, gateTo) })
}

// isOffice reports whether the word is part of how one calls the agency that
// leads what is reported, behind a word for an office: "bên Tài chính".
func (a *account) isOffice(i int) bool {
	for _, f := range a.brought {
		own, from := a.m.own[string(f.indicator.Lead)], i
		for from > 0 && own.joins(&a.m.tokens[from-1], &a.m.tokens[from]) {
			from--
		}
		if !a.inCompany(own, i) || !slices.ContainsFunc(a.words, func(w span) bool { return w.to == from && w.has(gateSpeaker) }) {
			return false
		}
	}
	return len(a.brought) > 0
}

// urges end what is asked of somebody.
var urges = map[string]bool{"nhé": true, "nha": true, "đi": true, "nghe": true, "nhe": true, "nhá": true}
