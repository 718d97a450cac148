package understand

// asksRanking reports whether communes or indicators are to be put in order:
// the best, the worst or all.
func (m *message) asksRanking(out *Reading) bool {
	if out.Intent == ReportValue || out.Intent == CompareLastYear || len(out.Units) > 0 || len(out.Indicators) > 1 {
		return false
	}
	high, low := m.hinted(hintHighest), m.hinted(hintLowest)
	if high && m.has(cueLag, cueGap) {
		high, low = false, true // "thiếu nhiều nhất" is the worst
	}
	communes := m.hinted(hintCommunes) || m.has(cueWhichUnit) && !m.has(cueWhichAgency)
	of := m.countsIndicators() || m.has(cueWhichIndicator, cueIndicatorWord)
	n := m.ranked()
	switch {
	case communes && (high || low || m.hinted(hintRank)):
	case m.hinted(hintCommunes) && len(out.Indicators) == 1 && (out.Intent == ProgressOne || out.Intent == UnitProgress):
	case m.hinted(hintRank) && len(out.Indicators) == 1:
	case high && of || n > 0 && of && (high || low):
		out.OfIndicators = true
	case n > 0 && (high || low) && len(out.Indicators) == 1:
	default:
		return false
	}
	topic := m.topic()
	switch {
	case out.OfIndicators || len(out.Indicators) > 0:
	case topic != nil && len(topic.Indicators) == 1:
		out.Indicators, out.Followup = topic.Indicators, true
	case !high:
		return false // which communes are behind, whatever with
	}
	if out.Followup && out.OfIndicators {
		out.Indicators, out.Followup = nil, false
	}
	switch out.Count = n; {
	case high && !low:
		out.Order = OrderHighest
	case low:
		out.Order = OrderLowest
	case m.hinted(hintRank):
		out.Order = OrderAll
	}
	return true
}

// ranked returns how many of a ranking are asked for, 0 for no number: "3 xã
// thấp nhất", "top 5".
func (m *message) ranked() int {
	for i := range m.tokens {
		t := &m.tokens[i]
		if t.kind != numberToken || len(t.text) > 2 {
			continue
		}
		n := int(t.text[0] - '0')
		if len(t.text) == 2 {
			n = n*10 + int(t.text[1]-'0')
		}
		top := i > 0 && m.tokens[i-1].key == "top"
		counted := i+1 < len(m.tokens) && m.tokens[i+1].kind == wordToken && rankedNouns[m.tokens[i+1].key]
		if n > 0 && n < 100 && (top || counted) {
			return n
		}
	}
	return 0
}

// rankedNouns are what is counted in a ranking.
var rankedNouns = map[string]bool{
	"xa": true, "don": true, "chi": true, "komune": true, "desa": true, "communes": true, "commune": true, "units": true,
	"indikator": true, "indicators": true, "targets": true, "lowest": true, "highest": true, "best": true, "worst": true, "slowest": true,
}
