package understand

import (
	"math/bits"

	"chitieu/target"
)

// phrase is what a sequence of words means.
type phrase struct {
	kind spanKind
	weak bool // proves its indicator only beside a fitting measure
	cue  cue
	lang target.Lang
	id   string // of what is named: slug of indicator, unit or topic, name of a place
}

// wordID numbers the words of all phrases, nodeID the nodes of their graph.
type (
	wordID uint32
	nodeID uint32
)

// seam stands on the edge between two parts of a compound.
const seam wordID = 0

// phraseSets is how many sets of phrases there may be.
const phraseSets = 5

// phraseSet is a set of phrases in the graph.
type phraseSet struct {
	root  nodeID
	bit   uint8 // one for each set
	loose bool  // fillers and signs may stand between the words
	// strict phrases are met only in their own marks, or none.
	strict bool
}

// index tells the set from the others.
func (s phraseSet) index() int { return bits.TrailingZeros8(s.bit) }

// stretchOfEdges is from which to which edge of the graph.
type stretchOfEdges struct{ from, to uint32 }

// graph holds sets of phrases word by word in flat arrays. A phrase leads from
// the root of its set to the node where it ends. Beginnings are shared, and so
// are the parts of compounds, which are never multiplied out.
type graph struct {
	words   []word // by id; those of one key lie together
	nodes   []node // and one more, where the last one's edges and phrases end
	edges   []edge // by node and word
	phrases []phrase
}

// node tells where its own edges and phrases begin. They end where those of
// the next node begin.
type node struct{ edges, phrases uint32 }

type edge struct {
	word wordID
	to   nodeID
}

func (g *graph) edgesOf(n nodeID) []edge { return g.edges[g.nodes[n].edges:g.nodes[n+1].edges] }

func (g *graph) phrasesOf(n nodeID) []phrase {
	return g.phrases[g.nodes[n].phrases:g.nodes[n+1].phrases]
}

// seamsOf returns the edges to the next parts of the compounds that come here.
func (g *graph) seamsOf(n nodeID) []edge {
	edges := g.edgesOf(n)
	k := 0
	for k < len(edges) && edges[k].word == seam {
		k++
	}
	return edges[:k]
}

// by returns the edges that bear a word of the entry's key.
func by(edges []edge, e *entry) []edge {
	from, to := 0, len(edges)
	for from < to {
		if mid := (from + to) / 2; edges[mid].word < e.first {
			from = mid + 1
		} else {
			to = mid
		}
	}
	for to < len(edges) && edges[to].word < e.end {
		to++
	}
	return edges[from:to]
}
