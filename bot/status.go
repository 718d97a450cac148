package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// Intents about how sending goes.
const (
	statusing understand.Intent = "status"       // how it goes
	logging   understand.Intent = "delivery-log" // what was sent
)

const (
	// statusSpan is how far back outcomes are counted.
	statusSpan = 7 * 24 * time.Hour
	// slotSpan is how far back the last slot of a rule is looked for: a month
	// and some days, for those that come monthly.
	slotSpan = 35 * 24 * time.Hour
	// statusLines is how many lines an answer about sending has below its head.
	statusLines = 7
	// newestShown is how many incidents the first page names.
	newestShown = 2
)

// countedStates in the order in which they are told.
var countedStates = []target.DeliveryState{target.Sent, target.Dropped, target.Missed, target.Unsure, target.Dead, target.Pending}

// status says since when the program runs, what became of the last messages,
// where nothing is sent any more, what went wrong, and of each rule its last
// slot. What does not fit goes on the next pages.
func (b *Bot) status(ctx context.Context, t *turn) (Reply, error) {
	rows, err := b.deliveries(ctx, t, slotSpan)
	if err != nil {
		return Reply{}, err
	}
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read chats: %w", err)
	}
	incidents, err := b.store.Incidents(ctx, t.now.Add(-statusSpan))
	if err != nil {
		return Reply{}, fmt.Errorf("read incidents: %w", err)
	}
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read rule states: %w", err)
	}
	text := []string{t.say("operation.since", "Since", b.started.In(b.plan.Zone)), t.outcomes(rows), t.parkedChats(chats)}
	text = append(text, b.newestIncidents(t, incidents)...)
	for i := range b.plan.Rules {
		rule := effective(&b.plan.Rules[i], states)
		text = append(text, b.lastSlot(t, &rule, rows))
	}
	text = nonEmpty(text)
	from := t.page * statusLines
	if from >= len(text) {
		from, t.page = 0, 0
	}
	shown := text[from:min(from+statusLines, len(text))]
	note := target.Note{Head: t.say("operation.head", "At", t.now), Text: lines(shown...)}
	if rest := len(text) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(statusing)))
	}
	note.Choices = append(note.Choices, t.choice("operation.log", slash(logging)))
	return Reply{Note: note, Edit: true}, nil
}

// deliveries returns what was to be sent in the span, answers to people left out.
func (b *Bot) deliveries(ctx context.Context, t *turn, span time.Duration) ([]target.Delivery, error) {
	rows, err := b.store.Deliveries(ctx, t.now.Add(-span), t.now.Add(time.Nanosecond))
	if err != nil {
		return nil, fmt.Errorf("read deliveries: %w", err)
	}
	return slices.DeleteFunc(rows, func(d target.Delivery) bool { return isReply(&d) }), nil
}

// outcomes counts what became of the last days' messages.
func (t *turn) outcomes(rows []target.Delivery) string {
	recent := slices.DeleteFunc(slices.Clone(rows), func(d target.Delivery) bool { return d.Created.Before(t.now.Add(-statusSpan)) })
	return t.say("operation.outcomes", "Counts", t.stateCounts(recent))
}

// stateCounts writes "đã gửi 12, bỏ 3"; what is being sent still waits.
func (t *turn) stateCounts(rows []target.Delivery) string {
	counts := make(map[target.DeliveryState]int)
	for i := range rows {
		state := rows[i].State
		if state == target.Claimed {
			state = target.Pending
		}
		counts[state]++
	}
	var out []string
	for _, state := range countedStates {
		if n := counts[state]; n > 0 {
			out = append(out, fmt.Sprintf("%s %d", t.say("operation.state."+string(state)), n))
		}
	}
	if len(out) == 0 {
		return t.say("operation.no-messages")
	}
	return strings.Join(out, ", ")
}

// parkedChats names where nothing arrives any more. Why is in the log.
func (t *turn) parkedChats(chats []target.Chat) string {
	var names []string
	for i := range chats {
		if c := &chats[i]; isLost(c) {
			names = append(names, chatTitle(c))
		}
	}
	if len(names) == 0 {
		return ""
	}
	if rest := len(names) - maxParked; rest > 0 {
		names = append(names[:maxParked], t.words.Count("operation.others", rest))
	}
	return t.say("operation.parked", "Chats", strings.Join(names, ", "))
}

// maxParked is how many parked chats are named.
const maxParked = 4

// chatTitle is what people call a chat.
func chatTitle(c *target.Chat) string {
	if c.Title != "" {
		return c.Title
	}
	return string(c.ID)
}

// newestIncidents are lines of what went wrong last.
func (b *Bot) newestIncidents(t *turn, all []target.Incident) []string {
	var out []string
	for _, in := range slices.Backward(all) {
		if len(out) == newestShown {
			break
		}
		line := t.say("operation.incident", "At", in.At.In(b.plan.Zone), "What", t.say("health.kind."+string(in.Kind)))
		if in.Chat != "" {
			line += " (" + string(in.Chat) + ")"
		}
		out = append(out, line)
	}
	return out
}

// lastSlot says when a rule was last due and what became of its messages.
func (b *Bot) lastSlot(t *turn, rule *target.Rule, rows []target.Delivery) string {
	var last []target.Delivery
	for i := range rows {
		d := &rows[i]
		switch {
		case d.Rule != rule.ID:
		case len(last) == 0 || d.Slot.After(last[0].Slot):
			last = []target.Delivery{*d}
		case d.Slot.Equal(last[0].Slot):
			last = append(last, *d)
		}
	}
	if len(last) == 0 && rule.Paused {
		return t.say("remind.paused", "Name", t.ruleName(rule))
	}
	if len(last) == 0 {
		return t.say("operation.no-slot", "Name", t.ruleName(rule))
	}
	return t.say("operation.slot", "Name", t.ruleName(rule), "At", last[0].Slot.In(b.plan.Zone), "Counts", t.stateCounts(last))
}

// chatNames is what people call the chats: a group by its title, a private chat
// by whose it is. It is for operators and leaders only.
func (b *Bot) chatNames(ctx context.Context) (map[target.ChatID]string, error) {
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return nil, fmt.Errorf("read chats: %w", err)
	}
	members, err := b.store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	names := make(map[target.ChatID]string, len(chats))
	for i := range chats {
		c := &chats[i]
		names[c.ID] = chatTitle(c)
		for k := range members {
			if c.Title == "" && c.Member != "" && members[k].ID == c.Member && members[k].Name != "" {
				names[c.ID] = members[k].Name
			}
		}
	}
	return names, nil
}

// nameOf is the chat's name, its id for one that is no longer known.
func nameOf(names map[target.ChatID]string, id target.ChatID) string {
	return cmp.Or(names[id], string(id))
}
