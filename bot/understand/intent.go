package understand

import (
	"math"
	"slices"
	"strings"

	"chitieu/target"
)

// intents in the order in which equals are settled.
var intents = []Intent{
	ReportValue, ProgressOne, UnitProgress, LaggingList, ForecastIntent, CompareLastYear, WhoIsResponsible,
	Deadline, Help, RemindSettings, History, SummaryReport, Undo, ProgressAll,
}

// speaks says how strongly a cue by itself speaks for an intent.
var speaks = []struct {
	cue    cue
	intent Intent
	weight float64
}{
	{cueLag, LaggingList, 2},
	{cueMissing, LaggingList, 3},
	{cueWhichUnit, LaggingList, 0.7},
	{cueWhichIndicator, LaggingList, 0.7},
	{cueList, LaggingList, 0.5},
	{cueForecast, ForecastIntent, 3.5},
	{cueSamePeriod, CompareLastYear, 3.2},
	{cueLastYear, CompareLastYear, 1.5},
	{cueVersus, CompareLastYear, 1},
	{cueGrowth, CompareLastYear, 0.8},
	{cueWho, WhoIsResponsible, 3},
	{cueWhoDid, History, 5},
	{cueDeadline, Deadline, 3.5},
	{cueWhen, Deadline, 2},
	{cueDueVerb, Deadline, 0.4},
	{cueHelp, Help, 4.2},
	{cueRemind, RemindSettings, 5},
	{cueHistory, History, 3.3},
	{cueMake, SummaryReport, 1},
	{cueDocument, SummaryReport, 1},
	{cueDocumentStrong, SummaryReport, 2.6},
	{cueAll, ProgressAll, 2.2},
	{cueIndicatorWord, ProgressAll, 0.5},
	{cueUndo, Undo, 3.2},
	{cueReport, ReportValue, 0.3},
	{cueCorrect, ReportValue, 0.3},
}

// situation is what the intent is decided from, besides cues.
type situation struct {
	inds    int
	units   int // clear or not
	values  int // figures brought, or asked about for not being clear
	asks    bool
	request bool
	speaks  bool // of a state: progress, result
	period  target.Period
	loose   bool // a figure without an indicator
}

// decide weighs the evidence. margin is how far the winner is ahead.
func (m *message) decide(s situation) (best Intent, score, margin float64) {
	sums := m.scratch.sums
	clear(sums)
	for _, e := range speaks {
		if m.has(e.cue) && !(e.cue == cueWhoDid && m.signedBy()) {
			sums[e.intent] += e.weight
		}
	}
	m.adjust(sums, s)
	if sums[Undo] > 0 {
		switch m.undoes() {
		case undoesNothing:
			sums[Undo] = 0
		case undoesWholly:
			sums[Undo] += wholeUndo
		}
	}
	best, score = None, 0
	second := 0.0
	for _, in := range intents {
		if v := sums[in]; v > score {
			best, second, score = in, score, v
		} else if v > second {
			second = v
		}
	}
	if m.in.Explain {
		m.noteIntents(sums)
	}
	if score < leastScore {
		return None, score, 0
	}
	return best, score, score - second
}

// signedBy reports whether a figure is signed rather than asked about: "người
// báo: Lan".
func (m *message) signedBy() bool {
	return m.figures() > 0 && slices.ContainsFunc(m.spans, func(s span) bool {
		return s.has(cueWhoDid) && s.to < len(m.tokens) && (m.tokens[s.to].is(":") || m.tokens[s.to].upper)
	})
}

// noteIntents notes what spoke for every intent that remains: each cue in its
// words, and what the sentence as a whole adds or takes away in the words of
// its names, figures and questions.
func (m *message) noteIntents(sums map[Intent]float64) {
	frame := ""
	for _, in := range intents {
		if sums[in] <= 0 {
			continue
		}
		said := 0.0
		for _, e := range speaks {
			if e.intent != in || !m.has(e.cue) {
				continue
			}
			said += e.weight
			if i := slices.IndexFunc(m.spans, func(s span) bool { return s.has(e.cue) }); i >= 0 {
				m.note(&m.spans[i], "intent", string(in), e.weight)
			}
		}
		if rest := math.Round((sums[in]-said)*100) / 100; rest != 0 {
			if frame == "" {
				frame = m.frame()
			}
			m.evidence = append(m.evidence, Evidence{Words: frame, For: "intent:" + string(in), Weight: rest})
		}
	}
}

// frame is what the sentence as a whole is judged by: its names, figures,
// periods and question words.
func (m *message) frame() string {
	var out []string
	for i := range m.spans {
		s := &m.spans[i]
		switch s.kind {
		case indicatorSpan, unitSpan, unclearUnitSpan, quantitySpan, periodSpan:
			out = append(out, s.wordsIn(m.tokens))
		case cueSpan:
			if s.cues != politeOnly {
				out = append(out, s.wordsIn(m.tokens))
			}
		}
	}
	return strings.Join(out, " ")
}

// wholeUndo is what speaks for taking back where the whole message does.
const wholeUndo = 3

// leastScore is what an intent needs to be taken at all.
const leastScore = 1.5
