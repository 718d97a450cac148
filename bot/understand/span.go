package understand

import (
	"cmp"
	"slices"
	"strings"

	"chitieu/target"
)

type spanKind uint8

const (
	cueSpan spanKind = iota
	indicatorSpan
	unitSpan
	unclearUnitSpan // a unit is named, and it may be several
	outsideSpan
	placeSpan
	localitySpan
	nothingSpan // looks like a name and is none
	quantitySpan
	periodSpan
	clockSpan // a time of day or weekday
	hintSpan  // tells of the finer intent, and explains no words
	spanKinds // how many there are
)

// span is a stretch of tokens with a meaning.
type span struct {
	from, to int // tokens, to exclusive
	kind     spanKind
	weak     bool
	relative bool   // the period was told from today ("hôm nay")
	past     bool   // and is the one before ("tháng trước")
	noYear   bool   // the period's year was not said
	inside   bool   // only some days of the period are meant: "đầu tháng 6"
	noDay    bool   // looks like a date, and there is no such day
	id       string // of names; "" for cues
	cues     cueSet // what the phrase is evidence of
	weight   float64
	units    []target.UnitID // of unclearUnitSpan
	quantity *quantity
	period   target.Period
}

func (s *span) has(c cue) bool { return s.cues.has(c) }

// any reports whether the span has one of the cues; a nil span has none.
func (s *span) any(cues ...cue) bool { return s != nil && s.cues.any(cues...) }

// wordsIn returns the span's words as found, without marks.
func (s *span) wordsIn(tokens []token) string {
	if s.to == s.from+1 {
		return tokens[s.from].fold
	}
	var out strings.Builder
	for i := s.from; i < s.to; i++ {
		if i > s.from {
			out.WriteByte(' ')
		}
		out.WriteString(tokens[i].fold)
	}
	return out.String()
}

// Weights of spans: what covers more words wins, a whole phrase over its parts,
// and of equals a name over a common word.
const (
	wordWeight    = 1.0
	joinWeight    = 0.5 // for every word that stands with another
	cueWeight     = 0.9 // of a word in a cue
	nothingWeight = 0.9 // of a word in what only looks like a name
	plainWeight   = 0.5 // of a word that is only explained
)

var kindWeight = [spanKinds]float64{
	indicatorSpan: 0.3, unitSpan: 0.35, unclearUnitSpan: 0.3, outsideSpan: 0.32, placeSpan: 0.4,
	localitySpan: 0.1,
}

// politeOnly are the cues of a word that proves nothing.
var politeOnly = setOf(cuePolite)

// weightOf returns the weight of a span of n tokens.
func weightOf(kind spanKind, cues *cueSet, n int, cost float64) float64 {
	each := wordWeight
	if kind == nothingSpan {
		each = nothingWeight
	}
	if kind == cueSpan {
		each = cueWeight
		if cues != nil && *cues == politeOnly {
			each = plainWeight
		}
	}
	return each*float64(n) + joinWeight*float64(n-1) + kindWeight[kind] - cost
}

// chain links spans by a token of theirs, in their order.
type chain struct {
	head []int32 // by token: the first span, -1 for none
	next []int32 // by span: the next of the same token, -1 for none
}

// link links spans of a text of n tokens.
func (c *chain) link(spans []span, n int, token func(*span) int) {
	c.head, c.next = sized(c.head, n+1), sized(c.next, len(spans))
	for i := range c.head {
		c.head[i] = -1
	}
	for k := len(spans) - 1; k >= 0; k-- {
		t := token(&spans[k])
		c.next[k], c.head[t] = c.head[t], int32(k)
	}
}

// at yields the spans of the token.
func (c *chain) at(token int) func(func(int32) bool) {
	return func(yield func(int32) bool) {
		if token < 0 || token >= len(c.head) {
			return
		}
		for k := c.head[token]; k >= 0; k = c.next[k] {
			if !yield(k) {
				return
			}
		}
	}
}

// chooser chooses spans.
type chooser struct {
	ending chain
	best   []float64 // by token: the weight of what explains the text up to it
	last   []int32   // and the span that ends there, -1 for none
	chosen []int32   // last first
	two    []bestTwo // by token
}

// choose appends the spans that explain the text best and do not overlap, in
// the order of the text: the set with the largest sum of weights. Of sets with
// equal sums the one is taken whose spans come first in compareSpans.
func (c *chooser) choose(out, spans []span, n int) []span {
	c.ending.link(spans, n, func(s *span) int { return s.to })
	c.best, c.last = sized(c.best, n+1), sized(c.last, n+1)
	best, last := c.best, c.last
	best[0] = 0
	for end := 1; end <= n; end++ {
		best[end], last[end] = best[end-1], -1
		for k := range c.ending.at(end) {
			sum := best[spans[k].from] + spans[k].weight
			if sum > best[end] || sum == best[end] && last[end] >= 0 && compareSpans(&spans[k], &spans[last[end]]) < 0 {
				best[end], last[end] = sum, k
			}
		}
	}
	c.chosen = c.chosen[:0]
	for end := n; end > 0; {
		if k := last[end]; k >= 0 {
			c.chosen = append(c.chosen, k)
			end = spans[k].from
		} else {
			end--
		}
	}
	out = slices.Grow(out, len(c.chosen))
	for _, k := range slices.Backward(c.chosen) {
		out = append(out, spans[k])
	}
	return out
}

// compareSpans orders spans that end together.
func compareSpans(a, b *span) int {
	return cmp.Or(cmp.Compare(b.from, a.from), cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
}
