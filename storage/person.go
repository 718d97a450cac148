package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chitieu/target"
)

// person is somebody with all the accounts that are known, and where to write
// to that person alone.
type person struct {
	accounts []target.Member // the first account first; only the ID of a stranger
	chats    []target.Chat
}

// personOf finds whose account it is. A stranger is a person, too: one who may
// have asked for access.
func personOf(r Reader, id target.MemberID) (person, error) {
	first, err := getMember(r, id)
	if err == nil && first.Of != "" {
		id = first.Of
		first, err = getMember(r, id)
	}
	if errors.Is(err, target.ErrNotFound) {
		first, err = target.Member{ID: id}, nil
	}
	if err != nil {
		return person{}, err
	}
	p := person{accounts: []target.Member{first}}
	err = each(r, under("member"), nil, memberRecord.member, func(m target.Member) bool {
		if m.Of == id {
			p.accounts = append(p.accounts, m)
		}
		return true
	})
	if err != nil {
		return person{}, err
	}
	return p, each(r, under("chat"), nil, chatRecord.chat, func(c target.Chat) bool {
		if p.alone(&c) {
			p.chats = append(p.chats, c)
		}
		return true
	})
}

// alone reports whether the chat is a private one of the person. Before chats
// knew their member, a private chat had the member's ID.
func (p *person) alone(c *target.Chat) bool {
	return p.has(c.Member) || !c.Group && p.has(target.MemberID(c.ID))
}

func (p *person) has(id target.MemberID) bool {
	return slices.ContainsFunc(p.accounts, func(m target.Member) bool { return m.ID == id })
}

// Personal returns what is stored about the person whose account it is, all
// accounts together. target.ErrNotFound if that is nothing.
func (s *Store) Personal(ctx context.Context, member target.MemberID) (target.PersonalData, error) {
	var data target.PersonalData
	err := s.kv.View(ctx, func(r Reader) (err error) {
		data, err = personal(r, member)
		return err
	})
	if err != nil {
		return target.PersonalData{}, fmt.Errorf("personal data of %s: %w", member, err)
	}
	return data, nil
}

func personal(r Reader, member target.MemberID) (target.PersonalData, error) {
	p, err := personOf(r, member)
	if err != nil {
		return target.PersonalData{}, err
	}
	data := target.PersonalData{Member: p.accounts[0], Accounts: p.accounts[1:], Chats: p.chats}
	named := func(ids ...string) bool {
		return slices.ContainsFunc(ids, func(id string) bool { return id != "" && p.has(target.MemberID(id)) })
	}
	err = errors.Join(
		count(r, "report", &data.Reports, func(rec reportRecord) bool { return named(rec.By, rec.ApprovedBy) }),
		count(r, "audit", &data.Audits, func(rec auditRecord) bool { return named(rec.Member) }),
		count(r, "answer", &data.Answers, func(rec answerRecord) bool { return named(rec.By) }),
		each(r, under("request"), nil, requestRecord.request, func(q target.AccessRequest) bool {
			if p.has(q.Member) {
				data.Requests = append(data.Requests, q)
			}
			return true
		}),
	)
	stranger := data.Member.Role == "" && data.Member.Name == "" && len(data.Accounts)+len(data.Chats) == 0
	if err == nil && stranger && data.Reports+data.Audits+data.Answers+len(data.Requests) == 0 {
		err = target.ErrNotFound
	}
	return data, err
}

// count counts the records of a kind for which match is true.
func count[T record](r Reader, kind string, n *int, match func(T) bool) error {
	return matching(under(kind), match)(r, nil, func([]byte) bool {
		*n++
		return true
	})
}
