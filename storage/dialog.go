package storage

import (
	"context"
	"fmt"
	"time"

	"chitieu/target"
)

// dialogRecord is an unfinished exchange on disk. Payload is the bot's, who
// must expect one that an older version wrote.
type dialogRecord struct {
	header
	Payload []byte    `json:"payload"`
	Expires time.Time `json:"expires,omitzero"`
}

func (dialogRecord) current() int { return 1 }

func dialogKey(chat target.ChatID, member target.MemberID) []byte {
	return keyOf("dialog", string(chat), string(member))
}

// putDialog replaces the dialog of its chat and member; no Payload ends it.
// The engine does not expire it: its clock may not be the bot's.
func putDialog(w Writer, d *target.Dialog) error {
	if d == nil {
		return nil
	}
	key := dialogKey(d.Chat, d.Member)
	if len(d.Payload) == 0 {
		return w.Delete(key)
	}
	return save(w, key, dialogRecord{v1, d.Payload, moment(d.Expires)})
}

// Dialog returns the exchange that is open with the member in the chat at now;
// target.ErrNotFound if there is none or it has expired. A zero Expires is
// never.
func (s *Store) Dialog(ctx context.Context, chat target.ChatID, member target.MemberID, now time.Time) (target.Dialog, error) {
	var rec dialogRecord
	err := s.kv.View(ctx, func(r Reader) (err error) {
		rec, err = load[dialogRecord](r, dialogKey(chat, member))
		if err == nil && !rec.Expires.IsZero() && !now.Before(rec.Expires) {
			err = target.ErrNotFound
		}
		return err
	})
	if err != nil {
		return target.Dialog{}, fmt.Errorf("dialog with %s in %s: %w", member, chat, err)
	}
	return target.Dialog{Chat: chat, Member: member, Payload: rec.Payload, Expires: moment(rec.Expires)}, nil
}
