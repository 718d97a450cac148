package understand

import (
	"fmt"
	"slices"
	"strings"

	"chitieu/target"
)

// Reader reads messages about one plan.
type Reader struct {
	plan    *target.Plan
	lexicon *lexicon
	units   unitNames
	nouns   map[string]bool
}

// New compiles a Reader from the plan and the embedded word lists. It fails if
// two indicators or units cannot be told apart by their names.
func New(plan *target.Plan) (*Reader, error) {
	lists, err := loadWords()
	if err != nil {
		return nil, err
	}
	r := &Reader{plan: plan, units: newUnitNames(plan), nouns: nounsOf(plan)}
	r.lexicon = newLexicon(plan, lists, &r.units)
	if err := r.lexicon.names.checkDistinct(); err != nil {
		return nil, fmt.Errorf("plan %s: %w", plan.ID, err)
	}
	return r, nil
}

// checkDistinct returns an error for a phrase that names two things of a kind.
func (n *node) checkDistinct() error {
	for i, p := range n.phrases {
		for _, q := range n.phrases[:i] {
			if p.kind == q.kind && p.id != q.id && p.unmarked == q.unmarked && (p.kind == indicatorSpan || p.kind == unitSpan) && sameWords(p.words, q.words) {
				return fmt.Errorf("%q names both %s and %s", keysOf(p.words), q.id, p.id)
			}
		}
	}
	for _, next := range sortedNodes(n) {
		if err := next.checkDistinct(); err != nil {
			return err
		}
	}
	return nil
}

func sameWords(a, b []word) bool {
	return slices.EqualFunc(a, b, func(x, y word) bool { return x.same(&y) })
}

// nounsOf returns the folded names of what the plan's indicators count.
func nounsOf(plan *target.Plan) map[string]bool {
	out := make(map[string]bool)
	add := func(names map[target.Lang]string) {
		for _, s := range names {
			s, _, _ = strings.Cut(s, "(")
			words := wordsOf(s)
			for i := range words {
				words[i].key = words[i].fold
			}
			if len(words) > 0 && target.LookupScale(keysOf(words)) == nil {
				out[keysOf(words)] = true
			}
		}
	}
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		if ind.Measure.Whole() {
			add(ind.Measure.Names)
			add(ind.Measure.Singular)
		}
		for _, w := range []*target.Whole{ind.Whole, ind.Stock} {
			if w != nil {
				add(w.Names)
			}
		}
	}
	return out
}

// Read understands one message. It never fails: what cannot be read is None.
func (r *Reader) Read(text string, in Context) Reading {
	m := r.message(text, in)
	out := m.reading()
	out.Lang = m.lang
	if !r.directs(m, &out) {
		m.detail(&out)
	}
	out.Text, out.Evidence = text, m.evidence
	return out
}

// message cuts the text and explains its words.
func (r *Reader) message(text string, in Context) *message {
	composed := unVNIText(r.lexicon, compose(text))
	m := &message{plan: r.plan, places: &r.units, lexicon: r.lexicon, in: in, text: composed, tokens: tokenize(composed)}
	m.lang = language(r.lexicon, m.tokens)
	m.tokens = r.lexicon.splitUnits(m.tokens)
	r.lexicon.spell(m.tokens)
	m.spans = r.explain(m)
	m.count()
	m.assignRoles()
	return m
}

// explain returns the spans that explain the tokens best.
func (r *Reader) explain(m *message) []span {
	f := &matcher{lexicon: r.lexicon, tokens: m.tokens, lang: m.lang, marks: usesMarks(m.tokens)}
	all := f.phrases()
	m.hints = f.hints
	for i := range m.tokens {
		if m.tokens[i].kind == wordToken {
			if s, ok := r.units.find(f, i); ok {
				all = append(all, s)
			}
		}
	}
	q := &figures{lexicon: r.lexicon, nouns: r.nouns, tokens: m.tokens, lang: m.lang, marks: f.marks}
	all = append(all, q.spans()...)
	d := newDates(f, all, m.in.Today, r.plan)
	all = append(all, d.spans()...)
	chosen := choose(all, len(m.tokens))
	for i := 1; i < len(chosen); i++ {
		if last, s := &chosen[i-1], &chosen[i]; last.kind == quantitySpan && s.kind == indicatorSpan && s.from == last.to &&
			!(i > 1 && chosen[i-2].kind == indicatorSpan && chosen[i-2].to == last.from) {
			beginsWithNoun(r.nouns, m.tokens, last.quantity, s)
		}
	}
	return slices.DeleteFunc(chosen, func(s span) bool { return s.quantity != nil && s.quantity.lone && !s.quantity.ahead })
}
