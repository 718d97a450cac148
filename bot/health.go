package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/target"
)

// How far the operator's line goes back, and how many incidents it lists at most.
const (
	healthSpan   = 24 * time.Hour
	longestSpan  = 14 * 24 * time.Hour
	maxIncidents = 4
)

// tally counts what became of a day's reminders.
type tally struct {
	slots  map[string]bool
	states map[target.DeliveryState]int
	parked int
}

// health is the operator's daily line: what was due and what became of it. More
// lines only when something has to be done.
func (b *Bot) health(ctx context.Context, s *scene) (target.Composed, error) {
	from, err := b.healthFrom(ctx, s)
	if err != nil {
		return target.Composed{}, err
	}
	rows, err := b.store.Deliveries(ctx, from, s.now)
	if err != nil {
		return target.Composed{}, fmt.Errorf("read deliveries: %w", err)
	}
	incidents, err := b.store.Incidents(ctx, from)
	if err != nil {
		return target.Composed{}, fmt.Errorf("read incidents: %w", err)
	}
	c := count(rows, s.d.ID)
	for i := range s.situation.Chats {
		if isLost(&s.situation.Chats[i]) {
			c.parked++
		}
	}
	t := s.t
	note := target.Note{Text: t.say("health.well", "From", from, "Slots", len(c.slots), "Sent", c.states[target.Sent]), Deferrable: true}
	if !c.well() || len(incidents) > 0 {
		note.Head = t.say("health.head", "From", from)
		note.Text = lines(t.say("health.counts", "Slots", len(c.slots), "Sent", c.states[target.Sent]), t.troubles(c), b.incidents(t, incidents))
	}
	return target.Composed{Note: note, Cause: target.CauseDate}, nil
}

// healthFrom is since when the line speaks: since the one before, which is that
// of Friday on a Monday, and of the day before where nothing is known of one.
func (b *Bot) healthFrom(ctx context.Context, s *scene) (time.Time, error) {
	last, err := b.lastTold(ctx, s)
	if err != nil || last == nil {
		return s.now.Add(-healthSpan), err
	}
	from := last.Done.In(b.plan.Zone)
	if oldest := s.now.Add(-longestSpan); from.Before(oldest) {
		from = oldest
	}
	return from, nil
}

// count counts the reminders among the rows; self is the line that is being
// worded and no outcome yet, and earlier ones are no news.
func count(rows []target.Delivery, self target.DeliveryID) tally {
	c := tally{slots: make(map[string]bool), states: make(map[target.DeliveryState]int)}
	for i := range rows {
		d := &rows[i]
		if d.ID == self || d.Kind == target.Health {
			continue
		}
		c.states[d.State]++
		if d.Rule != "" {
			c.slots[target.Slot{Rule: d.Rule, At: d.Slot}.Key()] = true
		}
	}
	return c
}

// well reports whether everything that was due has been sent.
func (c *tally) well() bool {
	return c.states[target.Missed]+c.states[target.Unsure]+c.states[target.Dead]+c.parked == 0
}

// troubles counts what did not arrive, and where nothing is sent any more.
func (t *turn) troubles(c tally) string {
	var out []string
	for _, state := range []target.DeliveryState{target.Missed, target.Unsure, target.Dead} {
		if n := c.states[state]; n > 0 {
			out = append(out, t.say("health.state."+string(state), "Number", n))
		}
	}
	if c.parked > 0 {
		out = append(out, t.say("health.parked", "Number", c.parked))
	}
	if len(out) == 0 {
		return ""
	}
	return t.say("health.troubles", "What", strings.Join(out, ", "))
}

// incidents lists the day's incidents, the newest first.
func (b *Bot) incidents(t *turn, all []target.Incident) string {
	newest := slices.Clone(all)
	slices.SortStableFunc(newest, func(a, b target.Incident) int { return b.At.Compare(a.At) })
	var out []string
	for i := range newest[:min(len(newest), maxIncidents)] {
		in := &newest[i]
		line := t.say("health.incident", "At", in.At.In(b.plan.Zone).Format("15:04"), "What", t.say("health.kind."+string(in.Kind)))
		if in.Chat != "" {
			line += " (" + string(in.Chat) + ")"
		}
		out = append(out, line)
	}
	if rest := len(newest) - len(out); rest > 0 {
		return lines(bullets(out), t.words.Count("health.rest", rest))
	}
	return bullets(out)
}
