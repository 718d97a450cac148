package understand

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"chitieu/target"
)

// Reader reads messages about one plan.
type Reader struct {
	plan    *target.Plan
	lexicon *lexicon
	units   unitNames
	nouns   map[string]bool
	own     map[string]ownWords
	wholes  map[string][][]word // names of the whole locality, by the key of the first word
	answers *answers
	first   target.Lang // what a text is taken for that does not show its language
	model
	glued   map[string]int // names of units typed as one word -> letters of their first word
	scratch sync.Pool      // of *scratch
}

// New compiles a Reader from the plan and the embedded word lists. It fails if
// two indicators or units cannot be told apart by their names.
func New(plan *target.Plan) (*Reader, error) { return NewWithModel(plan, modelFile) }

// NewWithModel is New with another model than the embedded one, as EncodeHeads
// writes it. Heads that are missing have no opinion: they are yet to be learned.
func NewWithModel(plan *target.Plan, data []byte) (*Reader, error) {
	learned, err := newModel(data)
	if err != nil {
		return nil, err
	}
	words, err := loadWords()
	if err != nil {
		return nil, err
	}
	table := newWordTable(words.Folded)
	r := &Reader{plan: plan, units: newUnitNames(plan), nouns: nounsOf(plan), own: ownWordsOf(plan, table), wholes: wholesOf(plan, words.Lists), answers: newAnswers(words.Lists), glued: gluedUnits(plan), first: firstLanguage(plan), model: learned}
	if r.lexicon, err = newLexicon(plan, &words, table, &r.units); err != nil {
		return nil, fmt.Errorf("plan %s: %w", plan.ID, err)
	}
	return r, nil
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

// readOne understands a text as a whole.
func (r *Reader) readOne(text string, in Context) Reading {
	return r.readComposed(text, compose(text), in)
}

func (r *Reader) readComposed(text, composed string, in Context) Reading {
	m := r.scanComposed(text, composed, in)
	defer r.release(m)
	return r.readScanned(m, text)
}

// readScanned understands a text that was scanned.
func (r *Reader) readScanned(m *message, text string) Reading {
	out := &m.scratch.reading // what it is handed to would put a variable on the heap
	*out = m.reading()
	out.Whole = m.namesWhole(r.wholes) || m.ofLocality()
	if out.Whole && out.Followup && m.kinds[unitSpan] == 0 {
		out.Units = nil // not those of which one spoke before
	}
	if out.Whole && m.communes > 0 && out.Intent == ReportValue && out.Hesitates == "" {
		out.Hesitates, out.Doubtful = HesitatePart, m.quote(0, len(m.tokens)) // the commune's, or the whole's?
	}
	out.Text, out.Lang, out.Clear = text, m.lang, m.clear
	tells := m.tellsPlan(out)
	if !r.directs(m, out) {
		m.detail(out)
	}
	if out.Intent == None && out.Outside == "" && !m.has(cueInjection) && (out.Detail == "" || out.Detail == DetailGreeting) {
		out.Detail = m.courteous(text)
	}
	if !tells && !m.settled {
		r.reconsider(m, out)
	}
	out.Evidence = m.evidence
	return *out
}

// scan cuts a text into tokens and finds the spans that explain them best.
func (r *Reader) scan(text string, in Context) *message {
	return r.scanComposed(text, compose(text), in)
}

func (r *Reader) scanComposed(text, composed string, in Context) *message {
	if spelt := spellSigns(text); spelt != text {
		composed = compose(spelt)
	}
	composed = unVNIText(r.lexicon, composed)
	room := r.take()
	clear(room.amounts)
	m := &room.message
	*m = message{plan: r.plan, places: &r.units, lexicon: r.lexicon, own: r.own, in: in, text: composed, scratch: room,
		tokens: r.lexicon.tokenize(room.tokens[:0], composed), over: room.over, brackets: room.brackets}
	findStuck(composed, m.tokens)
	m.lang, m.clear = r.language(m.tokens)
	m.tokens = r.unglueUnits(r.lexicon.splitUnits(m.tokens))
	r.lexicon.spell(m.tokens)
	m.spans = r.explain(m)
	m.nameOwn()
	m.count()
	m.assignRoles()
	return m
}

// explain returns the spans that explain the tokens best.
func (r *Reader) explain(m *message) []span {
	f := &m.scratch.matcher
	f.reset(r.lexicon, m.tokens, m.lang)
	all := f.phrases(m.scratch.lattice[:0])
	m.hints = f.hints
	for i := range m.tokens {
		if m.tokens[i].kind == wordToken {
			if s, ok := r.units.find(f, i); ok {
				all = append(all, s)
			}
		}
	}
	q := &figures{lexicon: r.lexicon, nouns: r.nouns, tokens: m.tokens, lang: m.lang, marks: f.marks}
	all = q.spans(all)
	d := &m.scratch.dates
	d.reset(f, all, m.in.Today, r.plan)
	all = d.spans()
	if m.in.cell {
		all = slices.DeleteFunc(all, func(s span) bool { return s.kind == periodSpan && digitsOnly(m.tokens[s.from:s.to]) })
	}
	m.lattice = all
	return r.settle(m.tokens, m.scratch.chooser.choose(m.scratch.spans[:0], all, len(m.tokens)))
}

// settle finishes the spans of one segmentation.
func (r *Reader) settle(tokens []token, chosen []span) []span {
	for i := 1; i < len(chosen); i++ {
		if last, s := &chosen[i-1], &chosen[i]; last.kind == quantitySpan && s.kind == indicatorSpan && s.from == last.to &&
			!(i > 1 && chosen[i-2].kind == indicatorSpan && chosen[i-2].to == last.from) {
			beginsWithNoun(r.nouns, tokens, last.quantity, s)
		}
	}
	return slices.DeleteFunc(chosen, func(s span) bool { return s.quantity != nil && s.quantity.lone && !s.quantity.ahead })
}
