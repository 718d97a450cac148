// Package target is the domain: a district's plan for a year, the reports of
// how far it has come, and what may be said about them.
//
// It knows nothing of chats, stores or clocks. Everything is a value or a pure
// function: dates come in as arguments, figures are exact decimals in the
// measure of their indicator, and text for people is built elsewhere from the
// keys and arguments that this package returns.
//
//	Plan       what was promised: indicators, units, allocation, calendar, rules
//	Report     what was said to have been done, by whom, as of which date
//	Evaluate   Plan + Reports + date -> Progress: the status and why
//	Judge      Rule + Progress -> what a reminder would have to say, if anything
//	Delivery   one message that must reach one chat once
package target
