package understand

import (
	"slices"

	"chitieu/target"
)

// maxFollowup is the number of words of the longest text that leans on what was
// said before.
const maxFollowup = 10

func (m *message) topic() *Topic {
	if t := m.in.Topic; t != nil && (m.in.carried || len(m.tokens) <= maxFollowup) {
		return t
	}
	return nil
}

// follows reports whether the text leaves out what the last exchange was about.
func (m *message) follows(inds []mention, units []target.UnitID) bool {
	if m.has(cueHelp, cueAll, cueRemind, cueDocumentStrong, cueInjection, cueGreeting, cueChat) {
		return false
	}
	if len(inds) > 0 || !m.in.carried && m.namesUnknown() || m.asksWhoIs() {
		return false
	}
	return len(units) > 0 || m.figures() > 0 || m.leans()
}

// namesUnknown reports whether the text names something that nobody here knows:
// "berapa kelas pelatihan?" leaves nothing out that the topic could fill in.
func (m *message) namesUnknown() bool {
	known := make([]bool, len(m.tokens))
	mark := func(from, to int) {
		for i := from; i < to; i++ {
			known[i] = true
		}
	}
	for i := range m.spans {
		if s := &m.spans[i]; s.kind != nothingSpan && s.kind != outsideSpan {
			mark(s.from, s.to)
		}
	}
	for _, h := range m.hints {
		mark(h.from, h.to)
	}
	for i := range m.tokens {
		if t := &m.tokens[i]; t.kind == wordToken && !known[i] && len(t.fold) > 2 {
			return true
		}
	}
	return false
}

// asksWhoIs reports whether a person is asked for, and not who answers for
// something: "mấy là ai".
func (m *message) asksWhoIs() bool {
	return !m.has(cueWho, cueWhoDid, cueMissing) && slices.ContainsFunc(m.tokens, func(t token) bool { return persons[t.key] })
}

// persons ask for a person.
var persons = map[string]bool{"ai": true, "siapa": true, "who": true}

// leans reports whether the text is about something that it does not name.
func (m *message) leans() bool {
	if m.has(cueSamePeriod, cueLastYear, cueWho, cueWhoDid, cueForecast, cueAskState, cueAskAmount, cueGap, cueHistory, cueDeadline, cueWhen, cueLag, cueTargetWord, cueVersus) {
		return true
	}
	return slices.ContainsFunc(m.spans, func(s span) bool { return s.kind == periodSpan })
}

// fromTopic returns the topic's indicators as if the text named them.
func (m *message) fromTopic(t *Topic) []mention {
	var out []mention
	for _, id := range t.Indicators {
		if ind := m.plan.Indicator(id); ind != nil {
			out = append(out, mention{indicator: ind})
		}
	}
	return out
}

// carryOn fills in what the text leaves to the topic.
func (m *message) carryOn(out *Reading, t *Topic) {
	out.Followup = true
	switch {
	case m.has(cueLastYear) && !m.has(cueAskAmount) && (out.Intent == None || out.Intent == History):
		out.Intent, out.Period = CompareLastYear, target.Period{}
	case out.Intent == None && len(out.Units) > 0:
		out.Intent = UnitProgress
	case out.Intent == None:
		out.Intent = t.Intent
	}
	if len(out.Units) == 0 && (out.Intent == t.Intent || keepsUnit[out.Intent]) {
		out.Units = t.Units
	}
	if out.Intent == ReportValue && out.Period.Kind == target.NoPeriod {
		out.Period = t.Period
	}
}

// keepsUnit are the intents that stay with the commune that the talk is about.
var keepsUnit = map[Intent]bool{ReportValue: true, CompareLastYear: true, ForecastIntent: true, History: true}

// narrow takes back what a follow-up was given from the topic and does not mean.
func (m *message) narrow(out *Reading) {
	switch {
	case !out.Followup:
	case out.Intent == LaggingList && len(out.Indicators) == 1 && len(out.Units) == 0 && !m.hinted(hintCommunes):
		out.Indicators = nil // "chỉ tiêu nào chậm?" asks about all, whatever came before
	case out.Intent != ReportValue && m.bareFigure():
		// Nobody asks with a figure: it is a report that does not say of what.
		out.Intent, out.Ask, out.Indicators, out.Values = ReportValue, AskNoIndicator, nil, nil
	}
}

// maxBare is how many words and numbers a message has that is a figure and
// nothing else: "95,2 tỷ đồng".
const maxBare = 3

// bareFigure reports whether the text is a figure and nothing else.
func (m *message) bareFigure() bool {
	n := 0
	for i := range m.tokens {
		if m.tokens[i].is("?") {
			return false
		}
		if m.tokens[i].kind != signToken {
			n++
		}
	}
	return n <= maxBare && m.figures() > 0
}

// goesOn reports whether the text asks the topic's question of another
// indicator: "còn thu ngân sách?".
func (m *message) goesOn(intent Intent) bool {
	return intent == ProgressOne && len(m.spans) > 0 && m.spans[0].has(cueWhatAbout) && !m.has(cueAskAmount, cueTargetWord)
}
