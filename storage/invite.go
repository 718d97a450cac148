package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// inviteRecord is a one-time code on disk, without the code.
type inviteRecord struct {
	header
	Hash    string    `json:"hash"`
	Kind    string    `json:"kind"`
	Role    string    `json:"role,omitempty"`
	Unit    string    `json:"unit,omitempty"`
	Of      string    `json:"of,omitempty"`
	Chat    string    `json:"chat,omitempty"`
	By      string    `json:"by,omitempty"`
	Expires time.Time `json:"expires,omitzero"`
	Used    time.Time `json:"used,omitzero"`
	UsedBy  string    `json:"used_by,omitempty"`
}

func (inviteRecord) current() int { return 1 }

func newInviteRecord(i *target.Invite) inviteRecord {
	return inviteRecord{
		header: v1, Hash: i.Hash, Kind: string(i.Kind), Role: string(i.Role), Unit: string(i.Unit),
		Of: string(i.Of), Chat: string(i.Chat), By: string(i.By), Expires: moment(i.Expires), Used: moment(i.Used), UsedBy: string(i.UsedBy),
	}
}

func (rec inviteRecord) invite() (target.Invite, error) {
	return target.Invite{
		Hash: rec.Hash, Kind: target.InviteKind(rec.Kind), Role: target.Role(rec.Role), Unit: target.UnitID(rec.Unit),
		Of: target.MemberID(rec.Of), Chat: target.ChatID(rec.Chat), By: target.MemberID(rec.By), Expires: moment(rec.Expires),
		Used: moment(rec.Used), UsedBy: target.MemberID(rec.UsedBy),
	}, nil
}

func inviteKey(hash string) []byte { return keyOf("invite", hash) }

// checkInvite refuses a code that was used before, by whomever.
func checkInvite(w Writer, i *target.Invite) error {
	rec, err := load[inviteRecord](w, inviteKey(i.Hash))
	if errors.Is(err, target.ErrNotFound) {
		return nil
	}
	if err == nil && !rec.Used.IsZero() {
		err = fmt.Errorf("used invite: %w", target.ErrConflict)
	}
	return err
}

func putInvite(w Writer, i *target.Invite) error {
	return save(w, inviteKey(i.Hash), newInviteRecord(i))
}

// Invite returns the one-time code of a hash, used or not; target.ErrNotFound
// if there is none.
func (s *Store) Invite(ctx context.Context, hash string) (target.Invite, error) {
	var rec inviteRecord
	err := s.kv.View(ctx, func(r Reader) (err error) {
		rec, err = load[inviteRecord](r, inviteKey(hash))
		return err
	})
	if err != nil {
		return target.Invite{}, fmt.Errorf("invite: %w", err)
	}
	return rec.invite()
}
