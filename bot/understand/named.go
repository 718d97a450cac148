package understand

import (
	"slices"

	"chitieu/target"
)

// period returns the period that the text speaks of, the narrowest if there
// are several; the base of a comparison is none.
func (m *message) period() target.Period {
	if m.isRange() {
		return target.Period{}
	}
	if best := m.periodSpan(); best != nil {
		if m.in.Explain {
			m.note(best, "period", best.period.String(), best.weight)
		}
		return best.period
	}
	if m.has(cueLastYear) && !m.has(cueVersus, cueGrowth, cueSamePeriod) {
		return target.Period{Kind: target.Year, Year: m.plan.Year - 1}
	}
	return target.Period{}
}

// periodSpan returns the span of the period that the text is about, nil for none.
func (m *message) periodSpan() *span {
	var best *span
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != periodSpan || s.noDay || m.isBase(i) || m.opens(s) || m.ahead(s) || m.ofPaper(s) {
			continue
		}
		if best == nil || better(s, best) {
			best = s
		}
	}
	return best
}

// opens reports whether the period is only where a series begins: "since
// January".
func (m *message) opens(s *span) bool {
	if s.to+1 < len(m.tokens) && untilNow[m.tokens[s.to].key+" "+m.tokens[s.to+1].key] {
		return true
	}
	if s.from == 0 || !m.has(cueHistory) && !s.opensYear() {
		return false
	}
	switch m.tokens[s.from-1].key {
	case "since", "sejak", "tu", "from", "dari":
		return true
	}
	return false
}

// opensYear reports whether the period is the first month or day of a year: what
// came since is the running total.
func (s *span) opensYear() bool {
	day := s.period.Start()
	return (s.period.Kind == target.Month || s.period.Kind == target.Day) && !s.period.Total && day.Month == 1 && day.Day == 1
}

// untilNow is what stands behind the beginning of a series.
var untilNow = map[string]bool{
	"den nay": true, "toi nay": true, "den gio": true, "tro lai": true, "den chu": true, "to now": true, "to date": true,
	"until now": true, "sampai sekarang": true, "hingga kini": true, "hingga sekarang": true, "sampai kini": true,
}

// ahead reports whether the period is a day to come, on which something else
// happens than what is asked about: no figure is of tomorrow.
func (m *message) ahead(s *span) bool {
	if s.from > 0 && slices.Contains([]string{"den", "toi", "until", "till", "sampai", "hingga"}, m.tokens[s.from-1].key) {
		return false
	}
	return s.relative && s.period.Kind == target.Day && s.period.Date.After(m.in.Today) && !m.has(cueDeadline, cueWhen)
}

// isRange reports whether several years, or the ends of a series, are named: no
// single period then.
func (m *message) isRange() bool {
	var first *span
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != periodSpan || m.isBase(i) {
			continue
		}
		if first != nil && first.period.Kind == s.period.Kind && first.period != s.period &&
			(s.period.Kind == target.Year || m.has(cueHistory)) {
			return true
		}
		first = s
	}
	return false
}

// better reports whether period a says more than b: said outright before told
// from today, then the narrower one, then the later one in the text.
func better(a, b *span) bool {
	if a.relative != b.relative {
		return b.relative
	}
	return a.period.Kind <= b.period.Kind
}

// isBase reports whether the period at i is what is compared with.
func (m *message) isBase(i int) bool {
	s := &m.spans[i]
	if m.aside(s.from) && m.near(i, 1) != nil && m.near(i, 1).kind == quantitySpan {
		return true
	}
	if m.sinceBase(s) || s.period.Kind == target.Year && s.from > 0 && m.figures() > 0 && m.spanOver(s.from-1).any(cuePlan, cueTargetWord) { // "56,4% KH năm 2024"
		return true
	}
	if s.period.Year < m.plan.Year && m.has(cueVersus, cueSamePeriod) && anyHas(m.before(i), cueVersus, cueSamePeriod) {
		return true
	}
	prev := m.near(i, -1)
	if prev == nil {
		return false
	}
	if prev.has(cueSamePeriod) {
		return true
	}
	if bare := &m.tokens[prev.from]; prev.to == prev.from+1 && bare.text == "so" && !s.relative && s.period.Year == m.plan.Year {
		return false // "chua gui so thang 6": "số" without its mark
	}
	return prev.any(cueVersus) && !prev.any(cueUntil) && (s.period.Year < m.plan.Year || prev.to == s.from || m.near(i, 1) == nil)
}

// sinceBase reports whether the period is the base of a growth that its clause
// tells: "up 1.85% on 2023", "so với đầu tháng 6 tăng 1,9 điểm".
func (m *message) sinceBase(s *span) bool {
	at := s.from - 1 // never past a sign: none is among the words
	for at > 0 && beforePeriod[m.tokens[at].key] && !beforeBase[m.tokens[at].key] {
		at--
	}
	if at < 0 || !beforeBase[m.tokens[at].key] {
		return false
	}
	from, to := m.clause(s.from) // of few periods, for a text may be one long clause
	return slices.ContainsFunc(m.spans, func(g span) bool {
		if s.has(cueLastMonth) && g.has(cueGrowth) && g.from >= from && g.to <= s.from {
			return true // "up 8 billion on last month"
		}
		return g.quantity != nil && (g.quantity.role == growthRole || g.quantity.plus) && g.from >= from && g.to <= to
	})
}

// beforeBase are the words that a base follows, beforePeriod those that may
// stand between.
var (
	beforeBase = map[string]bool{
		"voi": true, "so": true, "hon": true, "tu": true, "on": true, "over": true, "from": true, "than": true, "against": true, "vs": true, "since": true,
		"dari": true, "sejak": true, "dibanding": true, "dibandingkan": true, "daripada": true, "terhadap": true,
	}
	beforePeriod = map[string]bool{
		"ngay": true, "hom": true, "dau": true, "cuoi": true, "giua": true, "het": true, "nam": true, "thoi": true, "diem": true,
		"the": true, "end": true, "start": true, "of": true, "early": true, "on": true, "year": true,
		"tahun": true, "tanggal": true, "akhir": true, "awal": true, "dengan": true,
	}
)

// ofPaper reports whether the period is the day of an official document that is
// carried out or answered: "thực hiện Công văn 215/UBND-TCKH ngày 24/6".
func (m *message) ofPaper(s *span) bool {
	to := s.from
	if to > 0 && (m.tokens[to-1].key == "ngay" || m.tokens[to-1].key == "tanggal" || m.tokens[to-1].key == "dated") {
		to--
	}
	for i := max(to-8, 0); i < to; i++ {
		if m.reference(i) != to {
			continue
		}
		for k := max(i-5, 0); k < i; k++ {
			if answered[m.tokens[k].key+" "+m.tokens[k+1].key] {
				return true
			}
		}
	}
	return false
}

// answered are the words before a document that is carried out or answered.
var answered = map[string]bool{"thuc hien": true, "can cu": true, "phuc dap": true, "tra loi": true, "in reply": true, "sesuai surat": true, "menjawab surat": true}
