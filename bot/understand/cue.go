package understand

// A cue is a kind of evidence that the word lists have phrases for.
const (
	cueAskAmount      = "ask-amount"  // how much
	cueAskState       = "ask-state"   // how is it
	cueAskWhich       = "ask-which"   // which, what: weak by itself
	cueWhatAbout      = "what-about"  // goes on with another subject
	cueAskEnd         = "ask-end"     // makes a question at the end of a sentence
	cueAskWhether     = "ask-whether" // makes a question at its beginning
	cueRequest        = "request"     // show me, check
	cueStateNoun      = "state-noun"  // progress, result, latest
	cueHaveNot        = "have-not"    // not, not yet
	cueAble           = "able"        // can it be done
	cueReach          = "reach"       // to reach a goal
	cueWant           = "want"        // I want to
	cueHow            = "how"
	cueGap            = "gap"         // still missing
	cueTargetWord     = "target-word" // the plan or target as a thing asked for
	cueLag            = "lag"         // behind, at risk
	cueMissing        = "missing"     // has not reported
	cueWhichUnit      = "which-unit"  // which communes
	cueWhichAgency    = "which-agency"
	cueWhichIndicator = "which-indicator"
	cueList           = "list"
	cueForecast       = "forecast"
	cueGrowth         = "growth"      // up, down, more than
	cueLastYear       = "last-year"   // last year by itself
	cueSamePeriod     = "same-period" // the same period last year
	cueVersus         = "versus"      // compared with
	cueWho            = "who"         // who is responsible
	cueWhoDid         = "who-did"     // who entered the figure
	cueDeadline       = "deadline"    // due, closing
	cueWhen           = "when"
	cueDueVerb        = "due-verb" // what falls due: submit, review
	cueHelp           = "help"
	cueRemind         = "remind"
	cueNotRemind      = "not-remind" // "nhắc lại" repeats, it does not remind
	cueHistory        = "history"
	cueMakeStrong     = "make-strong" // a verb that is only said of documents
	cueMake           = "make"        // write, export
	cueDocument       = "document"    // report, file
	cueDocumentStrong = "document-strong"
	cueDeliver        = "deliver" // to the leaders, for the meeting
	cueAll            = "all"
	cueIndicatorWord  = "indicator-word"
	cueUndo           = "undo"
	cueJustSaid       = "just-said"
	cueWrong          = "wrong"
	cueCorrect        = "correct"
	cueReport         = "report"

	cueTotal     = "total"     // the figure is the running total
	cueIncrement = "increment" // the figure is to be added
	cueExact     = "exact"     // the figure behind it, not the rough one before
	cueEstimate  = "estimate"
	cueRough     = "rough"    // about the figure behind it
	cueOver      = "over"     // a little more than the figure behind it
	cueBound     = "bound"    // the figure beside it is a limit
	cueFallBy    = "fall-by"  // the figure behind it was lost
	cueFallTo    = "fall-to"  // the figure behind it is what is left
	cueCurrency  = "currency" // money other than the plan's
	cueNot       = "not"      // the figure behind it is rejected
	cueInstead   = "instead"  // the figure behind it replaces the one before
	cueUnreal    = "unreal"   // the figure behind it is wished, supposed or only applied for
	cueOwnUnit   = "own-unit" // the writer's commune, which is not named
	cueExcept    = "except"   // a part is left out of the figure
	cueOfWhich   = "of-which" // a part of the figure before
	cueFrom      = "from"
	cuePlan      = "plan" // the plan as the base of a percentage
	cueThreshold = "threshold"
	cueYield     = "yield"

	cueUntil       = "until"     // a date follows
	cueUpTo        = "up-to"     // the running total to what follows
	cueSoFar       = "so-far"    // the running total to today
	cueVagueDay    = "vague-day" // one of several days: "tuần trước"
	cueInside      = "inside"    // some days of the month that follows
	cueWeekStart   = "week-start"
	cueWeekEnd     = "week-end"
	cueMonthStart  = "month-start"
	cueMonthMiddle = "month-middle"
	cueMonthEnd    = "month-end"
	cueQuarterEnd  = "quarter-end"
	cueLunar       = "lunar"     // a day of the lunar calendar
	cuePastWeek    = "past-week" // behind a weekday: the one of last week
	cueJustPast    = "just-past" // behind a weekday: the last one
	cueThisWeek    = "this-week"
	cueBefore      = "before-yesterday"
	cueToday       = "today"
	cueYesterday   = "yesterday"
	cueTomorrow    = "tomorrow"
	cueThisMonth   = "this-month"
	cueLastMonth   = "last-month"
	cueNextMonth   = "next-month"
	cueThisQuarter = "this-quarter"
	cueLastQuarter = "last-quarter"
	cueNextQuarter = "next-quarter"
	cueThisYear    = "this-year"
	cueYearEnd     = "year-end" // with this-year: up to its end
	cueHalfYear    = "half-year"
	cueMonth       = "month"
	cueQuarter     = "quarter"
	cueYear        = "year"
	cueEnd         = "end"        // end of a period
	cueTimeNoise   = "time-noise" // time words that name no period
	cueSeason      = "season"
	cueWeekday     = "weekday"
	cueWeekdayMark = "weekday-mark" // before a weekday's number
	cueWeekly      = "weekly"
	cueClock       = "clock"
	cueDuration    = "duration" // what a number counts that is no figure

	cueGreeting  = "greeting"
	cuePolite    = "polite" // explains a word, proves nothing
	cueChat      = "chat"
	cueInjection = "injection"

	cueOutsidePlace  = "outside-place"
	cuePlaceAllowed  = "place-allowed" // a place that is only a sender or receiver
	cueLocality      = "locality"
	cueCommunePrefix = "commune-prefix"
	cueCommuneSuffix = "commune-suffix"
	cueNoUnit        = "no-unit" // looks like a unit's name and is none
)

// knownCues is what a word list may hold.
var knownCues = func() map[string]bool {
	out := make(map[string]bool)
	for _, c := range []string{
		cueAskAmount, cueAskState, cueAskWhich, cueAskEnd, cueWhatAbout, cueAskWhether, cueRequest, cueStateNoun, cueHaveNot, cueAble, cueReach, cueWant, cueHow, cueGap, cueTargetWord, cueLag,
		cueMissing, cueWhichUnit, cueWhichAgency, cueWhichIndicator, cueList, cueForecast, cueGrowth, cueLastYear,
		cueSamePeriod, cueVersus, cueWho, cueWhoDid, cueDeadline, cueWhen, cueDueVerb, cueHelp, cueRemind,
		cueNotRemind, cueHistory, cueMake, cueMakeStrong, cueDocument, cueDocumentStrong, cueDeliver, cueAll, cueIndicatorWord,
		cueUndo, cueJustSaid, cueWrong, cueCorrect, cueReport, cueTotal, cueIncrement, cueExact, cueEstimate, cueRough, cueOver, cueBound, cueFallBy, cueFallTo, cueCurrency, cueNot,
		cueInstead, cueUnreal, cueOwnUnit, cueExcept, cueOfWhich, cueFrom, cuePlan, cueThreshold, cueYield, cueUntil, cueUpTo, cueSoFar, cueVagueDay,
		cueInside, cueWeekStart, cueWeekEnd, cueMonthStart, cueMonthMiddle, cueMonthEnd, cueQuarterEnd, cueLunar, cuePastWeek, cueJustPast, cueThisWeek, cueBefore, cueToday, cueYesterday, cueTomorrow,
		cueThisMonth, cueLastMonth, cueNextMonth, cueThisQuarter, cueLastQuarter, cueNextQuarter,
		cueThisYear, cueYearEnd, cueHalfYear, cueMonth, cueQuarter, cueYear, cueEnd, cueTimeNoise, cueSeason,
		cueWeekday, cueWeekdayMark, cueWeekly, cueClock, cueDuration, cueGreeting, cuePolite, cueChat,
		cueInjection, cueOutsidePlace, cuePlaceAllowed, cueLocality, cueCommunePrefix, cueCommuneSuffix,
		cueNoUnit,
	} {
		out[c] = true
	}
	return out
}()
