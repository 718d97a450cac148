package understand

import (
	"cmp"
	"slices"
)

// graphBuilder grows a graph.
type graphBuilder struct {
	*wordTable
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

// manyLinks is about as many as there are, and about as many ends.
const manyLinks = 4 * manyWords

func newGraphBuilder(words *wordTable) *graphBuilder {
	return &graphBuilder{wordTable: words, next: make(map[link]nodeID, manyLinks), links: make([]link, 0, manyLinks),
		to: make([]nodeID, 0, manyLinks), ends: make([]ending, 0, manyLinks)}
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
func (b *graphBuilder) path(at nodeID, words []wordID) nodeID {
	for _, w := range words {
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
func (b *graphBuilder) compound(at nodeID, parts [][][]wordID, p phrase) {
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
	rank := b.sortWords(wordsOf)
	edges, phrases := make([]edge, len(b.links)), make([]phrase, len(b.ends))
	for i := range b.links {
		edges[i] = edge{rank[b.links[i].word], b.to[i]}
	}
	for i := range b.ends {
		phrases[i] = b.ends[i].phrase
	}
	g := &graph{words: b.words, nodes: make([]node, b.nodes+1)}
	g.edges = byNode(edges, func(i int) nodeID { return b.links[i].from }, compareEdges, g.nodes, func(n *node) *uint32 { return &n.edges })
	g.phrases = byNode(phrases, func(i int) nodeID { return b.ends[i].at }, comparePhrases, g.nodes, func(n *node) *uint32 { return &n.phrases })
	return g
}

func compareEdges(x, y edge) int {
	return cmp.Or(cmp.Compare(x.word, y.word), cmp.Compare(x.to, y.to))
}

func comparePhrases(x, y phrase) int {
	return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.cue, y.cue), cmp.Compare(x.id, y.id), cmp.Compare(x.lang, y.lang))
}

// byNode returns the items put together by the node that each is at, those of
// one node sorted and each once, and notes where they begin. Most nodes have one
// or two: that is less work than to sort them all.
func byNode[T comparable](items []T, at func(i int) nodeID, compare func(a, b T) int, nodes []node, begin func(*node) *uint32) []T {
	ends := make([]uint32, len(nodes)) // of the items of each node
	for i := range items {
		ends[at(i)]++
	}
	for n := 1; n < len(ends); n++ {
		ends[n] += ends[n-1]
	}
	placed, next := make([]T, len(items)), slices.Clone(ends)
	for i, item := range items {
		next[at(i)]--
		placed[next[at(i)]] = item
	}
	out, from := placed[:0], uint32(0)
	for n := range nodes {
		*begin(&nodes[n]) = uint32(len(out))
		own := placed[from:ends[n]]
		from = ends[n]
		slices.SortFunc(own, compare)
		out = append(out, slices.Compact(own)...)
	}
	return out
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
