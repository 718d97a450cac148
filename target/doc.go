// Package target is the domain: a district's plan for a year, the reports of
// how far it has come, and what may be said about them.
//
// It knows nothing of chats, stores or clocks. Everything is a value or a pure
// function: dates come in as arguments, figures are exact decimals in the
// measure of their indicator, and text for people is built elsewhere from the
// keys and arguments that this package returns.
//
//	Plan             what was promised: indicators, units, allocation, calendar, rules
//	ParseAmount      "193.650 triệu" -> 193.65, or the readings to choose from
//	Report           what was said to have been done, by whom, as of which date
//	Doubts           Plan + Reports + a new one -> what to ask before it is stored
//	Standing         all that was said -> what is in force; Waiting what awaits approval
//	Latest           of one day: confirmed, then final, then said last
//	Evaluate         Plan + Reports + date -> Progress: the status and why
//	CompareBaseline  Progress -> growth on earlier years, which is not progress
//	Needed           Progress -> what is missing and how many days are left
//	Judge            Rule + Reports + date -> what a reminder has to say, if anything
//	Delivery         one message that must reach one chat once
//
// A status is given in this order: what is met is achieved, whatever the
// season; what is not asked yet is not due; what fell due since the last figure
// has no data; only then is the shortfall against the season's expectation, on
// the figure's own date, held against the thresholds.
package target
