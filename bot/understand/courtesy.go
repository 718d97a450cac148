package understand

import (
	"strings"
)

// courtesy is how people greet, thank and agree. A message that is nothing else
// wants no figure.
type courtesy struct {
	Greeting []string `yaml:"greeting"`
	Thanks   []string `yaml:"thanks"`
	OK       []string `yaml:"ok"`
	Around   []string `yaml:"around"` // may stand around the others
}

// detailAround marks what may stand around words of courtesy.
const detailAround Detail = "around"

// maxCourtesy is how many words a message of courtesy has at most, and
// longestCourtesy how many one phrase of it.
const (
	maxCourtesy     = 10
	longestCourtesy = 3
)

func (l *lexicon) addCourtesy(c *courtesy) {
	for _, group := range []struct {
		phrases []string
		detail  Detail
	}{{c.Around, detailAround}, {c.OK, DetailAck}, {c.Greeting, DetailGreeting}, {c.Thanks, DetailThanks}} {
		for _, s := range group.phrases {
			l.courtesies[keysOf(wordsOf(s))] = group.detail
		}
	}
}

// courteous tells what a message of nothing but courtesy is: thanks before a
// greeting, and either before a mere yes. "" if it says anything else.
func (m *message) courteous(text string) Detail {
	var words []*token
	for i := range m.tokens {
		t := &m.tokens[i]
		switch {
		case t.kind == wordToken:
			words = append(words, t)
		case t.kind == numberToken || t.is("?") || t.is("%"):
			return ""
		}
	}
	if len(words) == 0 && strings.ContainsAny(text, "👍👌🙏🤝❤👏✅") {
		return DetailAck
	}
	if len(words) == 0 || len(words) > maxCourtesy {
		return ""
	}
	rank := map[Detail]int{detailAround: 0, DetailAck: 1, DetailGreeting: 2, DetailThanks: 3}
	best := detailAround
	for i := 0; i < len(words); {
		found, n := m.lexicon.courtesyAt(words[i:])
		if n == 0 {
			return ""
		}
		if rank[found] > rank[best] {
			best = found
		}
		i += n
	}
	if best == detailAround {
		return ""
	}
	return best
}

// courtesyAt returns the longest phrase of courtesy that the words begin with,
// and how many words it has.
func (l *lexicon) courtesyAt(words []*token) (Detail, int) {
	for n := min(longestCourtesy, len(words)); n > 0; n-- {
		keys := make([]string, n)
		for k := range keys {
			keys[k] = words[k].key
		}
		if d, ok := l.courtesies[strings.Join(keys, " ")]; ok {
			return d, n
		}
	}
	if len(words) > 0 {
		for _, f := range words[0].forms {
			if d, ok := l.courtesies[keysOf(f.words)]; ok && len(f.words) == 1 {
				return d, 1
			}
		}
	}
	return "", 0
}
