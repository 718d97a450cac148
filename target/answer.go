package target

import "time"

// AnswerID names an answer to a reminder.
type AnswerID string

// AnswerKind is how a chat answered a reminder.
type AnswerKind string

const (
	Acknowledged AnswerKind = "ack"     // "đã rõ": seen; asked again when it expires
	Snoozed      AnswerKind = "snooze"  // "hoãn": not before a day
	Promised     AnswerKind = "promise" // "cam kết": a figure by a day
)

// AckDays is how long an acknowledgement keeps a reminder quiet that says
// nothing new.
const AckDays = 14

// Answer is what a chat said to a reminder about one indicator. While it holds,
// the chat is not reminded of that indicator again (see Quiet).
type Answer struct {
	ID        AnswerID
	Kind      AnswerKind
	Chat      ChatID
	Unit      UnitID // whose part the chat is reminded of; Locality for the whole
	Indicator IndicatorID
	Delivery  DeliveryID // the reminder that was answered, "" if none
	// Value is the promised figure, in the measure's unit; nil otherwise.
	Value *Amount
	// Status is what the reminder said: an acknowledgement does not cover worse.
	Status Status
	// Until is the last quiet day; for a promise the day it is checked on.
	Until Date
	By    MemberID
	At    time.Time

	// Outcome of a promise once it was checked; "" before, and for the others.
	Outcome Outcome
	Checked Date
	// Ended is set when a later answer took this one's place.
	Ended bool
}

// Outcome is what became of a promise.
type Outcome string

const (
	Kept   Outcome = "kept"
	Broken Outcome = "broken"
	// Withdrawn is one that was taken back before it was checked.
	Withdrawn Outcome = "withdrawn"
)

// Holds reports whether the answer is in force on the day.
func (a *Answer) Holds(on Date) bool {
	return !a.Ended && a.Outcome == "" && !on.After(a.Until)
}

// Quiet reports whether the answers keep a chat from being reminded of the
// indicator, in the given status, on the day. An acknowledgement of "at risk"
// does not cover "lagging"; a snooze and a promise cover both.
func Quiet(answers []Answer, chat ChatID, p *Progress, on Date) bool {
	for i := range answers {
		a := &answers[i]
		if a.Chat != chat || a.Indicator != p.Indicator.ID || !a.Holds(on) {
			continue
		}
		if a.Kind != Acknowledged || a.Status == p.Status || p.Status == AtRisk {
			return true
		}
	}
	return false
}

// Check returns the outcome of a promise on a day: kept as soon as a figure as
// of no later than its day reaches the promised one, broken when the day is
// over without, "" while it is open. Only promises have outcomes.
func (a *Answer) Check(plan *Plan, standing []Report, on Date) Outcome {
	ind := plan.Indicator(a.Indicator)
	if a.Kind != Promised || a.Ended || a.Value == nil || ind == nil {
		return ""
	}
	day := on
	if a.Until.Before(on) {
		day = a.Until
	}
	if p := Evaluate(plan, standing, ind, a.Unit, day); p.Actual != nil && ind.reaches(*p.Actual, *a.Value) {
		return Kept
	}
	if on.After(a.Until) {
		return Broken
	}
	return ""
}

// reaches reports whether a value is as good as the promised one.
func (i *Indicator) reaches(value, promised Amount) bool {
	if i.Comparison == AtMost {
		return value.LessThanOrEqual(promised)
	}
	return value.GreaterThanOrEqual(promised)
}

// CheckPromises returns the promises whose outcome is known on the day and was
// not before, with it.
func (s *Situation) CheckPromises(on Date) []Answer {
	var checked []Answer
	for _, a := range s.Answers {
		if a.Outcome != "" {
			continue
		}
		if a.Outcome = a.Check(s.Plan, s.Standing, on); a.Outcome != "" {
			a.Checked = on
			checked = append(checked, a)
		}
	}
	return checked
}
