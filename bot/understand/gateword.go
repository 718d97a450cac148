package understand

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"chitieu/target"
)

// A gate class is what a word does in a message that would store a figure or
// take one back. The word lists name them; those of assert and undo are below,
// those of hesitate are the Hesitations.
// firstGate is where the classes begin among the cues, whose sets they share;
// firstHesitation where those of hesitate do, in the order of hesitations.
const (
	firstGate       cue = 160
	firstHesitation cue = 208
)

const (
	gateReach     cue = firstGate + iota // reached, stands at
	gateNumber                           // the figure as a thing
	gateTotal                            // the running total
	gateIncrement                        // to be added
	gateMore                             // behind what is to be added
	gateEstimate
	gateRough // "hơn 31.200 tấn" is 31.200
	gateAbout // beside an estimate
	gateTime  // up to, this week
	gateSeason
	gateReport  // reporting as an act, and who does it
	gateSpeaker // an office, before anything is named
	gateAt      // where: a unit's name follows
	gatePolite
	gatePlea  // asks to report: a word of reporting follows
	gateFinal // politeness that only begins or ends a clause
	gateLink
	gatePlan    // the plan as the base of a share
	gateGrow    // more than the base
	gateShrink  // less than the base
	gateVersus  // the base of a growth
	gatePast    // the base by itself
	gatePoints  // percentage points
	gateOfWhich // parts of the figure before follow
	gatePart    // a part, after of-which
	gateSince   // a unit, a period or a figure that is given up follows
	gateSource  // a unit that said it follows
	gateTo      // the unit behind is sent the figure
	gateCalled  // a person's name may follow
	gateSigned  // who reports follows: "người báo: …"
	gateBeat    // the target is met, which is checked
	gateKind    // of the things counted
	gateUnmet   // behind what is lacking
	gateFallTo  // fell to the figure behind
	gateGap     // what the target still lacks
	gateYield   // a figure beside the reported one
	gateItem    // of a paper, which its number follows
	gateWrong   // gives up a figure that was said before
	gateCorrect // and brings the right one
	gateDenied  // stands before the figure that is given up
	gateVerb    // to take back
	gateObject  // what was said last
	endGate
)

var gateNames = map[string]cue{
	"reach":     gateReach,
	"number":    gateNumber,
	"total":     gateTotal,
	"increment": gateIncrement,
	"more":      gateMore,
	"estimate":  gateEstimate,
	"rough":     gateRough,
	"about":     gateAbout,
	"time":      gateTime,
	"season":    gateSeason,
	"report":    gateReport,
	"speaker":   gateSpeaker,
	"at":        gateAt,
	"polite":    gatePolite,
	"plea":      gatePlea,
	"final":     gateFinal,
	"link":      gateLink,
	"plan":      gatePlan,
	"grow":      gateGrow,
	"shrink":    gateShrink,
	"versus":    gateVersus,
	"past":      gatePast,
	"points":    gatePoints,
	"of-which":  gateOfWhich,
	"part":      gatePart,
	"since":     gateSince,
	"source":    gateSource,
	"to":        gateTo,
	"called":    gateCalled,
	"signed":    gateSigned,
	"beat":      gateBeat,
	"kind":      gateKind,
	"unmet":     gateUnmet,
	"fall-to":   gateFallTo,
	"gap":       gateGap,
	"yield":     gateYield,
	"item":      gateItem,
	"wrong":     gateWrong,
	"correct":   gateCorrect,
	"denied":    gateDenied,
	"verb":      gateVerb,
	"object":    gateObject,
}

// undoClasses are those of words that take a report back.
var undoClasses = []cue{gateVerb, gateWrong, gateObject}

// hesitations in the order in which one is told where there are several.
var hesitations = []Hesitation{
	HesitateDay, HesitateCondition, HesitateQuestion, HesitateComplement, HesitateNegation, HesitatePlan, HesitateIntention, HesitateHearsay,
	HesitateOrder, HesitateFall, HesitateElsewhere, HesitatePart, HesitateRange, HesitateComparison, HesitateNoun, HesitateUnread,
}

// gateList is one language's words of a message that would store a figure.
type gateList struct {
	Lang     target.Lang             `yaml:"lang"`
	Assert   map[string][]string     `yaml:"assert"`
	Hesitate map[Hesitation][]string `yaml:"hesitate"`
	Undo     map[string][]string     `yaml:"undo"`
}

// check reports classes that the lists name and the code does not.
func (g *gateList) check() error {
	for class := range g.Assert {
		if c, ok := gateNames[class]; !ok || c == gateVerb || c == gateObject {
			return fmt.Errorf("unknown class %q of assert", class)
		}
	}
	for class := range g.Hesitate {
		if !slices.Contains(hesitations, class) {
			return fmt.Errorf("unknown class %q of hesitate", class)
		}
	}
	for class := range g.Undo {
		if !slices.Contains(undoClasses, gateNames[class]) {
			return fmt.Errorf("unknown class %q of undo", class)
		}
	}
	return nil
}

// hesitates reports whether the cue is a class of hesitate.
func (c cue) hesitates() bool { return c >= firstHesitation }

// hesitation returns the closed class of the phrase, "" for none.
func (s *span) hesitation() Hesitation {
	for i, why := range hesitations {
		if s.has(firstHesitation + cue(i)) {
			return why
		}
	}
	return ""
}

// addGate adds the words of a report and of taking one back.
func (b *lexiconBuilder) addGate(g *gateList) {
	for _, class := range slices.Sorted(maps.Keys(g.Assert)) {
		for _, s := range g.Assert[class] {
			b.addWord(b.gate.root, s, gateNames[class], g.Lang)
			if gateNames[class] == gatePolite {
				b.addWord(b.undo.root, s, gatePolite, g.Lang)
			}
		}
	}
	for i, class := range hesitations {
		for _, s := range g.Hesitate[class] {
			b.addWord(b.gate.root, s, firstHesitation+cue(i), g.Lang)
			if class == HesitateNegation && !strings.Contains(s, " ") {
				b.denials = append(b.denials, newWord(s))
			}
		}
	}
	for _, class := range slices.Sorted(maps.Keys(g.Undo)) {
		for _, s := range g.Undo[class] {
			b.addUndo(s, gateNames[class], g.Lang)
		}
	}
}

// addWord adds a phrase of the gate. Its words are no vocabulary: what may be
// mistyped for them is not read as them, so that a doubt stays one.
func (b *lexiconBuilder) addWord(root nodeID, s string, class cue, lang target.Lang) {
	if words := b.read(s); len(words) > 0 {
		b.end(b.path(root, words), phrase{kind: cueSpan, cue: class, lang: lang})
	}
}

// addUndo adds a phrase of taking a report back.
func (b *lexiconBuilder) addUndo(s string, class cue, lang target.Lang) {
	b.addWord(b.undo.root, s, class, lang)
	if slices.Contains(undoActs, class) {
		b.addWord(b.acts.root, s, class, lang)
	}
}

// ownWords are the words of one name by key, and by their keys those that stand
// together.
type ownWords map[string][]word

// joins reports whether the words stand together in the name.
func (o ownWords) joins(a, b *token) bool {
	_, ok := o[a.key+" "+b.key]
	return ok
}

func (o ownWords) has(t *token) bool {
	return slices.ContainsFunc(o[t.key], func(w word) bool { return !t.marked() || t.same(&w) })
}

func (o ownWords) add(table *wordTable, names ...string) {
	for _, s := range names {
		words := table.all(table.read(s))
		for i, w := range words {
			o[w.key] = append(o[w.key], w)
			if i > 0 {
				o[words[i-1].key+" "+w.key] = []word{}
			}
		}
	}
}

func (o ownWords) addNames(table *wordTable, names target.Names) {
	for _, lang := range target.Langs {
		n := names[lang]
		o.add(table, n.Full, n.Short)
		o.add(table, n.Aliases...)
	}
}

// ownWordsOf returns the words that the plan names its indicators and units
// with, by their ids.
func ownWordsOf(plan *target.Plan, table *wordTable) map[string]ownWords {
	out := make(map[string]ownWords)
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		own := make(ownWords)
		own.addNames(table, ind.Names)
		for _, lang := range target.Langs {
			if ind.Measure.Whole() { // "tỷ" apart from its number is no name
				own.add(table, ind.Measure.Names[lang])
			}
			for _, w := range []*target.Whole{ind.Whole, ind.Stock} {
				if w != nil {
					own.add(table, w.Names[lang])
				}
			}
		}
		out[string(ind.ID)] = own
	}
	for i := range plan.Units {
		own := make(ownWords)
		own.addNames(table, plan.Units[i].Names)
		own.add(table, plan.Units[i].OldNames...)
		out[string(plan.Units[i].ID)] = own
	}
	return out
}

// doubts reports whether the word by itself is of a closed class: then it is not
// what a name was mistyped as.
func (l *lexicon) doubts(t *token) bool {
	return slices.ContainsFunc(l.beginning(l.gate, t.entry), func(e edge) bool {
		same := !t.marked() || t.same(&l.words[e.word])
		return same && slices.ContainsFunc(l.phrasesOf(e.to), func(p phrase) bool { return p.cue.hesitates() })
	})
}

// opensGate reports whether a phrase of the gate begins with the word.
func (l *lexicon) opensGate(t *token) bool {
	return slices.ContainsFunc(l.beginning(l.gate, t.entry), func(e edge) bool { return t.same(&l.words[e.word]) })
}

// nearDenial reports whether the word, which nobody writes so, may as well be
// meant for one that denies: "chư" is "chừ" or "chưa".
func (l *lexicon) nearDenial(t *token) bool {
	if l.folded[t.text] != nil || utf8.RuneCountInString(t.text) < minTypo-1 {
		return false
	}
	return slices.ContainsFunc(l.denials, func(w word) bool { return levenshtein.ComputeDistance(t.text, w.text) == 1 })
}

// isGate reports whether the word by itself is of the class.
func (l *lexicon) isGate(t *token, class cue) bool {
	return slices.ContainsFunc(l.beginning(l.gate, t.entry), func(e edge) bool {
		return t.same(&l.words[e.word]) && slices.ContainsFunc(l.phrasesOf(e.to), func(p phrase) bool { return p.cue == class })
	})
}
