package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"chitieu/target"
)

// A question that is asked on a page of the walk takes the page's place, and its
// outcome takes the question's: the chat is not filled with both.

// inPlace reports whether what is asked or done takes the place of the message
// whose button was pressed.
func (t *turn) inPlace() bool {
	return t.back != "" && t.msg.Pressed != "" && t.msg.Pressed != typedPress
}

// commitInPlace stores a change whose answer takes the place of what was
// pressed. Nothing is queued: a question is simply asked again when its press
// is delivered again, and an outcome is kept in the place of the question, so
// that whoever presses twice is told the same and nothing is done twice.
func (b *Bot) commitInPlace(ctx context.Context, t *turn, change target.Change, note target.Note) (Reply, error) {
	if change.Dialog != nil && change.Dialog.Payload == nil && t.waits != nil {
		payload, err := json.Marshal(pending{Key: t.waits.Key, Lang: t.waits.Lang, Back: t.back, Done: &note})
		if err != nil {
			return Reply{}, fmt.Errorf("encode outcome: %w", err)
		}
		change.Dialog, change.Update = t.dialog(payload), t.msg.ID
	}
	if err := b.store.Commit(ctx, change); err != nil {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	if len(change.Deliveries) > 0 {
		b.notify()
	}
	return Reply{Note: note, Edit: true}, nil
}

// again returns the outcome of a question that was answered before, to who
// presses one of its choices once more.
func (t *turn) again(p *pending) Reply {
	t.back = p.Back
	return Reply{Note: *p.Done}
}

// presses reports whether the message is a choice of the question with the key.
func (t *turn) presses(key string) bool {
	return strings.HasPrefix(t.msg.Text, pickCommand+" "+key+" ")
}

// leaveQuestion drops the question that waits where one walks on from it: a
// number typed later must not answer what is no longer seen.
func (b *Bot) leaveQuestion(ctx context.Context, t *turn) error {
	if t.waits == nil || t.waits.Back == "" {
		return nil
	}
	if err := b.store.Commit(ctx, target.Change{Dialog: t.dialog(nil)}); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}
