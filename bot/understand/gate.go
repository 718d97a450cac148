package understand

import (
	"slices"
	"strings"
	"unicode"

	"chitieu/target"
)

// The gate is the last reading of a message that would store a figure: it may
// do so without a question only if every word is accounted for, as a name, a
// figure, a day, or a word that a report is made of. A word that is left over,
// or belongs to one of the closed classes (negation, intention, order, plan,
// condition, hearsay, part, fall, …), makes it hesitate. gateword.go holds the
// classes; gaterule.go says where a word of a class may stand, gatefit.go beside
// which figures.

// finding is one reason to hesitate.
type finding struct {
	why      Hesitation
	from, to int // tokens
}

// account explains the words of one message.
type account struct {
	m        *message
	inds     []mention
	brought  []figure
	units    []target.UnitID
	taken    []bool // by token: part of a name, a figure or a day
	words    []span // what the other words do, in order
	findings []finding
	askedDay [2]int // the tokens of the day that is asked for
}

// hesitate says why the figures that the message brought may not be stored
// without a question, and the words that it hesitates over. The words of a day
// that is asked for are accounted for.
func (m *message) hesitate(inds []mention, units []target.UnitID, brought []figure, dayFrom, dayTo int) (Hesitation, string) {
	a := &account{m: m, inds: inds, brought: brought, units: units, taken: make([]bool, len(m.tokens)), askedDay: [2]int{dayFrom, dayTo}}
	a.take()
	for i := dayFrom; i < dayTo; i++ {
		a.taken[i] = true
	}
	a.explain(m.lexicon.gate)
	a.names()
	a.judge()
	for _, why := range hesitations {
		for _, f := range a.findings {
			if f.why == why {
				return why, m.quote(f.from, f.to)
			}
		}
	}
	return "", ""
}

// quote returns tokens as they were written, capitals and all. Of a word that was
// taken apart its parts are told.
func (m *message) quote(from, to int) string {
	if from >= to {
		return ""
	}
	start := 0
	if from > 0 {
		start = m.tokens[from-1].end
	}
	said := m.text[start:max(m.tokens[to-1].end, start)]
	if m.tokens[from].kind != signToken {
		said = strings.TrimLeftFunc(said, func(r rune) bool { return !unicode.IsLetter(r) && !isDigit(r) })
	}
	if said = strings.TrimSpace(said); said != "" {
		return said
	}
	var out strings.Builder
	for i := from; i < to; i++ {
		if i > from && !m.tokens[i].glued {
			out.WriteByte(' ')
		}
		out.WriteString(m.tokens[i].text)
	}
	return out.String()
}

func (a *account) find(why Hesitation, from, to int) {
	a.findings = append(a.findings, finding{why, from, to})
}

// take marks the tokens of names, figures and days.
func (a *account) take() {
	for i := range a.m.tokens {
		for k := i; k < a.m.reference(i); k++ {
			a.taken[k] = true
		}
	}
	for i := range a.m.spans {
		s := &a.m.spans[i]
		for k := s.from; k < s.to; k++ {
			a.taken[k] = a.taken[k] || a.takes(s, k)
		}
		if q := s.quantity; q != nil {
			for k := q.label[0]; k < q.label[1]; k++ {
				a.taken[k] = true
			}
		}
	}
}

// takes reports whether the word needs no other explanation than its span: the
// name of what is reported or of a unit, a figure, a day. The words of places
// and of the locality must be explained like others.
func (a *account) takes(s *span, i int) bool {
	switch s.kind {
	case cueSpan, nothingSpan, placeSpan, localitySpan:
		return false
	case indicatorSpan:
		return a.reported(s.id) && !a.between(s, i)
	case unitSpan:
		return !a.between(s, i)
	case clockSpan: // "a h" typed apart in a word is none
		return s.period.Kind == target.Day || slices.ContainsFunc(a.m.tokens[s.from:s.to], func(t token) bool { return t.kind == numberToken })
	}
	return true
}

// reported reports whether the text names the indicator, with a figure or not.
func (a *account) reported(id string) bool {
	is := target.IndicatorID(id)
	return slices.ContainsFunc(a.inds, func(m mention) bool { return m.indicator.ID == is }) ||
		slices.ContainsFunc(a.brought, func(f figure) bool { return f.indicator.ID == is })
}

// between reports whether the word only stands between those of a name, or
// bears other marks than they do: it must be accounted for by itself.
func (a *account) between(s *span, i int) bool {
	t, own := &a.m.tokens[i], a.m.own[s.id]
	if s.kind == indicatorSpan && t.kind == wordToken && a.m.lexicon.isGate(t, gatePlan) {
		return true // "revenue target"
	}
	if t.kind != wordToken {
		return false
	}
	if own.has(t) {
		return s.kind == indicatorSpan && s.to > s.from+1 && a.m.lexicon.doubts(t) && !a.inCompany(own, i) // "rác loại thải"
	}
	if slices.ContainsFunc(own[t.key], func(w word) bool { return t.slipOf(&w) }) {
		return a.m.lexicon.doubts(t)
	}
	other := len(own[t.key]) > 0 || a.m.lexicon.opensGate(t) // "Kỳ tuần" is hardly Kỳ Tân
	return t.entry.filler || t.marked() && other || a.m.lexicon.doubts(t)
}

// estimated reports whether every reported figure is an estimate.
func (a *account) estimated() bool {
	return !slices.ContainsFunc(a.brought, func(f figure) bool { return !f.value.Estimate })
}

// reference matches the number of an official document: "112/BC-NN".
func (m *message) reference(i int) (to int) {
	if m.tokens[i].kind != numberToken || i+2 >= len(m.tokens) || !m.tokens[i+1].is("/") || m.tokens[i+2].kind != wordToken || !m.tokens[i+2].upper {
		return i
	}
	to = i + 3
	for n := 0; n < 3 && to < len(m.tokens); n++ {
		if t := &m.tokens[to]; t.kind != wordToken || !t.upper || t.marked() {
			break
		}
		to++
	}
	return to
}

// explain finds what the words that no name takes are for: the phrases that
// cover most of them, a hesitating one first where two fit as well.
func (a *account) explain(set phraseSet) {
	m := a.m
	f := &m.scratch.matcher
	all, found := m.scratch.words[:0], f.all(set)
	for i := range found {
		if p := &found[i]; !slices.Contains(a.taken[p.from:p.to], true) || p.cue.hesitates() && a.crosses(p) {
			all = f.gather(all, p)
		}
	}
	all = f.gathered(all)
	all = append(all, a.ownWords(all)...)
	for i := range all {
		if all[i].hesitation() != "" {
			all[i].weight += 0.01
		}
	}
	m.scratch.words = all
	a.words = m.scratch.chooser.choose(nil, all, len(m.tokens))
	for i := range a.words {
		for k := a.words[i].from; k < a.words[i].to; k++ {
			a.taken[k] = true
		}
	}
}

// crosses reports whether a phrase of several words that names or figures take
// in part is one of its own all the same: it begins before one ("đa số thu ngân
// sách", "semester dua trường"), begins with one that is evidence only beside
// others ("chuẩn là"), stands inside one that it is no part of ("toàn công ty
// trình"), goes on from a day ("may ra"), or makes another place of what is
// counted ("20 xã bạn").
func (a *account) crosses(p *found) bool {
	if p.to-p.from < 2 {
		return false
	}
	for i := p.from; i < p.to; i++ {
		s := a.m.spanOver(i)
		switch {
		case s == nil || s.kind != indicatorSpan && s.kind != quantitySpan && s.kind != periodSpan:
		case s.kind == periodSpan: // "may ra" in an English text
			return s.from == p.from && p.to > s.to
		case p.from < s.from && !a.taken[p.from]:
			return true
		case s.kind == quantitySpan:
			return p.to > s.to && p.from == s.to-1 && p.cue == firstHesitation+cue(slices.Index(hesitations, HesitateElsewhere))
		case s.weak && s.from == p.from && s.to == p.from+1:
			return true
		case s.from < p.from && p.to < s.to:
			return !a.joined(s.id, p.from, p.to)
		}
	}
	return false
}

// joined reports whether the words stand side by side in the names of the
// indicator.
func (a *account) joined(id string, from, to int) bool {
	own := a.m.own[id]
	for i := from; i+1 < to; i++ {
		if !own.joins(&a.m.tokens[i], &a.m.tokens[i+1]) {
			return false
		}
	}
	return true
}

// ownWords returns the words of the names of what is reported: "thủ tục" and
// "đúng quy định" say no more of it, nor does the locality's name.
// Beside another word of the name they say more than a word of a closed class,
// but for a part.
func (a *account) ownWords(found []span) []span {
	var out []span
	for i := range a.m.spans {
		if s := a.m.spans[i]; s.kind == localitySpan {
			out = append(out, span{from: s.from, to: s.to, cues: setOf(gateLink), weight: plainWeight * float64(s.to-s.from)})
		}
	}
	for i := range a.m.tokens {
		t := &a.m.tokens[i]
		if t.kind != wordToken || a.taken[i] || a.m.lexicon.isGate(t, gatePlan) {
			continue
		}
		for _, f := range a.brought {
			if a.m.own[string(f.indicator.ID)].has(t) {
				weight := plainWeight
				if a.inCompany(a.m.own[string(f.indicator.ID)], i) && !slices.ContainsFunc(found, func(s span) bool {
					return s.from == i && s.to == i+1 && s.hesitation() == HesitatePart
				}) {
					weight = cueWeight + 0.02
				}
				out = append(out, span{from: i, to: i + 1, cues: setOf(gateLink), weight: weight})
				break
			}
		}
	}
	return out
}

// inCompany reports whether the word stands as in the name beside the one before
// or behind it.
func (a *account) inCompany(own ownWords, i int) bool {
	tokens := a.m.tokens
	return i > 0 && own.joins(&tokens[i-1], &tokens[i]) || i+1 < len(tokens) && own.joins(&tokens[i], &tokens[i+1])
}
