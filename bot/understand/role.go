package understand

import (
	"slices"

	"chitieu/target"
)

// role is what a figure is in its sentence.
type role uint8

const (
	valueRole     role = iota // what is reported
	countRole                 // counts something that is no figure: days, indicators
	planShareRole             // percent of the plan
	growthRole                // how much more than before
	baseRole                  // what is compared with
	targetRole                // the target, said again
	rejectedRole              // taken back in a correction
	thresholdRole             // asked about as a limit
	yieldRole                 // per hectare or per head
)

var roleNames = [...]string{"value", "count", "share-of-plan", "growth", "base", "target", "rejected", "threshold", "yield"}

func (r role) String() string { return roleNames[r] }

// assignRoles tells for every figure what it is.
func (m *message) assignRoles() {
	for i := range m.spans {
		if m.spans[i].kind == quantitySpan {
			m.assignRole(i)
			m.note(&m.spans[i], "figure", m.spans[i].quantity.role.String(), m.spans[i].weight)
		}
	}
}

func (m *message) assignRole(i int) {
	q := m.spans[i].quantity
	before, after := m.before(i), m.after(i)
	prev, next := m.near(i, -1), m.near(i, 1)
	if growth := m.growthBefore(i); growth != nil {
		prev = growth
	}
	q.total = anyHas(before, cueTotal) || next.isTotal() && !m.signBetween(m.spans[i].to, next.from, ",") && m.quantityFrom(next.to) == nil
	q.estimate = anyHas(before, cueEstimate) || next != nil && next.has(cueEstimate) && next.from == m.spans[i].to
	q.exact = anyHas(before, cueExact)
	q.part = m.isPart(i) || m.aside(m.spans[i].from)
	q.past = prev.any(cueFrom) && !m.figureAfter(i) || prev != nil && (prev.any(cueLastMonth, cueLastQuarter, cueLastFigure) || prev.kind == periodSpan && prev.past)
	q.rough = prev.any(cueThreshold) && !prev.has(cueEstimate)
	q.fall = m.falls(i, before)
	q.increment = q.newly || q.plus || q.fall || m.incremented(i)
	if prev.any(cueTotal) && m.addsMore(prev, &m.spans[i]) {
		q.total, q.increment = false, true
	}
	switch {
	case !m.points(i) && m.counts(i, next), prev.any(cueGap) && !prev.any(cueReport, cuePolite), q.noun && prev.any(cueGap), prev != nil && q.noun && m.tokens[prev.to-1].key == "con":
		q.role = countRole
	case m.rejected(i, before):
		q.role = rejectedRole
	case m.isYield(q, before):
		q.role = yieldRole
	case (q.unit == "%" || q.bare()) && m.points(i), q.percent() && next != nil && next.has(cueSamePeriod), m.grew(i, q, prev, after):
		q.role = growthRole
	case q.percent() && !prev.any(cueSamePeriod, cueLastYear) && (m.ofPlan(i, after) || m.againstPlan(i, before)):
		q.role = planShareRole // "bằng 49% dự toán" compares with the plan
	case m.ofEarlierYear(before), prev != nil && prev.any(cueSamePeriod, cueLastYear) && !q.total, prev != nil && prev.has(cueVersus) && !prev.any(cueInstead, cueReport, cueOver):
		q.role = baseRole
	case m.restated(prev, i):
		q.role = targetRole
	case prev != nil && prev.has(cueThreshold) && m.asks():
		q.role = thresholdRole
	}
}

func (s *span) isTotal() bool { return s != nil && s.has(cueTotal) && !s.has(cueTimeNoise) }

// counts reports whether the number counts days, times or indicators, or
// stands in a name ("lần 2", "top 3").
func (m *message) counts(i int, next *span) bool {
	s := &m.spans[i]
	q := s.quantity
	if q.unit == "" && q.over == "" && next != nil && next.has(cueDuration) && !m.signBetween(s.to, next.from, ",", "(", ":") {
		return true
	}
	if q.bare() && next != nil && next.from == s.to && next.any(cueDocument) && !next.any(cueReport) {
		return true // "3 file"
	}
	if len(q.number) > 3 && q.number[0] == '0' && isWhole(q.number) {
		return true // a telephone number
	}
	if q.bare() && s.to+1 < len(m.tokens) && m.tokens[s.to].text == "số" && m.tokens[s.to+1].kind == signToken {
		return true // "xin 3 số: …"
	}
	if s.from == 0 || q.over != "" || q.unit != "" && !q.noun {
		return false
	}
	before := &m.tokens[s.from-1]
	if s.from > 1 && q.unit == "" && before.key == "do" && m.tokens[s.from-2].key == "muc" {
		return true // "chuẩn mức độ 2"
	}
	if m.inName(s.from - 1) {
		return false
	}
	return before.kind == wordToken && (before.key == "top" || before.text == "dòng" || q.unit == "" && numbered[before.key] && !m.spans[max(i-1, 0)].has(cueGrowth))
}

// numbered are the words whose number is part of a name.
var numbered = map[string]bool{
	"lan": true, "dot": true, "khoa": true, "dieu": true, "khoan": true, "nhom": true, "so": true, "qd": true,
	"nq": true, "muc": true, "bieu": true, "stt": true, "tt": true, "cot": true, "table": true, "row": true, "item": true, "tabel": true, "baris": true, "day": true, "phong": true, "tang": true, "xe": true, "trang": true, "bai": true, "version": true, "room": true, "ban": true,
}

// rejected reports whether the figure is taken back: "không phải X", "X nhầm",
// "từ X thành Y", "X -> Y".
func (m *message) rejected(i int, before []*span) bool {
	s := &m.spans[i]
	if m.confirmed(i) || m.near(i, -1).any(cueGrowth) { // "tăng 7,95 tỷ lên 95,2 tỷ"
		return false
	}
	if anyHas(before, cueNot) {
		at := slices.IndexFunc(before, func(b *span) bool { return b.has(cueNot) })
		instead := slices.IndexFunc(before, func(b *span) bool { return b.has(cueInstead) && !b.has(cueNot) })
		return instead < 0 || instead > at
	}
	later := slices.IndexFunc(m.spans[i+1:], func(b span) bool { return b.kind == quantitySpan })
	if later < 0 {
		return false
	}
	between := m.spans[i+1 : i+1+later]
	other := &m.spans[i+1+later]
	if m.signBetween(s.to, other.from, ">", "→") && len(between) == 0 || m.confirmed(i+1+later) && anyHas(before, cueNot, cueWrong) {
		return true
	}
	for k := range between {
		b := &between[k]
		if b.kind == indicatorSpan {
			return false
		}
		if b.has(cueWrong) && k == 0 || b.has(cueInstead) && (anyHas(before, cueFrom, cueWrong, cueCorrect) || turns[m.tokens[b.from].key] || b.has(cueCorrect)) {
			return true
		}
	}
	return false
}

// confirmed reports whether the figure is said to be the right one of two, by
// words right behind it: "90,3 mới đúng, không phải 93".
func (m *message) confirmed(i int) bool {
	next := m.near(i, 1)
	return next != nil && next.from == m.spans[i].to && next.has(cueCorrect) && next.has(cueInstead) &&
		affirms[m.tokens[next.to-1].key] && m.quantityFrom(next.to) == nil
}

// affirms are the words that end such a phrase.
var affirms = map[string]bool{"dung": true, "chuan": true, "xac": true, "phai": true, "correct": true, "right": true, "benar": true, "betul": true}

// turns are the words by which one figure becomes another without more ado.
var turns = map[string]bool{"thanh": true, "sang": true, "menjadi": true, "jadi": true, "len": true, "ke": true, "melainkan": true}

// isYield reports whether the figure is per hectare in a mass, or follows a
// word for a yield.
func (m *message) isYield(q *quantity, before []*span) bool {
	for _, s := range q.scales {
		if s.Per != "" && s.Dimension == target.DimensionMass {
			return true
		}
	}
	for _, s := range before {
		switch {
		case s.has(cueYield) || s.kind == outsideSpan:
			return true
		case s.kind == indicatorSpan:
			return false
		}
	}
	return false
}

// points reports whether percentage points are meant.
func (m *message) points(i int) bool {
	s := &m.spans[i]
	return s.to < len(m.tokens) && pointWords[m.tokens[s.to].key] || s.to-s.from > 1 && pointWords[m.tokens[s.to-2].key]
}

var pointWords = map[string]bool{"diem": true, "point": true, "points": true, "pp": true, "poin": true}

// grew reports whether the figure is a change: "tăng 4,2%", "giảm 3 tỷ so với
// cùng kỳ", "hơn kỳ trước 440 tấn", "765 tons more than last week". "tăng 3 tỷ"
// without a comparison is an increment.
func (m *message) grew(i int, q *quantity, prev *span, after []*span) bool {
	if q.over != "" {
		return false
	}
	compared := anyHas(after, bases...) || m.fromBase(after)
	if m.growsOver(i) || m.exceeds(i) || q.plus && (compared || m.aside(m.spans[i].from)) {
		return true
	}
	if !prev.any(cueGrowth) || prev.has(cueOver) && !compared { // "đạt hơn 90 tỷ"
		return false
	}
	if q.percent() || compared {
		return !prev.has(cueIncrement)
	}
	q.increment = true
	return false
}

// bases are the cues of what a figure is compared with.
var bases = []cue{cueVersus, cueSamePeriod, cueLastYear, cueLastFigure}

// fromBase reports whether the spans behind a figure tell the time since which
// it came: "naik 4,9 miliar dari 28 Juni".
func (m *message) fromBase(after []*span) bool {
	return len(after) > 1 && after[0].has(cueFrom) &&
		(after[1].kind == periodSpan || after[1].any(cueLastMonth, cueLastQuarter, cueLastYear, cueLastFigure, cueTimeNoise))
}

// growsOver reports whether a word of growth and then its base stand right
// before the figure: "cao hơn tháng trước 0,95 điểm".
func (m *message) growsOver(i int) bool {
	k := i - 1
	for k >= 0 && m.spans[k].cues == politeOnly {
		k--
	}
	if k > 0 && m.spans[k].kind == periodSpan && m.spans[k].period.Year < m.plan.Year {
		k-- // "cao hơn cùng kỳ 2023 là 1,1%"
	}
	if k < 1 || m.broken(m.spans[k-1].from, m.spans[i].from) {
		return false
	}
	base, grown := &m.spans[k], &m.spans[k-1]
	isBase := base.any(cueSamePeriod, cueLastYear, cueLastMonth, cueLastQuarter, cueLastFigure) || base.kind == periodSpan && base.past
	return isBase && grown.to == base.from && grown.any(cueGrowth, cueOver) && !grown.has(cueFallBy)
}

// growthBefore returns the word of growth right before the figure, past the one
// that leads to how much: "rose by", "naik sebesar"; nil for none.
func (m *message) growthBefore(i int) *span {
	at := m.spans[i].from
	if at > 0 && leadsToGrowth[m.tokens[at-1].fold] {
		at--
	}
	for k := i - 1; k >= 0 && m.spans[k].to >= at; k-- {
		if s := &m.spans[k]; s.to == at && s.has(cueGrowth) {
			return s
		}
	}
	return nil
}

// leadsToGrowth are the words between a growth and how much it is.
var leadsToGrowth = map[string]bool{"by": true, "sebesar": true, "sebanyak": true, "them": true}

// exceeds reports whether the figure is told as more than a base: "765 tons more
// than on 28 June".
func (m *message) exceeds(i int) bool {
	s := &m.spans[i]
	if s.to+1 >= len(m.tokens) || s.quantity.bare() {
		return false
	}
	first, second := &m.tokens[s.to], &m.tokens[s.to+1]
	return second.key == "than" && (first.key == "more" || first.key == "higher") || first.key == "lebih" && (second.key == "banyak" || second.key == "tinggi") ||
		second.key == "hon" && (first.text == "nhiều" || first.text == "cao")
}

// ofPlan reports whether the percentage is said to be of the plan.
func (m *message) ofPlan(i int, after []*span) bool {
	for k, s := range after {
		if s.any(cueThreshold, cueReach, cueLag, cueGap) {
			return false // "98,7% vượt chỉ tiêu"
		}
		if s.any(cuePlan, cueTargetWord) {
			// "94% (KH 95%)": the plan belongs to the figure behind it.
			next := i + k + 2
			return next >= len(m.spans) || m.spans[next].kind != quantitySpan || m.spans[next].from > s.to+2 || !m.spans[next].quantity.percent()
		}
	}
	return false
}

// againstPlan reports whether the percentage follows words that set an earlier
// figure against the plan: "so KH 47,0%", "tỷ lệ so với kế hoạch: 46,19%".
func (m *message) againstPlan(i int, before []*span) bool {
	if !anyHas(before, cueVersus) || !anyHas(before, cuePlan, cueTargetWord) {
		return false
	}
	return slices.ContainsFunc(m.spans[:i], func(s span) bool {
		return s.quantity != nil && s.quantity.role == valueRole && !s.quantity.percent() && !s.quantity.bare()
	})
}

// restated reports whether the figure repeats the target.
func (m *message) restated(prev *span, i int) bool {
	s := &m.spans[i]
	if prev != nil && prev.any(cuePlan, cueTargetWord) && !m.broken(prev.to, s.from) {
		return true
	}
	if s.from == 0 || i == 0 || m.spans[i-1].kind != quantitySpan {
		return false
	}
	before := &m.tokens[s.from-1] // "92 tỷ/193,65 tỷ", "92 tỷ trên 193,65 tỷ"
	return m.spans[i-1].to == s.from-1 && (before.is("/") || before.key == "tren")
}

// figureAfter reports whether another figure follows.
func (m *message) figureAfter(i int) bool {
	return slices.ContainsFunc(m.spans[i+1:], func(s span) bool { return s.kind == quantitySpan })
}

// isPart reports whether "of which" stands before the figure in its sentence.
func (m *message) isPart(i int) bool {
	if !m.has(cueOfWhich) {
		return false
	}
	for k := i - 1; k >= 0 && !m.broken(m.spans[k].to, m.spans[k+1].from); k-- {
		if m.spans[k].has(cueOfWhich) {
			return true
		}
	}
	return false
}

// aside reports whether the token stands in brackets behind a figure.
func (m *message) aside(at int) bool {
	return m.brackets[at] >= 0 && m.figured <= m.brackets[at]
}

// alone are the words that set a period apart from the running total.
var alone = map[string]bool{"rieng": true, "trong": true, "khusus": true, "alone": true, "only": true}

// behind are those that stand behind the period.
var behind = map[string]bool{"rieng": true, "alone": true, "saja": true, "only": true}

// setApart reports whether a period's figure is told without what came before:
// "riêng tháng 6", "tháng 6 riêng", "in June alone".
func (m *message) setApart(p *span) bool {
	counted := m.tokens[p.from].kind == numberToken // "trong 6 tháng" begins with the year
	return p.from > 0 && alone[m.tokens[p.from-1].key] && !(counted && m.tokens[p.from-1].key == "trong") || p.to < len(m.tokens) && behind[m.tokens[p.to].key]
}

// addsMore reports whether what would be a total is added: "cộng 3 tỷ nữa".
func (m *message) addsMore(prev, s *span) bool {
	return prev.to == s.from && s.to < len(m.tokens) && more[m.tokens[s.to].key]
}

// incremented reports whether the figure is to be added: an increment's word
// stands close before it, or right behind it. A year that stands between
// them makes it the year's total: "thêm trong năm: 3 trường", as "đến nay" does.
func (m *message) incremented(i int) bool {
	s := &m.spans[i]
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		p := &m.spans[k]
		if p.kind == quantitySpan || m.broken(p.to, m.spans[k+1].from) {
			break
		}
		if p.has(cueTotal) && !p.has(cueIncrement) || p.any(cueYear, cueThisYear, cueSoFar) || p.kind == periodSpan && p.period.Kind == target.Year {
			return false
		}
		if p.has(cueIncrement) || p.kind == periodSpan && m.setApart(p) {
			return true
		}
	}
	if s.from > 0 && m.tokens[s.from-1].key == "rieng" || s.quantity.noun && s.to < len(m.tokens) && more[m.tokens[s.to].key] {
		return true // "một trường nữa"
	}
	return i+1 < len(m.spans) && m.spans[i+1].from == s.to && m.spans[i+1].has(cueIncrement) && !m.spans[i+1].has(cueTotal)
}
