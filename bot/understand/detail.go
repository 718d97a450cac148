package understand

import (
	"slices"

	"chitieu/target"
)

// detail tells the finer intent. It comes last, so that what it does not know
// is left to the weighing of the whole.
func (m *message) detail(out *Reading) {
	if out.Intent == Undo || out.Detail == DetailRestore || m.act(out) || out.Outside != "" || m.has(cueInjection) {
		return
	}
	m.narrow(out)
	if m.asksOfFigure(out) {
		return
	}
	for _, d := range []struct {
		detail Detail
		intent Intent // where the weighing found none, or found what it is not
		is     func(*message, *Reading) bool
	}{
		{DetailWhatIf, ProgressOne, (*message).supposes},
		{DetailChart, History, (*message).wantsChart},
		{DetailFile, SummaryReport, (*message).wantsFile},
		{DetailTasks, None, (*message).asksTasks},
		{DetailReports, History, (*message).asksReports},
		{DetailMissing, LaggingList, (*message).asksMissing},
		{DetailRanking, LaggingList, (*message).asksRanking},
		{DetailSlowUnits, LaggingList, (*message).asksSlowUnits},
		{DetailRequired, ProgressOne, (*message).asksRequired},
		{DetailTargets, ProgressAll, (*message).asksTargets},
		{DetailProblem, None, (*message).raisesProblem},
		{DetailSchedule, RemindSettings, (*message).setsSchedule},
	} {
		if d.is(m, out) {
			out.Detail = d.detail
			m.fit(out, d.intent)
			break
		}
	}
	if out.Detail == "" {
		m.aboutAll(out)
	}
}

// fit gives a reading the intent of its detail.
func (m *message) fit(out *Reading, intent Intent) {
	switch out.Detail {
	case DetailWhatIf, DetailTargets, DetailReports, DetailTasks, DetailProblem, DetailFile, DetailChart:
		out.Intent = intent
	case DetailRequired:
		if out.Intent == Help {
			out.Intent = intent
		}
	case DetailRanking:
		if out.Order == OrderLowest {
			out.Intent = intent
		}
	}
	if out.Intent == None {
		out.Intent = intent
	}
	if out.Intent != ReportValue {
		out.Values, out.AmountCandidates = nil, nil
	}
	if out.Ask != AskUnit && out.Ask != AskIndicator {
		out.Ask = AskNothing
	}
	switch out.Detail {
	case DetailTargets, DetailTasks, DetailReports, DetailProblem, DetailFile:
		if out.Followup {
			out.Indicators, out.Units, out.Followup = nil, nil, false
		}
	}
	if out.Detail == DetailProblem {
		out.Indicators = nil
		for _, i := range m.mentions() {
			out.Indicators = append(out.Indicators, i.indicator.ID)
		}
	}
	out.Confidence = max(out.Confidence, outright)
}

// outright is the confidence of what one phrase says outright.
const outright = 0.8

// act takes the text for an answer to a reminder, a directive or a courtesy,
// whatever else it speaks of; false if it is none.
func (m *message) act(out *Reading) bool {
	if len(m.hints) == 0 {
		return false
	}
	for _, a := range []struct {
		hint   string
		detail Detail
		whole  bool // it is all that the text says; else the text begins with it
	}{
		{hintThanks, DetailThanks, true},
		{hintAck, DetailAck, true},
		{hintAgree, DetailAgree, true},
		{hintGreeting, DetailGreeting, true},
		{hintApprove, DetailApprove, true},
		{hintStop, DetailStop, false},
		{hintSnooze, DetailSnooze, false},
		{hintPromise, DetailPromise, false},
		{hintWhy, DetailWhy, false},
		{hintConfirm, DetailConfirm, false},
	} {
		said := m.leads
		if a.whole {
			said = m.whole
		}
		h, ok := said(a.hint)
		if !ok || a.detail == DetailConfirm && (!m.in.Confirms || m.figures() > 0) {
			continue
		}
		out.Detail, out.Lang, out.Rest = a.detail, h.lang, m.behind(h)
		m.settle(out)
		return true
	}
	return false
}

// settle makes a reading one of an act: nothing of it is stored or asked back.
func (m *message) settle(out *Reading) {
	switch out.Detail {
	case DetailSnooze, DetailStop:
		if out.Intent != RemindSettings {
			out.Intent = None
		}
	default:
		out.Intent = None
	}
	if len(out.Indicators) > 1 {
		out.Indicators = nil
	}
	out.Ask, out.Followup, out.Values, out.Confidence = AskNothing, false, nil, max(out.Confidence, outright)
}

func (m *message) wantsChart(*Reading) bool { return m.hinted(hintChart) }

func (m *message) wantsFile(out *Reading) bool {
	switch out.Intent {
	case SummaryReport:
		return m.hinted(hintFile)
	case History, ProgressAll, ProgressOne, UnitProgress, LaggingList:
		return m.hinted(hintFile) && m.has(cueMake, cueMakeStrong, cueDocumentStrong)
	}
	return false
}

func (m *message) asksTasks(out *Reading) bool {
	return m.hinted(hintTasks) && len(out.Indicators) == 0 && out.Intent != ReportValue
}

func (m *message) asksReports(out *Reading) bool {
	return m.hinted(hintReports) && out.Intent != ReportValue && !m.hinted(hintRequired)
}

// asksMissing reports whether it is asked who has sent no figures.
func (m *message) asksMissing(out *Reading) bool {
	return out.Intent == LaggingList && m.has(cueMissing)
}

// asksSlowUnits reports whether the communes are asked for that are behind,
// whatever with.
func (m *message) asksSlowUnits(out *Reading) bool {
	if out.Intent != LaggingList || len(out.Units) > 0 || !m.hinted(hintCommunes) {
		return false
	}
	return len(out.Indicators) == 0
}

// asksRequired reports whether it is asked what it takes to meet the target.
func (m *message) asksRequired(out *Reading) bool {
	switch out.Intent {
	case ProgressOne, UnitProgress, ForecastIntent, Help, None, LaggingList:
		return m.hinted(hintRequired) && len(out.Indicators) <= 1 && !m.named(unitSpan)
	}
	return false
}

// asksTargets reports whether the targets themselves are asked for, not how
// they stand.
func (m *message) asksTargets(out *Reading) bool {
	named := len(out.Indicators) > 0 && !out.Followup || len(out.Units) > 0 && !out.Followup
	return m.hinted(hintTargets) && !named && !m.has(cueLag, cueMissing, cueForecast, cueReach, cueAskState) && out.Intent != Help
}

// raisesProblem reports whether the writer tells of what hinders.
func (m *message) raisesProblem(out *Reading) bool {
	return m.hinted(hintProblem) && !m.asks() && !m.has(cueWhichUnit, cueWhichIndicator, cueList, cueRequest) && out.Intent != ReportValue
}

// setsSchedule reports whether reminders get another time.
func (m *message) setsSchedule(out *Reading) bool {
	return out.Intent == RemindSettings && (m.hasClock() || m.has(cueWeekly, cueWeekday) || slices.ContainsFunc(m.spans, func(s span) bool { return s.kind == periodSpan }))
}

// aboutAll takes a question of last year, a comparison or a forecast that names
// all targets for one about all.
func (m *message) aboutAll(out *Reading) {
	all := m.hinted(hintEverybody) || m.countsIndicators() || m.has(cueAll) || m.has(cueIndicatorWord) && m.has(cueLastYear, cueSamePeriod)
	if !all || m.has(cueLag, cueMissing, cueWho, cueDeadline, cueDocumentStrong, cueHelp, cueRemind, cueWhichIndicator, cueWhichUnit) || m.figures() > 0 && out.Intent == ReportValue {
		return
	}
	if len(out.Units) > 0 || len(m.mentions()) > 0 {
		return
	}
	past := out.Period.Kind == target.Year && out.Period.Year < m.plan.Year
	intent := out.Intent
	switch {
	case m.has(cueSamePeriod) || m.has(cueVersus, cueGrowth) && (m.has(cueLastYear) || past):
		intent = CompareLastYear
	case m.has(cueLastYear) || past:
		intent = History
	case m.has(cueForecast) || m.has(cueAble) || m.endsAsking() && m.has(cueReach) && (m.has(cueYearEnd) || !m.endsNotYet()):
		intent = ForecastIntent
	}
	if intent != CompareLastYear && intent != History && intent != ForecastIntent || intent == History && !past && !m.has(cueLastYear) {
		return
	}
	out.Intent, out.Indicators, out.Followup, out.Ask, out.All = intent, nil, false, AskNothing, true
	out.Confidence = max(out.Confidence, outright)
}
