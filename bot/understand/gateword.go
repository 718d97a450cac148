package understand

import (
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"

	"chitieu/target"
)

// A gate class is what a word does in a message that would store a figure or
// take one back. The word lists name them; those of assert and undo are below,
// those of hesitate are the Hesitations.
const (
	gateReach     = "reach"     // reached, stands at
	gateNumber    = "number"    // the figure as a thing
	gateTotal     = "total"     // the running total
	gateIncrement = "increment" // to be added
	gateEstimate  = "estimate"
	gateRough     = "rough" // "hơn 31.200 tấn" is 31.200
	gateTime      = "time"  // up to, this week
	gateSeason    = "season"
	gateReport    = "report"  // reporting as an act, and who does it
	gateSpeaker   = "speaker" // an office, before anything is named
	gateAt        = "at"      // where: a unit's name follows
	gatePolite    = "polite"
	gatePlea      = "plea"  // asks to report: a word of reporting follows
	gateFinal     = "final" // politeness that only begins or ends a clause
	gateLink      = "link"
	gatePlan      = "plan"     // the plan as the base of a share
	gateGrow      = "grow"     // more than the base
	gateShrink    = "shrink"   // less than the base
	gateVersus    = "versus"   // the base of a growth
	gatePast      = "past"     // the base by itself
	gatePoints    = "points"   // percentage points
	gateOfWhich   = "of-which" // parts of the figure before follow
	gatePart      = "part"     // a part, after of-which
	gateSource    = "source"   // a unit that said it follows
	gateTo        = "to"       // the unit behind is sent the figure
	gateCalled    = "called"   // a person's name may follow
	gateBeat      = "beat"     // the target is met, which is checked
	gateUnmet     = "unmet"    // behind what is lacking
	gateFallTo    = "fall-to"  // fell to the figure behind
	gateGap       = "gap"      // what the target still lacks
	gateYield     = "yield"    // a figure beside the reported one
	gateWrong     = "wrong"    // gives up a figure that was said before
	gateCorrect   = "correct"  // and brings the right one
	gateDenied    = "denied"   // stands before the figure that is given up

	gateVerb   = "verb"   // to take back
	gateObject = "object" // what was said last
)

var assertClasses = []string{
	gateReach, gateNumber, gateTotal, gateIncrement, gateEstimate, gateRough, gateTime, gateSeason, gateReport, gateSpeaker, gateAt, gatePlea, gatePolite,
	gateFinal, gateLink, gatePlan, gateGrow, gateShrink, gateVersus, gatePast, gatePoints, gateOfWhich, gatePart, gateSource, gateTo, gateCalled, gateBeat, gateUnmet, gateFallTo, gateGap, gateYield, gateWrong,
	gateCorrect, gateDenied,
}

var undoClasses = []string{gateVerb, gateWrong, gateObject}

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

func loadGate() ([]gateList, error) {
	var out []gateList
	for _, lang := range target.Langs {
		name := "words/gate." + string(lang) + ".yaml"
		data, err := wordFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read words: %w", err)
		}
		var g gateList
		if err := yaml.UnmarshalWithOptions(data, &g, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if err := g.check(); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		out = append(out, g)
	}
	return out, nil
}

func (g *gateList) check() error {
	for class := range g.Assert {
		if !slices.Contains(assertClasses, class) {
			return fmt.Errorf("unknown class %q of assert", class)
		}
	}
	for class := range g.Hesitate {
		if !slices.Contains(hesitations, class) {
			return fmt.Errorf("unknown class %q of hesitate", class)
		}
	}
	for class := range g.Undo {
		if !slices.Contains(undoClasses, class) {
			return fmt.Errorf("unknown class %q of undo", class)
		}
	}
	return nil
}

// hesitating marks the classes of hesitate apart from those of assert.
const hesitating = "?"

// addGate adds the words of a report and of taking one back.
func (l *lexicon) addGate(g *gateList) {
	for _, class := range slices.Sorted(maps.Keys(g.Assert)) {
		for _, s := range g.Assert[class] {
			l.addWord(&l.report, s, class, g.Lang)
			if class == gatePolite {
				l.addWord(&l.undo, s, class, g.Lang)
			}
		}
	}
	for _, class := range slices.Sorted(maps.Keys(g.Hesitate)) {
		for _, s := range g.Hesitate[class] {
			l.addWord(&l.report, s, hesitating+string(class), g.Lang)
		}
	}
	for _, class := range slices.Sorted(maps.Keys(g.Undo)) {
		for _, s := range g.Undo[class] {
			l.addWord(&l.undo, s, class, g.Lang)
		}
	}
}

// addWord adds a phrase of the gate. Its words are no vocabulary: what may be
// mistyped for them is not read as them, so that a doubt stays one.
func (l *lexicon) addWord(root *node, s, class string, lang target.Lang) {
	if words := l.words(s); len(words) > 0 {
		marked := slices.ContainsFunc(words, func(w word) bool { return w.marked() })
		root.add(&phrase{words: words, kind: cueSpan, id: class, lang: lang, unmarked: !marked})
	}
}

// ownWords are the words of one name, by key.
type ownWords map[string][]word

func (o ownWords) has(t *token) bool {
	return slices.ContainsFunc(o[t.key], func(w word) bool { return !t.marked() || t.same(&w) })
}

func (o ownWords) add(names ...string) {
	for _, s := range names {
		for _, w := range wordsOf(s) {
			o[w.key] = append(o[w.key], w)
		}
	}
}

func (o ownWords) addNames(names target.Names) {
	for _, lang := range target.Langs {
		n := names[lang]
		o.add(n.Full, n.Short)
		o.add(n.Aliases...)
	}
}

// ownWordsOf returns the words that the plan names its indicators and units
// with, by their ids.
func ownWordsOf(plan *target.Plan) map[string]ownWords {
	out := make(map[string]ownWords)
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		own := make(ownWords)
		own.addNames(ind.Names)
		for _, lang := range target.Langs {
			if ind.Measure.Whole() { // "tỷ" apart from its number is no name
				own.add(ind.Measure.Names[lang])
			}
			for _, w := range []*target.Whole{ind.Whole, ind.Stock} {
				if w != nil {
					own.add(w.Names[lang])
				}
			}
		}
		out[string(ind.ID)] = own
	}
	for i := range plan.Units {
		own := make(ownWords)
		own.addNames(plan.Units[i].Names)
		own.add(plan.Units[i].OldNames...)
		out[string(plan.Units[i].ID)] = own
	}
	return out
}
