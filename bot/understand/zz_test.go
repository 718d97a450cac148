package understand

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	data, _ := os.ReadFile("/tmp/w3/dbg.txt")
	_, reader := newReader(t)
	for _, text := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		m := reader.scan(text, Context{Today: arrival})
		out := m.reading()
		fmt.Printf("%q %s hes=%s/%q vals=%v ask=%s margin=%v\n", text, out.Intent, out.Hesitates, out.Doubtful, out.Values, out.Ask, m.margin)
		for _, s := range m.spans {
			q := ""
			if s.quantity != nil {
				q = fmt.Sprintf("%s %s inc=%v tot=%v past=%v rough=%v", s.quantity.role, s.quantity.text(), s.quantity.increment, s.quantity.total, s.quantity.past, s.quantity.rough)
			}
			names := ""
			for c := range s.cues.all {
				names += cueName(c) + " "
			}
			fmt.Printf("   %d-%d kind=%d id=%s cues=%v %s [%s]\n", s.from, s.to, s.kind, s.id, names, q, s.wordsIn(m.tokens))
		}
		inds := m.mentions()
		a := &account{m: m, inds: inds, brought: m.bring(inds), units: out.Units, taken: make([]bool, len(m.tokens))}
		a.take()
		a.explain(m.lexicon.gate)
		a.names()
		a.judge()
		for _, w := range a.words {
			names := ""
			for c := range w.cues.all {
				names += cueName(c) + " "
			}
			fmt.Printf("   word %s [%s]\n", names, w.wordsIn(m.tokens))
		}
		for _, f := range a.findings {
			fmt.Printf("   find %v [%s]\n", f.why, m.quote(f.from, f.to))
		}
		for _, e := range m.evidence {
			if strings.HasPrefix(e.For, "intent") {
				fmt.Printf("   ev %s %v [%s]\n", e.For, e.Weight, e.Words)
			}
		}
	}
}

func cueName(c cue) string {
	for n, g := range gateNames {
		if g == c {
			return "g:" + n
		}
	}
	if c >= firstHesitation {
		return "h:" + string(hesitations[c-firstHesitation])
	}
	if int(c) < len(cueNames) {
		return cueNames[c]
	}
	return "?"
}
