package understand

// A cue is a kind of evidence that the word lists have phrases for.
type cue uint8

const (
	noCue         cue = iota // of what is no cue
	cueAskAmount             // how much
	cueAskState              // how is it
	cueAskWhich              // which, what: weak by itself
	cueWhatAbout             // goes on with another subject
	cueAskEnd                // makes a question at the end of a sentence
	cueAskWhether            // makes a question at its beginning
	cueRequest               // show me, check
	cueStateNoun             // progress, result, latest
	cueHaveNot               // not, not yet
	cueAble                  // can it be done
	cueReach                 // to reach a goal
	cueWant                  // I want to
	cueHow
	cueGap        // still missing
	cueTargetWord // the plan or target as a thing asked for
	cueLag        // behind, at risk
	cueMissing    // has not reported
	cueWhichUnit  // which communes
	cueWhichAgency
	cueWhichIndicator
	cueList
	cueForecast
	cueGrowth     // up, down, more than
	cueLastYear   // last year by itself
	cueSamePeriod // the same period last year
	cueVersus     // compared with
	cueWho        // who is responsible
	cueWhoDid     // who entered the figure
	cueDeadline   // due, closing
	cueWhen
	cueDueVerb // what falls due: submit, review
	cueHelp
	cueRemind
	cueNotRemind // "nhắc lại" repeats, it does not remind
	cueHistory
	cueMakeStrong // a verb that is only said of documents
	cueMake       // write, export
	cueDocument   // report, file
	cueDocumentStrong
	cueDeliver // to the leaders, for the meeting
	cueAll
	cueIndicatorWord
	cueUndo
	cueJustSaid
	cueWrong
	cueCorrect
	cueReport

	cueTotal     // the figure is the running total
	cueIncrement // the figure is to be added
	cueExact     // the figure behind it, not the rough one before
	cueEstimate
	cueNot     // the figure behind it is rejected
	cueInstead // the figure behind it replaces the one before
	cueUnreal  // the figure behind it is wished, supposed or only applied for
	cueOwnUnit // the writer's commune, which is not named
	cueExcept  // a part is left out of the figure
	cueOfWhich // a part of the figure before
	cueFrom
	cuePlan // the plan as the base of a percentage
	cueThreshold
	cueYield

	cueUntil // a date follows
	cueToday
	cueYesterday
	cueTomorrow
	cueThisMonth
	cueLastMonth
	cueNextMonth
	cueThisQuarter
	cueLastQuarter
	cueNextQuarter
	cueThisYear
	cueYearEnd // with this-year: up to its end
	cueHalfYear
	cueMonth
	cueQuarter
	cueYear
	cueEnd       // end of a period
	cueTimeNoise // time words that name no period
	cueSeason
	cueWeekday
	cueWeekdayMark // before a weekday's number
	cueWeekly
	cueClock
	cueDuration // what a number counts that is no figure

	cueGreeting
	cuePolite // explains a word, proves nothing
	cueChat
	cueInjection

	cueOutsidePlace
	cuePlaceAllowed // a place that is only a sender or receiver
	cueLocality
	cueCommunePrefix
	cueCommuneSuffix
	cueNoUnit   // looks like a unit's name and is none
	cueRough    // about the figure behind it
	cueOver     // a little more than the figure behind it
	cueBound    // the figure beside it is a limit
	cueFallBy   // the figure behind it was lost
	cueCurrency // money other than the plan's
	cueUpTo     // the running total to what follows
	cueSoFar    // the running total to today
	cueVagueDay // one of several days: "tuần trước"
	cueInside   // some days of the month that follows
	cueWeekStart
	cueWeekEnd
	cueMonthStart
	cueMonthMiddle
	cueMonthEnd
	cueQuarterEnd
	cueLunar    // a day of the lunar calendar
	cuePastWeek // behind a weekday: the one of last week
	cueJustPast // behind a weekday: the last one
	cueThisWeek
	cueBefore
	cueOwnSide    // the writer's side, a commune or an agency
	cueFallTo     // the figure behind it is what is left
	cueLastFigure // what was reported before
)

// cueNames are what the word lists call the cues.
var cueNames = [...]string{
	cueAskAmount:      "ask-amount",
	cueAskState:       "ask-state",
	cueAskWhich:       "ask-which",
	cueWhatAbout:      "what-about",
	cueAskEnd:         "ask-end",
	cueAskWhether:     "ask-whether",
	cueRequest:        "request",
	cueStateNoun:      "state-noun",
	cueHaveNot:        "have-not",
	cueAble:           "able",
	cueReach:          "reach",
	cueWant:           "want",
	cueHow:            "how",
	cueGap:            "gap",
	cueTargetWord:     "target-word",
	cueLag:            "lag",
	cueMissing:        "missing",
	cueWhichUnit:      "which-unit",
	cueWhichAgency:    "which-agency",
	cueWhichIndicator: "which-indicator",
	cueList:           "list",
	cueForecast:       "forecast",
	cueGrowth:         "growth",
	cueLastYear:       "last-year",
	cueSamePeriod:     "same-period",
	cueVersus:         "versus",
	cueWho:            "who",
	cueWhoDid:         "who-did",
	cueDeadline:       "deadline",
	cueWhen:           "when",
	cueDueVerb:        "due-verb",
	cueHelp:           "help",
	cueRemind:         "remind",
	cueNotRemind:      "not-remind",
	cueHistory:        "history",
	cueMakeStrong:     "make-strong",
	cueMake:           "make",
	cueDocument:       "document",
	cueDocumentStrong: "document-strong",
	cueDeliver:        "deliver",
	cueAll:            "all",
	cueIndicatorWord:  "indicator-word",
	cueUndo:           "undo",
	cueJustSaid:       "just-said",
	cueWrong:          "wrong",
	cueCorrect:        "correct",
	cueReport:         "report",
	cueTotal:          "total",
	cueIncrement:      "increment",
	cueExact:          "exact",
	cueEstimate:       "estimate",
	cueNot:            "not",
	cueInstead:        "instead",
	cueUnreal:         "unreal",
	cueOwnUnit:        "own-unit",
	cueExcept:         "except",
	cueOfWhich:        "of-which",
	cueFrom:           "from",
	cuePlan:           "plan",
	cueThreshold:      "threshold",
	cueYield:          "yield",
	cueUntil:          "until",
	cueToday:          "today",
	cueYesterday:      "yesterday",
	cueTomorrow:       "tomorrow",
	cueThisMonth:      "this-month",
	cueLastMonth:      "last-month",
	cueNextMonth:      "next-month",
	cueThisQuarter:    "this-quarter",
	cueLastQuarter:    "last-quarter",
	cueNextQuarter:    "next-quarter",
	cueThisYear:       "this-year",
	cueYearEnd:        "year-end",
	cueHalfYear:       "half-year",
	cueMonth:          "month",
	cueQuarter:        "quarter",
	cueYear:           "year",
	cueEnd:            "end",
	cueTimeNoise:      "time-noise",
	cueSeason:         "season",
	cueWeekday:        "weekday",
	cueWeekdayMark:    "weekday-mark",
	cueWeekly:         "weekly",
	cueClock:          "clock",
	cueDuration:       "duration",
	cueGreeting:       "greeting",
	cuePolite:         "polite",
	cueChat:           "chat",
	cueInjection:      "injection",
	cueOutsidePlace:   "outside-place",
	cuePlaceAllowed:   "place-allowed",
	cueLocality:       "locality",
	cueCommunePrefix:  "commune-prefix",
	cueCommuneSuffix:  "commune-suffix",
	cueNoUnit:         "no-unit",
	cueRough:          "rough",
	cueOver:           "over",
	cueBound:          "bound",
	cueFallBy:         "fall-by",
	cueCurrency:       "currency",
	cueUpTo:           "up-to",
	cueSoFar:          "so-far",
	cueVagueDay:       "vague-day",
	cueInside:         "inside",
	cueWeekStart:      "week-start",
	cueWeekEnd:        "week-end",
	cueMonthStart:     "month-start",
	cueMonthMiddle:    "month-middle",
	cueMonthEnd:       "month-end",
	cueQuarterEnd:     "quarter-end",
	cueLunar:          "lunar",
	cuePastWeek:       "past-week",
	cueJustPast:       "just-past",
	cueThisWeek:       "this-week",
	cueBefore:         "before-yesterday",
	cueOwnSide:        "own-side",
	cueFallTo:         "fall-to",
	cueLastFigure:     "last-figure",
}

func (c cue) String() string { return cueNames[c] }

// cueNamed tells the cue by its name.
var cueNamed = func() map[string]cue {
	out := make(map[string]cue, len(cueNames))
	for c, name := range cueNames {
		if name != "" {
			out[name] = cue(c)
		}
	}
	return out
}()
