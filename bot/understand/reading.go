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

// Value is a reported figure in the measure of its indicator.
type Value struct {
	Amount    target.Amount
	Increment bool   // to be added to the running total
	Estimate  bool   // "ước"
	Written   string // as the writer put it
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
	// Topic is what the last exchange was about, so that "còn xã Kỳ Đồng?" has
	// something to hold on to. Nil for a first message.
	Topic *Topic
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
	Intent     Intent
	Indicators []target.IndicatorID
	Units      []target.UnitID // only units that the text names
	// Values belong to Indicators by position when the intent is ReportValue.
	Values     []Value
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
	// Followup is set when Topic filled in what the text left out.
	Followup bool
	Evidence []Evidence
}
