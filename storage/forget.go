package storage

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/target"
)

// forgetRecord marks a person whom the store is forgetting, until nothing is
// left. It is the last thing that knows who the pseudonym was.
type forgetRecord struct {
	header
	Pseudonym string   `json:"pseudonym"`
	Accounts  []string `json:"accounts"`
	// Chats are the private ones; messengers name most as they name the member.
	Chats []string `json:"chats"`
}

func (forgetRecord) current() int { return 1 }

// beginForgetting is the part of a Commit that ends a person's membership.
func beginForgetting(w Writer, id *target.MemberID) error {
	if *id == "" {
		return errors.New("forget: no member")
	}
	p, err := personOf(w, *id)
	if err != nil {
		return err
	}
	rec := forgetRecord{header: v1, Pseudonym: pseudonym()}
	for _, m := range p.accounts {
		rec.Accounts = append(rec.Accounts, string(m.ID))
		rec.Chats = append(rec.Chats, string(m.ID)) // of a private chat that was not stored
		if err := errors.Join(w.Delete(memberKey(m.ID)), w.Delete(requestKey(m.ID))); err != nil {
			return err
		}
	}
	for _, c := range p.chats {
		rec.Chats = append(rec.Chats, string(c.ID))
		if err := w.Delete(chatKey(c.ID)); err != nil {
			return err
		}
	}
	return markForgetting(w, rec)
}

// markForgetting writes the mark, adding to one that is there: a person who
// came back while the first call was cut off.
func markForgetting(w Writer, rec forgetRecord) error {
	key := keyOf("forget", rec.Accounts[0])
	old, err := load[forgetRecord](w, key)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	if err == nil {
		rec.Pseudonym = old.Pseudonym
		rec.Accounts = append(rec.Accounts, old.Accounts...)
		rec.Chats = append(rec.Chats, old.Chats...)
	}
	return save(w, key, rec)
}

// pseudonym returns a name that leads back to nobody.
func pseudonym() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails
	return "forgotten:" + hex.EncodeToString(b[:])
}

// finishForgetting removes what is left of everybody who is being forgotten.
func (s *Store) finishForgetting(ctx context.Context) error {
	var begun []forgetRecord
	err := s.kv.View(ctx, func(r Reader) error {
		for e, err := range r.Scan(under("forget"), nil) {
			if err != nil {
				return err
			}
			rec, err := decode[forgetRecord](e.Value)
			if err != nil {
				return readError(e.Key, err)
			}
			begun = append(begun, rec)
		}
		return nil
	})
	for _, rec := range begun {
		err = errors.Join(err, (&eraser{s.kv, rec}).run(ctx))
	}
	if err != nil {
		return fmt.Errorf("forget: %w", err)
	}
	return nil
}

// eraser removes the traces of one person. Each of its steps may be repeated.
type eraser struct {
	kv KV
	of forgetRecord
}

func (e *eraser) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{e.dialogs, e.history, e.records, e.access, e.chats, e.outbox, e.told} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return e.kv.Update(ctx, func(w Writer) error {
		return errors.Join(newEdition(w), w.Delete(keyOf("forget", e.of.Accounts[0])))
	})
}

// named reports whether an ID is one of the person's, a private chat included.
func (e *eraser) named(id string) bool { return slices.Contains(e.of.Chats, id) }

// replace puts the pseudonym in the fields that name the person.
func (e *eraser) replace(fields ...*string) (changed bool) {
	for _, f := range fields {
		if e.named(*f) {
			*f, changed = e.of.Pseudonym, true
		}
	}
	return changed
}

// dialogs ends what the person was asked, and what anybody was in the person's
// private chats.
func (e *eraser) dialogs(ctx context.Context) error {
	find := func(r Reader, from []byte, visit func([]byte) bool) error {
		for entry, err := range r.Scan(under("dialog"), from) {
			if err != nil {
				return err
			}
			parts, err := splitKey(entry.Key, 2)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(parts, e.named) && !visit(entry.Key) {
				return nil
			}
		}
		return nil
	}
	_, err := inPages(ctx, e.kv, recordPage, find, func(w Writer, key []byte) (bool, error) {
		return true, w.Delete(key)
	})
	return err
}

// history keeps the figures and takes out who said them.
func (e *eraser) history(ctx context.Context) error {
	return errors.Join(
		rewrite(ctx, e.kv, under("report"), func(rec *reportRecord) bool {
			if e.named(rec.By) {
				rec.ByName = ""
			}
			return e.replace(&rec.By, &rec.ApprovedBy, &rec.Chat)
		}),
		rewrite(ctx, e.kv, under("audit"), func(rec *auditRecord) bool {
			named := e.replace(&rec.Member, &rec.Chat)
			return e.scrub(&rec.Detail) || named
		}),
	)
}

// scrub puts the pseudonym in a text that names the person by an ID.
func (e *eraser) scrub(text *string) bool {
	words := strings.Split(*text, " ")
	changed := false
	for i := range words {
		changed = e.replace(&words[i]) || changed
	}
	*text = strings.Join(words, " ")
	return changed
}

// records keeps what was agreed and takes out with whom.
func (e *eraser) records(ctx context.Context) error {
	return errors.Join(
		rewrite(ctx, e.kv, under("answer"), func(rec *answerRecord) bool { return e.replace(&rec.By, &rec.Chat) }),
		rewrite(ctx, e.kv, under("directive"), func(rec *directiveRecord) bool {
			return e.replace(&rec.By, &rec.Answerer, &rec.Chat, &rec.From)
		}),
		rewrite(ctx, e.kv, under("escalation"), func(rec *escalationRecord) bool {
			return e.replace(append(rec.chats(), &rec.By)...)
		}),
		rewrite(ctx, e.kv, under("preparation"), func(rec *preparationRecord) bool { return e.replace(&rec.By) }),
		rewrite(ctx, e.kv, under("rule"), func(rec *ruleRecord) bool { return e.replace(&rec.By) }),
	)
}

// access takes the person out of how others came in.
func (e *eraser) access(ctx context.Context) error {
	_, err := remove(ctx, e.kv, under("invite"), func(rec inviteRecord) bool { return e.named(rec.Of) || e.named(rec.UsedBy) })
	return errors.Join(err,
		rewrite(ctx, e.kv, under("invite"), func(rec *inviteRecord) bool { return e.replace(&rec.By) }),
		rewrite(ctx, e.kv, under("request"), func(rec *requestRecord) bool { return e.replace(&rec.By) }),
	)
}

// chats has nothing stand in for a group that was the person's alone.
func (e *eraser) chats(ctx context.Context) error {
	_, err := remove(ctx, e.kv, under("incident"), func(rec incidentRecord) bool { return e.named(rec.Chat) })
	return errors.Join(err, rewrite(ctx, e.kv, under("chat"), func(rec *chatRecord) bool {
		if !e.named(rec.Fallback) {
			return false
		}
		rec.Fallback = ""
		return true
	}))
}

// outbox deletes what went to the private chats, and the reminders that were to.
func (e *eraser) outbox(ctx context.Context) error {
	_, err := inPages(ctx, e.kv, deliveryPage, matching(under("delivery"), e.erasable), func(w Writer, key []byte) (bool, error) {
		rec, err := load[deliveryRecord](w, key)
		if errors.Is(err, target.ErrNotFound) {
			return false, nil
		}
		if err != nil || !e.erasable(rec) {
			return false, err
		}
		return true, errors.Join(
			unpoint(w, choicesKey(target.ChatID(rec.Chat)), target.DeliveryID(rec.ID)),
			deleteDelivery(w, rec),
		)
	})
	return err
}

func (e *eraser) erasable(rec deliveryRecord) bool {
	reply := rec.Rule == "" && rec.Kind == ""
	return (e.named(rec.Chat) || e.named(rec.For)) && (target.DeliveryState(rec.State).Final() || !reply)
}

// told forgets what the private chats were told last.
func (e *eraser) told(ctx context.Context) error {
	for _, chat := range e.of.Chats {
		if _, err := remove(ctx, e.kv, under("told", chat), func(toldRecord) bool { return true }); err != nil {
			return err
		}
	}
	return nil
}
