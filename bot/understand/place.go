package understand

import "chitieu/target"

// outside returns what the text names that the plan does not hold; place is
// set for a neighbour, whose figures must never be mixed up with ours.
func (m *message) outside() (id string, place bool) {
	for i := range m.spans {
		s := &m.spans[i]
		switch {
		case s.kind == placeSpan && (m.acts(i) || m.vague(i) || m.announces(i)):
		case s.kind == placeSpan:
			m.note(s, "outside", s.id, s.weight)
			return s.id, true
		case s.kind == outsideSpan && id == "":
			m.note(s, "outside", s.id, s.weight)
			id = s.id
		case s.quantity != nil && s.quantity.role == yieldRole && id == "":
			id = yieldID
		}
	}
	return id, false
}

// yieldID stands for a yield that is told without its name.
const yieldID = "yield"

// unclearUnit returns the place that may be several, nil for none.
func (m *message) unclearUnit() *span {
	for i := range m.spans {
		if m.spans[i].kind == unclearUnitSpan {
			m.note(&m.spans[i], "unit", "unclear", m.spans[i].weight)
			return &m.spans[i]
		}
	}
	return m.unknownPlace()
}

// unknownPlace returns the span of a place's name that is not known, so that
// its figure is not taken for the whole locality's: what stands behind the
// first word of the communes' names ("Kỳ"), or a proper name behind "xã".
func (m *message) unknownPlace() *span {
	for i := 0; i+1 < len(m.tokens); i++ {
		name := &m.tokens[i+1]
		if name.kind != wordToken || len(name.key) < 2 {
			continue
		}
		if !m.covered(i) && m.startsName(i) && len(m.places.byFirst[m.tokens[i].key]) >= manyNames {
			return unclearUnit(i, m.places.like(m.tokens[i].key, name.key))
		}
		if m.prefixAt(i) && !m.covered(i+1) {
			if units := m.places.bySecond(&name.word); units != nil || name.upper {
				return unclearUnit(i, units)
			}
		}
	}
	return nil
}

// unclearUnit returns the span of a name of two words that may be one of the
// units.
func unclearUnit(i int, units []target.UnitID) *span {
	return &span{from: i, to: i + 2, kind: unclearUnitSpan, units: units}
}

// startsName reports whether the token may be the first word of a commune's
// name by its marks.
func (m *message) startsName(i int) bool {
	names := m.places.byFirst[m.tokens[i].key]
	return len(names) > 0 && fits(&m.tokens[i].word, &names[0].first)
}

// covered reports whether some span explains the token.
func (m *message) covered(i int) bool { return m.over[i] >= 0 }

// prefixAt reports whether a word like "xã" ends at the token.
func (m *message) prefixAt(i int) bool {
	s := m.spanOver(i)
	return s.any(cueCommunePrefix) && s.to == i+1
}

// manyNames is from how many names on a common first word announces a name.
const manyNames = 3
