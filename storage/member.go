package storage

import (
	"context"
	"fmt"
	"time"

	"chitieu/target"
)

// memberRecord is a member on disk.
type memberRecord struct {
	header
	ID     string    `json:"id"`
	Name   string    `json:"name,omitempty"`
	Role   string    `json:"role"`
	Unit   string    `json:"unit,omitempty"`
	Lang   string    `json:"lang,omitempty"`
	Of     string    `json:"of,omitempty"`
	Joined time.Time `json:"joined,omitzero"`
}

func (memberRecord) current() int { return 1 }

func newMemberRecord(m *target.Member) memberRecord {
	return memberRecord{
		header: v1, ID: string(m.ID), Name: m.Name, Role: string(m.Role),
		Unit: string(m.Unit), Lang: string(m.Lang), Of: string(m.Of), Joined: moment(m.Joined),
	}
}

func (rec memberRecord) member() (target.Member, error) {
	return target.Member{
		ID: target.MemberID(rec.ID), Name: rec.Name, Role: target.Role(rec.Role),
		Unit: target.UnitID(rec.Unit), Lang: target.Lang(rec.Lang),
		Of: target.MemberID(rec.Of), Joined: moment(rec.Joined),
	}, nil
}

func memberKey(id target.MemberID) []byte { return keyOf("member", string(id)) }

func putMember(w Writer, m *target.Member) error {
	return save(w, memberKey(m.ID), newMemberRecord(m))
}

func getMember(r Reader, id target.MemberID) (target.Member, error) {
	rec, err := load[memberRecord](r, memberKey(id))
	if err != nil {
		return target.Member{}, err
	}
	return rec.member()
}

// Member returns the member; target.ErrNotFound for a stranger.
func (s *Store) Member(ctx context.Context, id target.MemberID) (target.Member, error) {
	var member target.Member
	err := s.kv.View(ctx, func(r Reader) (err error) {
		member, err = getMember(r, id)
		return err
	})
	if err != nil {
		return target.Member{}, fmt.Errorf("member %s: %w", id, err)
	}
	return member, nil
}

// Members returns every member in order of ID.
func (s *Store) Members(ctx context.Context) ([]target.Member, error) {
	members, err := collect(ctx, s.kv, under("member"), memberRecord.member)
	if err != nil {
		return nil, fmt.Errorf("members: %w", err)
	}
	return members, nil
}
