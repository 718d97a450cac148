package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/target"
)

// logShown is how many deliveries a page of the log has.
const logShown = 6

// deliveryLog lists the last messages, a page at a time, the newest first.
func (b *Bot) deliveryLog(ctx context.Context, t *turn) (Reply, error) {
	rows, err := b.deliveries(ctx, t, slotSpan)
	if err != nil {
		return Reply{}, err
	}
	names, err := b.chatNames(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(rows) == 0 {
		return t.tell("operation.log-empty"), nil
	}
	slices.Reverse(rows)
	from := t.page * logShown
	if from >= len(rows) {
		from, t.page = 0, 0
	}
	shown := rows[from:min(from+logShown, len(rows))]
	var text []string
	for i := range shown {
		text = append(text, b.logLine(t, &shown[i], names))
	}
	note := target.Note{Head: t.say("operation.log-head"), Text: bullets(text)}
	if rest := len(rows) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(logging)))
	}
	note.Choices = append(note.Choices, t.choice("operation.back", slash(statusing)))
	return Reply{Note: note, Edit: true}, nil
}

// logLine is one message: when, by what, to whom, what became of it and why.
func (b *Bot) logLine(t *turn, d *target.Delivery, names map[target.ChatID]string) string {
	at := d.Created
	if !d.Slot.IsZero() {
		at = d.Slot
	}
	line := t.say("operation.line", "At", at.In(b.plan.Zone), "What", b.deliveryName(t, d), "Chat", nameOf(names, d.Chat),
		"State", t.say("operation.state."+string(d.State)))
	var why []string
	if d.Cause != "" {
		why = append(why, t.say("operation.cause."+string(d.Cause)))
	}
	if d.Reason != "" {
		why = append(why, clip(d.Reason))
	}
	if len(why) > 0 {
		line += " (" + strings.Join(why, "; ") + ")"
	}
	return line
}

// deliveryName says what called for a message: its rule, or what happened.
func (b *Bot) deliveryName(t *turn, d *target.Delivery) string {
	if rule := b.rule(d.Rule); rule != nil {
		return t.ruleName(rule)
	}
	switch {
	case d.Kind == target.Nudge || d.Kind == target.OutageNotice || d.Kind == target.PromiseChecked:
		return t.say("operation.kind." + string(d.Kind))
	case strings.HasPrefix(d.Subject, taskPrefix):
		return t.say("operation.kind.directive") + " " + d.Subject
	default:
		return t.say("operation.kind.notice")
	}
}
