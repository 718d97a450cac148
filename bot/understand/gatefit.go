package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

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
