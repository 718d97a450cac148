package scheduler

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"chitieu/target"
)

const (
	// onTime is how late a slot may be and still count as on time. It is far
	// longer than the scheduler sleeps, and shorter than anybody notices.
	onTime = 5 * time.Minute
	// replyGrace is how long a reply or a notice is worth sending.
	replyGrace = 24 * time.Hour
)

// rulebook holds the plan's rules with their timetables, in the plan's order.
type rulebook struct {
	plan   *target.Plan
	tables []*timetable // as the plan has them; see follow
	read   reader
}

func newRulebook(plan *target.Plan) (*rulebook, error) {
	if plan.Zone == nil {
		return nil, errors.New("plan without a time zone")
	}
	b := &rulebook{plan: plan, read: reader{seen: make(map[[2]string]reading)}}
	for i := range plan.Rules {
		rule := &plan.Rules[i]
		if b.table(rule.ID) != nil {
			return nil, fmt.Errorf("rule %s: the id is used twice", rule.ID)
		}
		t, err := newTimetable(plan, rule)
		if err != nil {
			return nil, err
		}
		b.tables = append(b.tables, t)
	}
	return b, nil
}

// day is the local date.
func (b *rulebook) day(at time.Time) target.Date { return target.DateOf(at.In(b.plan.Zone)) }

// table returns the rule's timetable, nil if there is no such rule.
func (b *rulebook) table(id target.RuleID) *timetable {
	i := slices.IndexFunc(b.tables, func(t *timetable) bool { return t.rule.ID == id })
	if i < 0 {
		return nil
	}
	return b.tables[i]
}

// follow returns the timetables as people have changed them from chat. What
// they said goes before what the plan says, from the moment of saying on; a
// moment in the future was read from a clock that was wrong, and is ignored.
func (b *rulebook) follow(states map[target.RuleID]target.RuleState, now time.Time) []*timetable {
	tables := slices.Clone(b.tables)
	for i, t := range tables {
		state, ok := states[t.rule.ID]
		if !ok {
			continue
		}
		changed := *t
		changed.paused = state.Paused
		if !state.At.After(now.Add(maxJump)) {
			changed.from = state.At
		}
		if state.Schedule != "" {
			b.reschedule(&changed, state.Schedule)
		}
		tables[i] = &changed
	}
	return tables
}

// reschedule gives the timetable another schedule. One that cannot be read, any
// more, leaves the plan's.
func (b *rulebook) reschedule(t *timetable, expr string) {
	s, err := b.read.schedule(expr, t.rule.Zone)
	if err != nil {
		t.fault = err
		return
	}
	rule := *t.rule
	rule.Schedule = expr
	t.rule, t.schedule = &rule, s
}

// maxRead bounds how many expressions a reader keeps: more than there are rules.
const maxRead = 256

// reader remembers the expressions that people wrote, so that looking at the
// clock twice a minute costs no parsing.
type reader struct {
	mu   sync.Mutex
	seen map[[2]string]reading
}

type reading struct {
	schedule Schedule
	err      error
}

func (r *reader) schedule(expr, zone string) (Schedule, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := [2]string{expr, zone}
	known, ok := r.seen[key]
	if !ok {
		if len(r.seen) >= maxRead {
			clear(r.seen)
		}
		known.schedule, known.err = ParseSchedule(expr, zone)
		r.seen[key] = known
	}
	return known.schedule, known.err
}

// grace is how late a slot of the rule may go out.
func (t *timetable) grace() time.Duration { return max(t.rule.Grace, onTime) }

// opening returns when a message of the slot may go out, not before now: at
// once on time, even in the evening if the rule says so; a late one waits for
// office hours. ok is false if that is past the grace.
func (t *timetable) opening(slot, now time.Time) (at time.Time, ok bool) {
	at = now
	if now.Sub(slot) > onTime {
		at = t.calendar.NextOpen(now.In(t.zone))
	}
	return at, at.Sub(slot) <= t.grace()
}

// deadline is when the delivery is given up.
func (b *rulebook) deadline(d *target.Delivery) time.Time {
	if t := b.table(d.Rule); t != nil {
		return d.Slot.Add(t.grace())
	}
	from := d.Created
	if d.Note == nil { // what is worded when it is sent waits for office hours
		from = b.plan.Calendar.NextOpen(from.In(b.plan.Zone))
	}
	return from.Add(replyGrace)
}

// waits reports whether the delivery is kept for office hours.
func (b *rulebook) waits(d *target.Delivery, now time.Time) bool {
	t := b.table(d.Rule)
	if t == nil {
		return false
	}
	at, _ := t.opening(d.Slot, now)
	return at.After(now)
}

// verdict says what is to become of a delivery whose turn has come: it goes
// now (the zero verdict), later, or never.
type verdict struct {
	later  time.Time
	never  target.DeliveryState
	reason string
}

// judge holds the delivery against its rule's time once more: between the slot
// and this moment the machine may have been down. Whether there is still
// something to say is for the Composer.
func (b *rulebook) judge(d *target.Delivery, now time.Time) verdict {
	t := b.table(d.Rule)
	switch {
	case d.Rule == "" && now.After(b.deadline(d)):
		return verdict{never: target.Dead, reason: "gave up: a day old"}
	case d.Rule == "":
		return verdict{}
	case t == nil:
		return verdict{never: target.Dropped, reason: "the rule is no more"}
	}
	at, ok := t.opening(d.Slot, now)
	switch {
	case !ok && d.Attempt > 0:
		return verdict{never: target.Dead, reason: fmt.Sprintf("gave up after %d attempts: past the grace of %s", d.Attempt, t.grace())}
	case !ok:
		return verdict{never: target.Missed, reason: fmt.Sprintf("past the grace of %s", t.grace())}
	case at.After(now):
		return verdict{later: at}
	default:
		return verdict{}
	}
}
