package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// receiptLife is how old a receipt may be that a reply takes back.
const receiptLife = 7 * 24 * time.Hour

// takenBack takes "hủy" or "sai rồi", said in reply to a receipt, for taking back
// the reports of that receipt and nothing else.
func (b *Bot) takenBack(ctx context.Context, t *turn, _ *pending) (Reply, bool, error) {
	if t.msg.ReplyTo == "" || t.commanded() || !b.reader.ReadWithdraw(t.msg.Text) {
		return Reply{}, false, nil
	}
	group, err := b.receiptOf(ctx, t)
	if group == "" && err == nil {
		return Reply{}, false, nil
	}
	reply, err := b.takeBack(ctx, t, group, err)
	return reply, true, err
}

// takeBack retracts the reports of a receipt, if it was found.
func (b *Bot) takeBack(ctx context.Context, t *turn, group target.ReportID, err error) (Reply, error) {
	switch {
	case err != nil:
		return Reply{}, err
	case !t.may(undoOwn):
		return t.tell("permission.refused"), nil
	default:
		return b.retract(ctx, t, group)
	}
}

// receiptOf returns the reports of the receipt that the message replies to, ""
// if it replies to none.
func (b *Bot) receiptOf(ctx context.Context, t *turn) (target.ReportID, error) {
	if t.msg.ReplyTo == "" {
		return "", nil
	}
	rows, err := b.store.Deliveries(ctx, t.now.Add(-receiptLife), t.now.Add(time.Nanosecond))
	if err != nil {
		return "", fmt.Errorf("look up receipt: %w", err)
	}
	for i := range rows {
		d := &rows[i]
		if d.Chat != t.msg.Chat || d.MessageID != t.msg.ReplyTo || d.Note == nil {
			continue
		}
		for _, c := range d.Note.Choices {
			if group, ok := undoes(c); ok {
				return group, nil
			}
		}
	}
	return "", nil
}

// undoes returns the reports that the choice takes back; false for any other.
func undoes(c target.Choice) (target.ReportID, bool) {
	group, ok := strings.CutPrefix(c.Data, slash(understand.Undo)+" ")
	return target.ReportID(group), ok && isGroup(group)
}
