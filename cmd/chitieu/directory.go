package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"chitieu/storage"
	"chitieu/target"
)

// directory is the store with the people of the configuration laid over it. It
// says who is whom to the bot and to the scheduler, by three rules:
//
//   - Who is in the configuration has the role that stands there. The store only
//     holds the language that such a person chose. Striking somebody out takes
//     effect at the next start.
//   - Who came in by chat is in the store alone, with the day of joining. What
//     has none is the note of a language and gives no role, so that nobody stays
//     a member by having been in the configuration once.
//   - A further account is its person's first account: same ID, role, unit and
//     language.
type directory struct {
	*storage.Store
	configured map[target.MemberID]target.Member
}

func newDirectory(store *storage.Store, members []target.Member) *directory {
	d := &directory{Store: store, configured: make(map[target.MemberID]target.Member)}
	for _, m := range members {
		d.configured[m.ID] = m
	}
	return d
}

// isConfigured reports whether the configuration names the account.
func (d *directory) isConfigured(id target.MemberID) bool {
	_, ok := d.configured[id]
	return ok
}

// Member returns the person whose account it is; target.ErrNotFound for a
// stranger and for who was removed.
func (d *directory) Member(ctx context.Context, id target.MemberID) (target.Member, error) {
	m, err := d.account(ctx, id)
	if err == nil && m.Of != "" {
		m, err = d.account(ctx, m.Of)
	}
	if err == nil && (m.Role == "" || m.Of != "") {
		err = fmt.Errorf("member %s: %w", id, target.ErrNotFound)
	}
	if err != nil {
		return target.Member{}, err
	}
	return m, nil
}

// chatPage is how many groups are stored in one change.
const chatPage = 50

// account is one account as it stands, without its person.
func (d *directory) account(ctx context.Context, id target.MemberID) (target.Member, error) {
	stored, err := d.Store.Member(ctx, id)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return target.Member{}, err
	}
	if m, ok := d.overlay(stored, id); ok {
		return m, nil
	}
	return target.Member{}, fmt.Errorf("member %s: %w", id, target.ErrNotFound)
}

// overlay is the account by what is configured and stored of it; ok is false for
// nobody's.
func (d *directory) overlay(stored target.Member, id target.MemberID) (m target.Member, ok bool) {
	if m, ok = d.configured[id]; ok {
		m.Lang = cmp.Or(stored.Lang, m.Lang)
		return m, true
	}
	return stored, !stored.Joined.IsZero()
}

// Members returns every account in order of ID. Further accounts keep their ID
// and Of, and have the role, unit and language of their person.
func (d *directory) Members(ctx context.Context) ([]target.Member, error) {
	stored, err := d.Store.Members(ctx)
	if err != nil {
		return nil, err
	}
	all := make(map[target.MemberID]target.Member)
	for id := range d.configured {
		all[id], _ = d.overlay(target.Member{}, id)
	}
	for _, s := range stored {
		if m, ok := d.overlay(s, s.ID); ok {
			all[m.ID] = m
		}
	}
	var out []target.Member
	for _, m := range all {
		if m.Of != "" {
			first := all[m.Of]
			m.Role, m.Unit, m.Lang = first.Role, first.Unit, first.Lang
		}
		if m.Role != "" {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b target.Member) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// Commit stores the change. Of somebody in the configuration only the language
// is kept: the role would outlive the line in the file.
func (d *directory) Commit(ctx context.Context, c target.Change) error {
	c.Members = slices.Clone(c.Members)
	for i := range c.Members {
		m := &c.Members[i]
		if !d.isConfigured(m.ID) {
			continue
		}
		kept, err := d.Store.Member(ctx, m.ID)
		if err != nil && !errors.Is(err, target.ErrNotFound) {
			return err
		}
		kept.ID, kept.Lang = m.ID, m.Lang
		*m = kept
	}
	return d.Store.Commit(ctx, c)
}

// seedChats writes the configured groups and parks those that were configured
// and are no longer; a group that was bound from chat is left alone. What chat
// decided of a configured group stays: its parking, and its pair unless the file
// pairs it.
func seedChats(ctx context.Context, store *storage.Store, groups []target.Chat) error {
	stored, err := store.Chats(ctx)
	if err != nil {
		return fmt.Errorf("read groups: %w", err)
	}
	wanted := make(map[target.ChatID]target.Chat)
	for _, g := range groups {
		// The file may still have the ID from before the messenger changed it.
		if g.ID, err = store.WhereIs(ctx, g.ID); err != nil {
			return err
		}
		if g.Fallback, err = store.WhereIs(ctx, g.Fallback); err != nil {
			return err
		}
		wanted[g.ID] = g
	}
	for _, s := range stored {
		g, ok := wanted[s.ID]
		switch {
		case ok:
			if !s.Greeted { // else it was stored as an unknown group
				g.Parked, g.Listen = s.Parked, s.Listen
			}
			if !s.Greeted && g.Fallback == "" && !g.Standby {
				g.Fallback, g.Standby = s.Fallback, s.Standby
			}
			wanted[s.ID] = g
		case s.Group && !s.Bound && s.Parked == "":
			s.Parked, s.Greeted = "not in the configuration", true
			wanted[s.ID] = s
		}
	}
	for page := range slices.Chunk(slices.Collect(maps.Values(wanted)), chatPage) {
		if err := store.Commit(ctx, target.Change{Chats: page}); err != nil {
			return fmt.Errorf("store groups: %w", err)
		}
	}
	return nil
}
