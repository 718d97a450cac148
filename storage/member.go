package storage

import (
	"context"
	"fmt"

	"chitieu/target"
)

// memberRecord is a member on disk.
type memberRecord struct {
	header
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	Role string `json:"role"`
	Unit string `json:"unit,omitempty"`
	Lang string `json:"lang,omitempty"`
}

func (memberRecord) current() int { return 1 }

func newMemberRecord(m *target.Member) memberRecord {
	return memberRecord{
		header: v1, ID: string(m.ID), Name: m.Name, Role: string(m.Role),
		Unit: string(m.Unit), Lang: string(m.Lang),
	}
}

func (rec memberRecord) member() (target.Member, error) {
	return target.Member{
		ID: target.MemberID(rec.ID), Name: rec.Name, Role: target.Role(rec.Role),
		Unit: target.UnitID(rec.Unit), Lang: target.Lang(rec.Lang),
	}, nil
}

func memberKey(id target.MemberID) []byte { return keyOf("member", string(id)) }

func putMember(w Writer, m *target.Member) error {
	return save(w, memberKey(m.ID), newMemberRecord(m))
}

// Member returns the member; target.ErrNotFound for a stranger.
func (s *Store) Member(ctx context.Context, id target.MemberID) (target.Member, error) {
	var member target.Member
	err := s.kv.View(ctx, func(r Reader) error {
		rec, err := load[memberRecord](r, memberKey(id))
		if err != nil {
			return err
		}
		member, err = rec.member()
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
