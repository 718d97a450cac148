package understand

import (
	"slices"

	"chitieu/target"
)

// adjust adds what follows from the whole of the sentence.
func (m *message) adjust(sums map[Intent]float64, s situation) {
	m.adjustReport(sums, s)
	m.adjustProgress(sums, s)
	m.adjustLag(sums, s)
	m.adjustTime(sums, s)
	m.adjustOffice(sums, s)
}

func (m *message) adjustReport(sums map[Intent]float64, s situation) {
	switch {
	case s.values > 0 && !s.asks:
		sums[ReportValue] += 4.2
		// A report may well compare, estimate and thank somebody.
		for _, in := range []Intent{CompareLastYear, ForecastIntent, LaggingList, Undo, Deadline, History, SummaryReport, ProgressAll, WhoIsResponsible} {
			sums[in] = min(sums[in]-2, 3)
		}
	case s.values > 0:
		sums[ReportValue] += 1
	case s.loose && !s.asks && m.explained() >= 0.6 && (m.has(cueReport, cueCorrect, cueWrong, cueTotal, cueIncrement, cueNot) || s.units > 0):
		sums[ReportValue] += 2.5
	default:
		sums[ReportValue] = 0
	}
	if sums[Undo] > 0 && m.has(cueJustSaid, cueWrong) {
		sums[Undo]++
	}
	if s.values == 0 && !s.asks && m.has(cueWrong) && (m.has(cueJustSaid) || m.explained() > 0.8 && len(m.spans) <= 4) {
		sums[Undo] += 2.5
	}
	if s.asks && m.has(cueAskAmount, cueAskState) {
		sums[Undo] -= 2
	}
}

func (m *message) adjustProgress(sums map[Intent]float64, s situation) {
	wants := 0.0
	if s.asks {
		wants += 0.7
	}
	if s.request || s.speaks || m.has(cueGap, cueTargetWord) {
		wants += 0.4
	}
	if m.has(cueAskState, cueAskAmount) {
		wants += 0.5
	}
	switch {
	case s.units > 0 && (s.values == 0 || s.asks):
		sums[UnitProgress] += 1.7 + wants
	case s.inds > 0:
		sums[ProgressOne] += 1.7 + wants
	}
	if m.countsIndicators() || m.has(cueIndicatorWord) && (s.speaks || m.has(cueAskState)) {
		sums[ProgressAll] += 1.5
	}
	if s.inds > 0 || s.units > 0 {
		sums[ProgressAll] -= 3
	} else if sums[ProgressAll] > 0 && m.has(cueAll, cueIndicatorWord) {
		sums[ProgressAll] += wants
	}
}

// countsIndicators reports whether the text speaks of "the nine targets".
func (m *message) countsIndicators() bool {
	for i := range m.spans {
		q := m.spans[i].quantity
		if q != nil && q.role == countRole && m.near(i, 1).any(cueIndicatorWord) {
			return true
		}
	}
	return false
}

func (m *message) adjustLag(sums map[Intent]float64, s situation) {
	which := m.has(cueWhichUnit, cueWhichIndicator, cueList) || m.has(cueAskWhich) && s.inds == 0 && s.units == 0
	lags := m.has(cueLag, cueMissing)
	if m.has(cueUndo) && !which {
		sums[LaggingList] -= 3 // "hủy đi, số đó chưa chốt"
	}
	switch {
	case lags && (which || s.inds > 1):
		sums[LaggingList] += 2.5
	case lags && s.inds == 0 && s.units == 0:
		sums[LaggingList] += 1
	case !lags && (m.countsIndicators() || m.has(cueAll)):
		sums[LaggingList] = 0
	case !lags && m.has(cueWhichUnit, cueWhichIndicator) && m.has(cueHaveNot) && !m.endsAsking():
		sums[LaggingList] += 3
	case !lags && m.has(cueWhichUnit, cueWhichIndicator) && (m.limited() || m.has(cueGap) && s.inds == 0):
		sums[LaggingList] += 3
	case !lags:
		sums[LaggingList] = 0
	case s.inds == 1 && !m.has(cueMissing):
		sums[LaggingList] -= 1
	case s.units > 0 && s.inds == 0:
		sums[LaggingList] -= 1.5
	}
	if s.inds == 0 && s.units == 0 && !m.has(cueIndicatorWord, cueWhichIndicator, cueWhichUnit, cueAll, cueMissing, cueList, cueAskWhich) {
		sums[LaggingList] -= 1.5
	}
}

// limited reports whether a figure in the text is a limit.
func (m *message) limited() bool {
	if m.has(cueThreshold) {
		for i := range m.spans {
			if q := m.spans[i].quantity; q != nil && (q.role == thresholdRole || q.role == valueRole || q.role == planShareRole) {
				return true
			}
		}
	}
	return false
}

func (m *message) adjustTime(sums map[Intent]float64, s situation) {
	atEnd := s.period.Kind == target.Year && s.period.Year == m.plan.Year
	if atEnd && m.endsAsking() && !m.endsNotYet() && !m.has(cueAskAmount, cueAskState) && s.inds > 0 {
		sums[ForecastIntent] += 3
	}
	if s.inds > 0 && m.endsAsking() && !m.endsNotYet() && !m.has(cueAskAmount, cueAskState) && m.restates() {
		sums[ForecastIntent] += 3
	}
	if s.inds > 0 && m.has(cueWhen) && m.has(cueReach) {
		sums[ForecastIntent] += 4
	}
	if s.inds > 0 && m.has(cueAble) && !m.has(cueWhen) && !s.request {
		sums[ForecastIntent] += 3
	}
	if s.inds > 0 && atEnd && m.has(cueYearEnd) && s.asks && s.values == 0 && !m.has(cueTargetWord) {
		sums[ForecastIntent] += 2
	}
	if s.inds > 0 && atEnd && m.has(cueYearEnd) && m.has(cueEstimate) && s.asks && s.values == 0 {
		sums[ForecastIntent] += 3
	}
	if s.inds > 0 && s.values == 0 && m.has(cueEstimate) && m.has(cueAskAmount) && s.period.Kind == target.Quarter && s.period.End().After(m.in.Today) {
		sums[ForecastIntent] += 4
	}
	if m.has(cueAskWhether) && m.has(cueAskState) && m.seen[cueForecast] == 1 {
		sums[ForecastIntent] -= 3 // "liệu thế nào rồi"
	}
	if s.inds > 0 && slices.ContainsFunc(m.spans, func(p span) bool { return p.kind == periodSpan && p.period.Year < m.plan.Year && m.opens(&p) }) {
		sums[History] += 3.5
	}
	if s.inds > 0 && m.isRange() && m.has(cueVersus) {
		sums[CompareLastYear] += 4
	}
	comparing := m.has(cueVersus, cueSamePeriod) || m.has(cueGrowth) && m.has(cueLastYear)
	if !comparing {
		sums[CompareLastYear] = 0
		past := s.period.Kind != target.NoPeriod && s.period.Year < m.plan.Year
		if s.inds > 0 && m.isRange() {
			sums[History] += 3.5
		}
		if past && s.inds > 0 || m.has(cueLastYear) && s.inds > 0 {
			sums[History] += 3.5
		}
	} else if !m.has(cueSamePeriod, cueLastYear) && !(s.period.Kind != target.NoPeriod && s.period.Year < m.plan.Year) && !m.comparesPast() {
		sums[CompareLastYear] -= 1.5
	} else if m.comparesPast() && (s.values == 0 || s.asks) {
		sums[CompareLastYear] += 2.2
	}
	if m.endsNotYet() && !m.has(cueYearEnd) {
		sums[ForecastIntent] -= 3 // "đạt nổi một nửa chưa" asks where things stand
	}
	if sums[ForecastIntent] > 0 {
		sums[Deadline] -= 1.5
	}
}

// restates reports whether a figure of the text is the target of the indicator
// that it stands beside.
func (m *message) restates() bool {
	for i := range m.spans {
		s := &m.spans[i]
		if s.quantity == nil {
			continue
		}
		for k := range m.plan.Indicators {
			ind := &m.plan.Indicators[k]
			if a, err := m.amount(ind, s.quantity); err == nil && isTarget(ind, a) && m.names(ind) {
				return true
			}
		}
	}
	return false
}

// isTarget reports whether the amount is the target or the target rounded: for
// 10,230.09 one says 10,230.
func isTarget(ind *target.Indicator, a target.Amount) bool {
	return a.Sub(ind.Target).Abs().Mul(target.NewAmount(1000)).LessThan(ind.Target)
}

// names reports whether the text names the indicator.
func (m *message) names(ind *target.Indicator) bool {
	return slices.ContainsFunc(m.spans, func(s span) bool { return s.kind == indicatorSpan && s.id == string(ind.ID) })
}

// comparesPast reports whether a period or "last year" is the base of a
// comparison.
func (m *message) comparesPast() bool {
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind == periodSpan && m.isBase(i) || s.has(cueLastYear) && m.has(cueVersus, cueGrowth) {
			return true
		}
	}
	return false
}

// repeats reports whether "nhắc" is to say again and not to remind. Without
// marks "nhac toi" may be both; then it reminds.
func (m *message) repeats() bool {
	return slices.ContainsFunc(m.spans, func(s span) bool { return s.has(cueNotRemind) && !s.has(cueRemind) })
}

func (m *message) adjustOffice(sums map[Intent]float64, s situation) {
	if m.has(cueWhen) && m.has(cueDueVerb) {
		sums[Deadline] += 1.5
	}
	if m.has(cueWhen) && !m.has(cueDeadline) && s.inds == 0 && !m.has(cueDueVerb, cueIndicatorWord, cueDocument) {
		sums[Deadline] -= 2
	}
	if m.has(cueMakeStrong) && s.values == 0 && m.has(cueAll, cueIndicatorWord, cueDeliver, cueStateNoun) {
		sums[SummaryReport] += 2
		sums[ProgressAll] -= 2
	}
	switch {
	case m.has(cueMake) && m.has(cueDocument):
		sums[SummaryReport] += 1.5
		sums[ProgressAll] -= 2.5
	case m.seen[cueDocument] > 1, m.has(cueDocument) && s.request && !s.asks && !m.has(cueAll) && !m.countsIndicators():
		sums[SummaryReport] += 2
	case !m.has(cueDocumentStrong):
		sums[SummaryReport] -= 1
	}
	if m.has(cueChat) && !m.has(cueIndicatorWord, cueDocumentStrong) && s.inds == 0 && !m.has(cueMake) {
		sums[SummaryReport] -= 3
	}
	if m.has(cueMake) && m.has(cueDeliver) && s.values == 0 && !m.has(cueAskAmount, cueAskState) {
		sums[SummaryReport] += 3.5
	}
	if m.has(cueDeadline, cueWhen) {
		sums[SummaryReport] -= 2
	}
	if m.has(cueWho) && (m.has(cueAskState) && !m.has(cueAskWhich)) {
		sums[WhoIsResponsible] -= 2.5
	}
	if m.has(cueWhichAgency) && s.inds > 0 && s.values == 0 && !m.has(cueLag, cueMissing, cueHaveNot, cueThreshold, cueGap) {
		sums[WhoIsResponsible] += 3
		sums[LaggingList] -= 3
	}
	if m.has(cueWho) && m.has(cueAskWhich, cueWhichUnit, cueWhichIndicator) {
		sums[WhoIsResponsible] += 1
	}
	if m.repeats() || m.has(cueChat) && !m.has(cueDocument, cueReport, cueIndicatorWord) && s.inds == 0 {
		sums[RemindSettings] -= 5
	}
	if sums[RemindSettings] > 0 {
		sums[Undo] = 0
	}
	if s.asks && s.values == 0 && m.has(cueHow) && m.has(cueCorrect, cueUndo) && m.has(cueReport, cueWrong) {
		sums[Help] += 4
	}
	if m.has(cueWant) && m.has(cueHow) && m.has(cueReport, cueCorrect, cueUndo) {
		sums[Help] += 4
	}
	if m.has(cueHelp) {
		sums[LaggingList] -= 2
		sums[ProgressAll] -= 2
		sums[Deadline] -= 1
		sums[SummaryReport] -= 1
	}
}
