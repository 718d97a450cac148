package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/target"
)

// typedPress is the Pressed of a message that picks a choice by its number.
const typedPress = "typed"

// edits reports whether the reply may take the place of the reminder: its own
// button was pressed, and what it said is known.
func (t *turn) edits(r *reminded) bool {
	return t.ref != "" && t.msg.Pressed != "" && t.msg.Pressed != typedPress && r.delivery.Note != nil
}

// commitEdit stores a change whose answer replaces the reminder that was
// pressed. There is nothing to queue: a press that is delivered again finds the
// same stored, and edits the message to the same again.
func (b *Bot) commitEdit(ctx context.Context, t *turn, change target.Change, r *reminded) (Reply, error) {
	change.Update = t.msg.ID
	if err := b.store.Commit(ctx, change); err != nil && !errors.Is(err, target.ErrSeen) {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	stored, err := b.store.Answers(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read answers: %w", err)
	}
	return Reply{Note: b.stamped(ctx, t, r, stored), Edit: true}, nil
}

// maxStamps is how many answers a reminder shows, the newest.
const maxStamps = 2

// stamped is the reminder with a line of who answered it how, and the choices
// that are left.
func (b *Bot) stamped(ctx context.Context, t *turn, r *reminded, all []target.Answer) target.Note {
	note := *r.delivery.Note
	var stamps []string
	for i := range all {
		if a := &all[i]; a.Delivery == r.delivery.ID && !a.Ended {
			if stamp := b.stamp(ctx, t, a); !slices.Contains(stamps, stamp) {
				stamps = append(stamps, stamp)
			}
		}
	}
	if len(stamps) > maxStamps {
		stamps = stamps[len(stamps)-maxStamps:]
	}
	note.Text = lines(note.Text, strings.Join(stamps, " "))
	pressed, _, _ := strings.Cut(t.msg.Text, " ")
	note.Choices = slices.DeleteFunc(slices.Clone(note.Choices), func(c target.Choice) bool { return strings.HasPrefix(c.Data, pressed+" ") })
	return note
}

// stamp says who answered what, and when: the unit or the office, never a name.
func (b *Bot) stamp(ctx context.Context, t *turn, a *target.Answer) string {
	return t.say("answer.stamp."+string(a.Kind), "Who", b.office(ctx, t, a.By),
		"At", a.At.In(b.plan.Zone).Format("15:04"), "On", b.day(t, target.DateOf(a.At.In(b.plan.Zone))), "Until", b.day(t, a.Until))
}

// office names somebody by unit, or by role if they answer for no unit.
func (b *Bot) office(ctx context.Context, t *turn, id target.MemberID) string {
	// Who is no member any more is named as anybody is.
	m, err := b.store.Member(ctx, id)
	switch {
	case err == nil && m.Unit != target.Locality:
		return lang.Capital(b.unitShort(t, m.Unit))
	case err == nil && (m.Role == target.Leader || m.Role == target.Operator):
		return lang.Capital(t.say("role." + string(m.Role)))
	default:
		return lang.Capital(t.say("history.member"))
	}
}

// offered is the reminder with other choices below it, and a way back; where it
// cannot be edited, a question of its own.
func (b *Bot) offered(t *turn, r *reminded, question string, choices []target.Choice) Reply {
	if !t.edits(r) {
		return Reply{Note: target.Note{Text: question, Choices: choices}}
	}
	note := *r.delivery.Note
	note.Text, note.Choices = lines(note.Text, question), choices
	return Reply{Note: note, Edit: true}
}
