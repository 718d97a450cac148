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
	if m.endsAsking() || m.has(cueAble, cueAskWhether) || m.has(cueWhoDid) && !m.signedBy() || m.frames() {
		return true
	}
	// A report may well speak of the outlook.
	return m.has(cueForecast, cueWhen) && (m.figures() == 0 || m.restates())
}

// frames reports whether "có" and "không" stand around a clause: "có đạt 7
// trường không nếu cứ thế này".
func (m *message) frames() bool {
	open := false
	for i := range m.tokens {
		t := &m.tokens[i]
		switch {
		case t.breaks():
			open = false
		case t.kind != wordToken:
		case t.key == "co" && (!t.marked() || t.text == "có"):
			open = true
		case open && (t.key == "khong" || t.key == "ko") && (!t.marked() || t.text == "không"):
			next := i + 1
			return next == len(m.tokens) || m.tokens[next].key != "phai" && m.tokens[next].key != "dat" && m.tokens[next].key != "co"
		}
	}
	return false
}

// endsAsking reports whether a clause ends in "không", "chưa", "yet" and the
// like, words of politeness aside.
func (m *message) endsAsking() bool {
	for i := range m.spans {
		if !m.spans[i].has(cueAskEnd) || m.spans[i].from == 0 || i > 0 && m.spans[i-1].kind == quantitySpan && m.spans[i-1].quantity.noun {
			continue // "còn 1 xã chưa" tells, it does not ask
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

// endsNotYet reports whether the question is whether something has happened.
func (m *message) endsNotYet() bool {
	for i := range m.spans {
		if s := &m.spans[i]; s.has(cueAskEnd) && (s.has(cueHaveNot) || notYet[m.tokens[s.from].key]) && m.tokens[s.from].key != "khong" && m.tokens[s.from].key != "ko" {
			return true
		}
	}
	return false
}

var notYet = map[string]bool{"chua": true, "belum": true, "yet": true}

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
		if s := &m.spans[i]; s.kind != nothingSpan && !s.has(cueChat) {
			for k := s.from; k < s.to; k++ {
				if m.tokens[k].kind == wordToken {
					known++
				}
			}
		}
	}
	if words == 0 {
		return 1
	}
	return float64(known) / float64(words)
}
