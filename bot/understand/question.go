package understand

// asks reports whether the text is a question: it has a question word, a
// question mark, or ends in a word that makes one.
func (m *message) asks() bool {
	if m.has(cueAskAmount, cueAskState, cueWhichUnit, cueWhichIndicator) {
		return true
	}
	for i := range m.tokens {
		if m.tokens[i].is("?") {
			return true
		}
	}
	return m.endsAsking()
}

// endsAsking reports whether a clause ends in "không", "chưa", "yet" and the
// like, words of politeness aside.
func (m *message) endsAsking() bool {
	for i := range m.spans {
		if !m.spans[i].has(cueAskEnd) {
			continue
		}
		next := i + 1
		for next < len(m.spans) && m.trails(&m.spans[next]) && !m.broken(m.spans[next-1].to, m.spans[next].from) {
			next++
		}
		end := len(m.tokens)
		if next < len(m.spans) {
			end = m.spans[next].from
		}
		last := m.spans[next-1].to
		if next == len(m.spans) && m.unexplained(last, end) < 2 || m.broken(last, end) || m.signBetween(last, end, ",") {
			return true
		}
	}
	return false
}

// trails reports whether a span may stand behind a question's last word.
func (m *message) trails(s *span) bool {
	return s.any(cuePolite, cueGreeting, cueAskEnd) || s.kind == unitSpan
}

// unexplained counts the words between two tokens.
func (m *message) unexplained(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		if m.tokens[i].kind == wordToken {
			n++
		}
	}
	return n
}

// explained is the share of the words that some span explains.
func (m *message) explained() float64 {
	words, known := 0, 0
	for i := range m.tokens {
		if m.tokens[i].kind == wordToken {
			words++
		}
	}
	for i := range m.spans {
		for _, t := range m.tokens[m.spans[i].from:m.spans[i].to] {
			if t.kind == wordToken && m.spans[i].kind != nothingSpan && !m.spans[i].has(cueChat) {
				known++
			}
		}
	}
	if words == 0 {
		return 1
	}
	return float64(known) / float64(words)
}
