package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// Divert sends an unfinished delivery to another chat, which stands in for the
// one that it was for: it waits again, as if it had never been tried. Sent back
// to its own chat it is an ordinary one again. Who has it claimed loses the
// claim, so only the claimant diverts what is claimed. target.ErrConflict if it
// is finished.
func (s *Store) Divert(ctx context.Context, id target.DeliveryID, to target.ChatID) error {
	err := s.kv.Update(ctx, func(w Writer) error {
		old, err := getDelivery(w, id)
		if err != nil {
			return err
		}
		if old.State.Final() {
			return target.ErrConflict
		}
		d := old
		d.Chat, d.For = to, ownChat(&old)
		if d.For == to {
			d.For = ""
		}
		d.State, d.Attempt, d.Lease = target.Pending, 0, time.Time{}
		return putDelivery(w, &old, &d)
	})
	if err != nil {
		return fmt.Errorf("divert %s to %s: %w", id, to, err)
	}
	return nil
}

// MoveChat gives everything that is still to come for a chat to the chat that
// the messenger made of it: its settings, what waits in the outbox, under the
// IDs it has, what was answered and asked there, and what it was told. History
// keeps the old ID. An unfinished dialog is forgotten. Calling it again, after a
// crash or for both of two messages, changes nothing.
func (s *Store) MoveChat(ctx context.Context, from, to target.ChatID) error {
	if from == to {
		return nil
	}
	m := chatMove{s.kv, string(from), string(to)}
	for _, step := range []func(context.Context) error{m.outbox, m.records, m.told, m.settings} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("move chat %s to %s: %w", from, to, err)
		}
	}
	return nil
}

// chatMove is one call of MoveChat. The settings go last: as long as they are
// there, the move is not over.
type chatMove struct {
	kv       KV
	from, to string
}

// readdress changes the fields that name the old chat.
func (m chatMove) readdress(fields ...*string) (changed bool) {
	for _, f := range fields {
		if *f == m.from {
			*f, changed = m.to, true
		}
	}
	return changed
}

// outbox readdresses what waits for the chat, or stands in for it elsewhere.
func (m chatMove) outbox(ctx context.Context) error {
	find := func(r Reader, from []byte, visit func([]byte) bool) error {
		for e, err := range r.Scan(under("due"), from) {
			if err != nil {
				return err
			}
			d, err := indexedDelivery(r, e.Key)
			if err != nil {
				return err
			}
			if (string(d.Chat) == m.from || string(d.For) == m.from) && !visit(e.Key) {
				return nil
			}
		}
		return nil
	}
	_, err := inPages(ctx, m.kv, recordPage, find, func(w Writer, key []byte) (bool, error) {
		id, err := indexedID(key)
		if err != nil {
			return false, err
		}
		rec, err := load[deliveryRecord](w, deliveryKey(id))
		if errors.Is(err, target.ErrNotFound) {
			return false, nil // finished and pruned since
		}
		if err != nil || target.DeliveryState(rec.State).Final() || !m.readdress(&rec.Chat, &rec.For) {
			return false, err
		}
		return true, save(w, deliveryKey(id), rec)
	})
	return err
}

// records readdresses what was answered, asked and planned in the chat.
func (m chatMove) records(ctx context.Context) error {
	return errors.Join(
		rewrite(ctx, m.kv, under("answer"), func(rec *answerRecord) bool { return m.readdress(&rec.Chat) }),
		rewrite(ctx, m.kv, under("directive"), func(rec *directiveRecord) bool { return m.readdress(&rec.Chat, &rec.From) }),
		rewrite(ctx, m.kv, under("escalation"), func(rec *escalationRecord) bool { return m.readdress(rec.chats()...) }),
		rewrite(ctx, m.kv, under("request"), func(rec *requestRecord) bool { return m.readdress(&rec.Chat) }),
		rewrite(ctx, m.kv, under("invite"), func(rec *inviteRecord) bool { return m.readdress(&rec.Chat) }),
		rewrite(ctx, m.kv, under("chat"), func(rec *chatRecord) bool { return m.readdress(&rec.Fallback) }),
	)
}

// told has the pointers to what the chat was told follow it.
func (m chatMove) told(ctx context.Context) error {
	all := func(toldRecord) bool { return true }
	_, err := inPages(ctx, m.kv, recordPage, matching(under("told", m.from), all), func(w Writer, key []byte) (bool, error) {
		parts, err := splitKey(key, 2)
		if err != nil {
			return false, err
		}
		return true, movePointer(w, key, keyOf("told", m.to, parts[1]))
	})
	return err
}

func movePointer(w Writer, from, to []byte) error {
	rec, err := load[toldRecord](w, from)
	if errors.Is(err, target.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(point(w, to, rec), w.Delete(from))
}

// settings moves the chat itself, and what was sent there to choose from.
func (m chatMove) settings(ctx context.Context) error {
	from, to := target.ChatID(m.from), target.ChatID(m.to)
	return m.kv.Update(ctx, func(w Writer) error {
		if err := movePointer(w, choicesKey(from), choicesKey(to)); err != nil {
			return err
		}
		chat, err := getChat(w, from)
		if errors.Is(err, target.ErrNotFound) {
			return nil // moved before, or never stored
		}
		if err != nil {
			return err
		}
		chat.ID = to
		return errors.Join(
			putChat(w, &chat), w.Delete(chatKey(from)),
			save(w, movedKey(from), movedRecord{v1, m.to}),
		)
	})
}

// movedRecord says what the messenger made of a chat.
type movedRecord struct {
	header
	To string `json:"to"`
}

func (movedRecord) current() int { return 1 }

func movedKey(id target.ChatID) []byte { return keyOf("moved", string(id)) }

// maxMoves bounds how often a chat is followed; a group becomes a supergroup
// once.
const maxMoves = 8

// WhereIs returns the ID that the chat has now: its own, unless it was moved.
func (s *Store) WhereIs(ctx context.Context, id target.ChatID) (target.ChatID, error) {
	err := s.kv.View(ctx, func(r Reader) error {
		for range maxMoves {
			rec, err := load[movedRecord](r, movedKey(id))
			if errors.Is(err, target.ErrNotFound) {
				return nil
			}
			if err != nil {
				return err
			}
			id = target.ChatID(rec.To)
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("where is %s: %w", id, err)
	}
	return id, nil
}
