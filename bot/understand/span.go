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
)

// span is a stretch of tokens with a meaning.
type span struct {
	from, to int // tokens, to exclusive
	kind     spanKind
	id       string   // of names; "" for cues
	cues     []string // what the phrase is evidence of
	weight   float64
	cost     float64 // of cues: how far the best phrase is from what was written
	weak     bool
	units    []target.UnitID // of unclearUnitSpan
	places   []string        // of unclearUnitSpan: neighbours that it may be as well
	quantity *quantity
	period   target.Period
	relative bool // the period was told from today ("hôm nay")
	past     bool // and is the one before ("tháng trước")
}

func (s *span) has(cue string) bool { return slices.Contains(s.cues, cue) }

// any reports whether the span has one of the cues; a nil span has none.
func (s *span) any(cues ...string) bool {
	if s == nil {
		return false
	}
	return slices.ContainsFunc(cues, s.has)
}

// wordsIn returns the span's words as found, without marks.
func (s *span) wordsIn(tokens []token) string {
	var out []string
	for _, t := range tokens[s.from:s.to] {
		out = append(out, t.fold)
	}
	return strings.Join(out, " ")
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

var kindWeight = map[spanKind]float64{
	indicatorSpan: 0.3, unitSpan: 0.35, unclearUnitSpan: 0.3, outsideSpan: 0.32, placeSpan: 0.4,
	localitySpan: 0.1,
}

// weightOf returns the weight of a span of n tokens.
func weightOf(kind spanKind, cues []string, n int, cost float64) float64 {
	each := wordWeight
	if kind == nothingSpan {
		each = nothingWeight
	}
	if kind == cueSpan {
		each = cueWeight
		if len(cues) == 1 && cues[0] == cuePolite {
			each = plainWeight
		}
	}
	return each*float64(n) + joinWeight*float64(n-1) + kindWeight[kind] - cost
}

// choose returns the spans that explain the text best and do not overlap, in
// the order of the text: the set with the largest sum of weights. Of sets with
// equal sums the one is taken whose spans come first in compareSpans.
func choose(spans []span, n int) []span {
	slices.SortStableFunc(spans, compareSpans)
	best := make([]float64, n+1)
	last := make([]int, n+1) // index of the span that ends here, -1 for none
	at := 0
	for end := 1; end <= n; end++ {
		best[end], last[end] = best[end-1], -1
		for ; at < len(spans) && spans[at].to == end; at++ {
			if sum := best[spans[at].from] + spans[at].weight; sum > best[end] {
				best[end], last[end] = sum, at
			}
		}
	}
	var out []span
	for end := n; end > 0; {
		if i := last[end]; i >= 0 {
			out = append(out, spans[i])
			end = spans[i].from
		} else {
			end--
		}
	}
	slices.Reverse(out)
	return out
}

func compareSpans(a, b span) int {
	return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(b.from, a.from),
		cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
}
