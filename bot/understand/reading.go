package understand

import "chitieu/target"

// Intent is what the writer wants.
type Intent string

const (
	ProgressOne      Intent = "progress_one"      // state, gap or target of named indicators
	ProgressAll      Intent = "progress_all"      // all indicators at a glance
	LaggingList      Intent = "lagging_list"      // what or who is behind, at risk, without figures
	ReportValue      Intent = "report_value"      // brings a figure, corrections included
	UnitProgress     Intent = "unit_progress"     // how a commune or agency stands
	ForecastIntent   Intent = "forecast"          // will the target be met
	CompareLastYear  Intent = "compare_last_year" // against last year
	WhoIsResponsible Intent = "who_is_responsible"
	Deadline         Intent = "deadline" // when due, closed or judged
	Help             Intent = "help"
	RemindSettings   Intent = "remind_settings"
	History          Intent = "history"        // series, a past year, who entered a figure
	SummaryReport    Intent = "summary_report" // wants a document
	Undo             Intent = "undo"           // take back the last report, no new figure
	None             Intent = "none"           // chat, injections, not in the plan
)

// Ask is why a question has to be asked back before answering or storing.
type Ask string

const (
	AskNothing     Ask = ""
	AskIndicator   Ask = "indicator"    // several indicators fit; see Candidates
	AskUnit        Ask = "unit"         // several units fit; see UnitCandidates
	AskAmount      Ask = "amount"       // a number has two plausible readings; see AmountCandidates
	AskPercent     Ask = "percent"      // only a percent of plan was given, no figure
	AskStock       Ask = "stock"        // the wider stock was given, not what the target counts
	AskNoIndicator Ask = "no-indicator" // a figure without an indicator
	AskNoValue     Ask = "no-value"     // a report without a readable figure
)

// Hesitation is why a figure that was read is not stored, or nothing is
// withdrawn, before a question is answered. "" is no hesitation.
type Hesitation string

const (
	HesitateNothing    Hesitation = ""
	HesitateNegation   Hesitation = "negation"   // something is denied
	HesitateIntention  Hesitation = "intention"  // wished, promised, meant to be
	HesitateOrder      Hesitation = "order"      // asked of somebody, needed, a duty
	HesitatePlan       Hesitation = "plan"       // the target, an assignment, a register
	HesitateCondition  Hesitation = "condition"  // supposed
	HesitateQuestion   Hesitation = "question"   // asked rather than said
	HesitateHearsay    Hesitation = "hearsay"    // said by others, or unsure
	HesitatePart       Hesitation = "part"       // of a part of the whole, or without one
	HesitateFall       Hesitation = "fall"       // a fall, a subtraction
	HesitateComplement Hesitation = "complement" // the share that fails
	HesitateComparison Hesitation = "comparison" // against something else
	HesitateElsewhere  Hesitation = "elsewhere"  // of another year or place
	HesitateNoun       Hesitation = "noun"       // counts what the indicator does not count
	HesitateRange      Hesitation = "range"      // two bounds, or a rough figure
	HesitateCurrency   Hesitation = "currency"   // money other than the plan's
	HesitateDay        Hesitation = "day"        // no such day, or a day of another calendar
	HesitateUnread     Hesitation = "unread"     // words that are left over
)

// DayDoubt is why a reading hesitates about a day.
type DayDoubt string

const (
	DayMissing DayDoubt = "no-such-day" // 31/6
	DayLunar   DayDoubt = "lunar"       // of the lunar calendar
	DayNoYear  DayDoubt = "no-year"     // no year was said, and the plan's is not the clock's
	DayVague   DayDoubt = "vague"       // one of several: "cuối tuần"
	DayToCome  DayDoubt = "to-come"     // no result is of it yet: "quý IV" in July
)

// Detail is a finer intent: what explain calls by Intent's name is answered by
// a feature of its own. "" where Intent says all.
type Detail string

const (
	DetailRanking   Detail = "ranking"    // highest, lowest, n of them
	DetailRequired  Detail = "required"   // what it takes to meet the target
	DetailMissing   Detail = "missing"    // who has not reported
	DetailSlowUnits Detail = "slow_units" // which communes are behind
	DetailWhatIf    Detail = "what_if"    // computed from the figure in force
	DetailTargets   Detail = "targets"    // the list of targets
	DetailFact      Detail = "fact"       // what the plan says beside its targets
	DetailTasks     Detail = "tasks"      // "what must I do this week"
	DetailReports   Detail = "reports"    // "what have I reported"
	DetailChart     Detail = "chart"
	DetailFile      Detail = "file"
	DetailProblem   Detail = "problem"
	DetailPromise   Detail = "promise"
	DetailAck       Detail = "ack"
	DetailSnooze    Detail = "snooze"
	DetailWhy       Detail = "why"
	DetailSchedule  Detail = "schedule"
	DetailDirective Detail = "directive"
	DetailGreeting  Detail = "greeting"
	DetailThanks    Detail = "thanks"
	DetailAgree     Detail = "agree"   // a bare "ok"
	DetailStop      Detail = "stop"    // a leader's, to reminders below
	DetailApprove   Detail = "approve" // figures that wait
	DetailConfirm   Detail = "confirm" // that a figure is right
	DetailRestore   Detail = "restore" // nothing is to be taken back, or it is to hold again
)

// Order is from which end a ranking is asked for.
type Order string

const (
	OrderAll     Order = "all"
	OrderLowest  Order = "lowest"
	OrderHighest Order = "highest"
)

// Offer is one reading that is offered as a choice.
type Offer struct {
	Intent     Intent
	Detail     Detail
	Indicators []target.IndicatorID
	Units      []target.UnitID
	Values     []Value
	Period     target.Period
}

// Value is a reported figure in the measure of its indicator.
type Value struct {
	Amount    target.Amount
	Increment bool   // to be added to the running total
	Estimate  bool   // "ước"
	Over      bool   // "hơn": a little more was reached
	Total     bool   // said to be the running total: "lũy kế"
	Written   string // as the writer put it
	// Claims is what is said beside it and can be checked against it.
	Claims target.Claims
}

// String returns the plain decimal with "+" for an increment: "120.5", "+3.2".
func (v Value) String() string {
	if v.Increment && !v.Amount.IsNegative() {
		return "+" + v.Amount.String()
	}
	return v.Amount.String()
}

// Context is what the Reader must know besides the text.
type Context struct {
	Today target.Date
	Group bool
	// Own is the commune whose officer writes, "xã em"; "" for everybody else.
	Own target.UnitID
	// Topic is what the last exchange was about, so that "còn xã Kỳ Đồng?" has
	// something to hold on to. Nil for a first message.
	Topic *Topic

	// cell is set for the clause of a list or table, in which a number is a
	// figure and never a day or year; unit is the commune that the clauses
	// before it name, carried is set where they name the indicator: words that
	// nobody knows are the gate's then.
	cell    bool
	unit    target.UnitID
	carried bool
	// Directs is set for a speaker who may give directives: what else asks may
	// then give work.
	Directs bool
	// Confirms is set for a speaker at a desk that says whether figures are right.
	Confirms bool
	// About is the indicator that the text is known to be about, "" for none.
	About target.IndicatorID
	// Explain fills Reading.Evidence, which takes time and is for people only.
	Explain bool
}

// Topic is the subject of the last exchange.
type Topic struct {
	Intent     Intent
	Indicators []target.IndicatorID
	Units      []target.UnitID
	Period     target.Period
}

// Evidence is one reason for a decision.
type Evidence struct {
	Words  string  // as found, folded
	For    string  // "intent:progress_one", "indicator:budget-revenue", "unit:xa-ky-thu", "outside:budget-spending"
	Weight float64 // negative speaks against
}

// Reading is what a text was understood as.
type Reading struct {
	Text       string
	Lang       target.Lang
	Clear      bool // the text shows its language well enough for a talk to change to it
	Intent     Intent
	Indicators []target.IndicatorID
	Units      []target.UnitID // only units that the text names
	// Own is set when the text speaks of the writer's own unit ("xã em"), which
	// Context does not name; OwnCommune when that can only be a commune.
	Own, OwnCommune bool
	// Whole is set when the text names the whole locality.
	Whole bool
	// Values belong to Indicators by position when the intent is ReportValue;
	// with Rows to these. Where one indicator is reported for several units, each
	// value belongs to the unit at its position.
	Values []Value
	// Rows are set when the text brings several figures: one reading each, of
	// one indicator and at most one unit, with the words that it came from as
	// its Text. Indicators and Units are then each named once, in their order.
	Rows []Reading
	// Unread are the clauses of such a text that hold a number and were not read
	// as a report, as written.
	Unread []string
	// Listed is set for a table, or a text of three lines or sentences, or of
	// more figures than a single report has.
	Listed     bool
	Period     target.Period
	Confidence float64 // 0 to 1
	Ask        Ask
	// Alternatives to choose from, by Ask.
	Candidates       []target.IndicatorID
	UnitCandidates   []target.UnitID
	AmountCandidates []Value
	// Outside is the topic or place outside the plan that was named: the id of
	// a target.Outside or the name of a neighbour; "" for none.
	Outside string
	Detail  Detail
	// Rest is the text behind the words of an act: what is promised, until when
	// a reminder is put off, what work is given.
	Rest string
	// Supposed is the figure of which it is asked what would be with it.
	Supposed *Value
	// All is set when it is asked of all targets, and none is named.
	All bool
	// Undo is what is said of what is taken back.
	Undo Withdrawal
	// Of a ranking: its order if one is said, how many (0 for all), and whether
	// it is of indicators rather than of communes.
	Order        Order
	Count        int
	OfIndicators bool
	// Hesitates is why a question comes before anything is stored or withdrawn,
	// and Doubtful the words, as written, that it hesitates over.
	Hesitates Hesitation
	Doubtful  string
	// DayDoubt is why the day is asked for, "" if it is not, DayWords the words
	// that say it, and Days what they may mean, likeliest first. Hesitates is
	// HesitateDay if nothing else is doubtful.
	DayDoubt DayDoubt
	DayWords string
	Days     []target.Period
	// Offers are the readings that would be offered as choices, best first.
	Offers []Offer
	// Shares are the percentages of the plan that stand beside the figure; they
	// must agree with it.
	Shares []target.Amount
	// Followup is set when Topic filled in what the text left out.
	Followup bool
	// Evidence is what the reading was decided from, where Context.Explain asks.
	Evidence []Evidence
}

// Asks reports whether a question comes before anything is answered or stored.
func (r *Reading) Asks() bool {
	return r.Ask != AskNothing || r.Hesitates != "" || len(r.Offers) > 0 || r.Listed || len(r.Unread) > 0
}
