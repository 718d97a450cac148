package understand

import (
	"cmp"
	"slices"
)

// graphBuilder grows a graph.
type graphBuilder struct {
	words []word
	ids   map[string]wordID // of words as written
	nodes int
	next  map[link]nodeID
	links []link
	to    []nodeID // by link
	ends  []ending
}

type link struct {
	from nodeID
	word wordID
}

type ending struct {
	at nodeID
	phrase
}

// manyWords is about as many as there are.
const manyWords = 3000

func newGraphBuilder() *graphBuilder {
	return &graphBuilder{words: make([]word, 1), ids: make(map[string]wordID, manyWords), next: make(map[link]nodeID, 4*manyWords)}
}

// node adds a node: the root of a set, or the seam between two parts.
func (b *graphBuilder) node() nodeID {
	b.nodes++
	return nodeID(b.nodes - 1)
}

func (b *graphBuilder) join(from nodeID, w wordID, to nodeID) {
	b.next[link{from, w}] = to
	b.links, b.to = append(b.links, link{from, w}), append(b.to, to)
}

// path returns the node that the words lead to.
func (b *graphBuilder) path(at nodeID, words []word) nodeID {
	for i := range words {
		w, ok := b.ids[words[i].text]
		if !ok {
			w = wordID(len(b.words))
			b.ids[words[i].text] = w
			b.words = append(b.words, words[i])
		}
		next, ok := b.next[link{at, w}]
		if !ok {
			next = b.node()
			b.join(at, w, next)
		}
		at = next
	}
	return at
}

// end lets the phrase end at the node.
func (b *graphBuilder) end(at nodeID, p phrase) { b.ends = append(b.ends, ending{at, p}) }

// compound adds a family of phrases: one alternative of each part after
// another. An alternative without words leaves its part out.
func (b *graphBuilder) compound(at nodeID, parts [][][]word, p phrase) {
	if len(parts) == 0 {
		b.end(at, p)
		return
	}
	rest, skips := parts[1:], false
	after := at
	if len(rest) > 0 {
		after = b.node()
	}
	for _, words := range parts[0] {
		switch end := b.path(at, words); {
		case len(words) == 0:
			skips = true
		case len(rest) == 0:
			b.end(end, p)
		default:
			b.links, b.to = append(b.links, link{end, seam}), append(b.to, after)
		}
	}
	if len(rest) > 0 {
		b.compound(after, rest, p)
	}
	if skips {
		b.compound(at, rest, p)
	}
}

// build lays out what was added. Ids of words change with it: they are sorted
// by key, and wordsOf tells each key which are its own.
func (b *graphBuilder) build(wordsOf func(key string, first, end wordID)) *graph {
	g := &graph{nodes: make([]node, b.nodes+1), edges: make([]edge, len(b.links)), phrases: make([]phrase, 0, len(b.ends))}
	rank := b.sortWords(wordsOf)
	g.words = b.words
	order := make([]int, len(b.links))
	for i := range order {
		order[i] = i
		b.links[i].word = rank[b.links[i].word]
	}
	slices.SortFunc(order, func(i, k int) int {
		return cmp.Or(cmp.Compare(b.links[i].from, b.links[k].from), cmp.Compare(b.links[i].word, b.links[k].word), cmp.Compare(b.to[i], b.to[k]))
	})
	for n, i := range order {
		g.edges[n] = edge{b.links[i].word, b.to[i]}
		g.nodes[b.links[i].from+1].edges = uint32(n + 1)
	}
	slices.SortFunc(b.ends, func(x, y ending) int {
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.kind, y.kind), cmp.Compare(x.cue, y.cue), cmp.Compare(x.id, y.id), cmp.Compare(x.lang, y.lang))
	})
	for _, e := range slices.Compact(b.ends) {
		g.phrases = append(g.phrases, e.phrase)
		g.nodes[e.at+1].phrases = uint32(len(g.phrases))
	}
	for i := 1; i < len(g.nodes); i++ { // nodes without any begin where the last ended
		g.nodes[i].edges = max(g.nodes[i].edges, g.nodes[i-1].edges)
		g.nodes[i].phrases = max(g.nodes[i].phrases, g.nodes[i-1].phrases)
	}
	return g
}

// sortWords sorts the words by key and returns their new ids by the old ones.
func (b *graphBuilder) sortWords(wordsOf func(key string, first, end wordID)) []wordID {
	order := make([]wordID, len(b.words))
	for i := range order {
		order[i] = wordID(i)
	}
	slices.SortFunc(order[1:], func(i, k wordID) int {
		return cmp.Or(cmp.Compare(b.words[i].key, b.words[k].key), cmp.Compare(b.words[i].text, b.words[k].text))
	})
	sorted, rank := make([]word, len(b.words)), make([]wordID, len(b.words))
	for id, old := range order {
		sorted[id], rank[old] = b.words[old], wordID(id)
	}
	b.words = sorted
	for first := 1; first < len(sorted); {
		end := first + 1
		for end < len(sorted) && sorted[end].key == sorted[first].key {
			end++
		}
		wordsOf(sorted[first].key, wordID(first), wordID(end))
		first = end
	}
	return rank
}
