package understand

import (
	"slices"

	"chitieu/target"
)

// A hint is what a phrase of the word lists' section "details" tells of the
// finer intent. Unlike a cue it explains no words: it may lie across spans.
const (
	hintCourtesy   = "courtesy" // may stand around any other
	hintGreeting   = "greeting"
	hintThanks     = "thanks"
	hintAck        = "ack"
	hintAgree      = "agree"
	hintSnooze     = "snooze"
	hintPromise    = "promise"
	hintWhy        = "why"
	hintStop       = "stop-reminding" // a leader's, to the units below
	hintApprove    = "approve"
	hintConfirm    = "confirm"
	hintAssign     = "assign"     // a verb that gives work and does nothing else
	hintAskFor     = "ask-for"    // a verb that gives work, or asks a question
	hintWork       = "work"       // what work begins with
	hintCommunes   = "communes"   // all or some communes, which one
	hintRank       = "rank"       // a ranking, whichever end
	hintLowest     = "lowest"     // its lower end
	hintHighest    = "highest"    // its upper end
	hintRequired   = "required"   // what it takes
	hintIf         = "if"         // supposes
	hintThen       = "then"       // begins what follows from it
	hintTargets    = "targets"    // the list of targets
	hintTasks      = "tasks"      // what the speaker has to do
	hintReports    = "reports"    // what the speaker has reported
	hintEverybody  = "everything" // all the targets, whatever is asked of them
	hintChart      = "chart"
	hintFile       = "file"
	hintProblem    = "problem"
	hintFigureDay  = "figure-day" // of which day a figure is
	hintAskWhy     = "ask-why"    // begins a question for reasons
	hintVietnamese = "vietnamese" // the languages
	hintIndonesian = "indonesian"
	hintEnglish    = "english"
	hintWhole      = "whole"    // the whole locality
	hintPlanMet    = "plan-met" // that the plan will be met
)

// Hints that are asked for by name.
const (
	HintUntil    = "until"     // before the day of an answer
	HintPlansOwn = "plans-own" // a rule's schedule as the plan has it
	HintOperator = "operator"  // the roles
	HintLeader   = "leader"
	HintOfficer  = "officer"
	HintViewer   = "viewer"
)

// knownHints is what the section may hold.
var knownHints = []string{
	hintCourtesy, hintGreeting, hintThanks, hintAck, hintAgree, hintSnooze, hintPromise, hintWhy, hintStop,
	hintApprove, hintConfirm, hintAssign, hintAskFor, hintWork, hintCommunes, hintRank, hintLowest, hintHighest,
	hintRequired, hintIf, hintThen, hintTargets, hintTasks, hintReports, hintEverybody, hintChart, hintFile,
	hintProblem, hintFigureDay, hintAskWhy, hintVietnamese, hintIndonesian, hintEnglish, hintWhole, hintPlanMet, HintUntil, HintPlansOwn, HintOperator, HintLeader, HintOfficer, HintViewer,
}

// hint is a phrase that was found, with the language that it is of.
type hint struct {
	from, to int // tokens, to exclusive
	name     string
	lang     target.Lang
}

// hinted reports whether one of the hints is in the text.
func (m *message) hinted(names ...string) bool {
	return slices.ContainsFunc(m.hints, func(h hint) bool { return slices.Contains(names, h.name) })
}

// whole returns the hint if the text says it and is polite, and nothing else.
func (m *message) whole(name string) (hint, bool) {
	if !m.hinted(name) {
		return hint{}, false
	}
	covered, found := make([]bool, len(m.tokens)), hint{}
	for _, h := range m.hints {
		if h.name == name && found.to == 0 {
			found = h
		}
		if h.name == name || h.name == hintCourtesy {
			for i := h.from; i < h.to; i++ {
				covered[i] = true
			}
		}
	}
	for i := range m.tokens {
		if m.tokens[i].kind != signToken && !covered[i] {
			return hint{}, false
		}
	}
	return found, true
}

// leads returns the longest hint of the name with which the text begins, polite
// words aside.
func (m *message) leads(name string) (hint, bool) {
	if !m.hinted(name) {
		return hint{}, false
	}
	begin := m.courtesies()
	var found hint
	for _, h := range m.hints {
		if h.name == name && (h.from == 0 || h.from == begin) && h.to > found.to {
			found = h
		}
	}
	return found, found.to > 0
}

// courtesies returns where the text begins behind polite words.
func (m *message) courtesies() int {
	at := 0
	for again := true; again; {
		again = false
		for at < len(m.tokens) && m.tokens[at].kind == signToken {
			at++
		}
		for _, h := range m.hints {
			if h.from == at && (h.name == hintCourtesy || h.name == hintGreeting) {
				at, again = h.to, true
			}
		}
	}
	return at
}

// behind returns the text from behind the hint on, as written.
func (m *message) behind(h hint) string {
	if h.to == 0 || h.to >= len(m.tokens) {
		return ""
	}
	return m.text[m.tokens[h.to-1].end:]
}
