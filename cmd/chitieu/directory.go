package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"chitieu/storage"
	"chitieu/target"
)

// directory is the store as the bot sees it, with the people of the
// configuration: who may talk is the operator's file alone, so that striking
// somebody out takes effect at the next start.
type directory struct {
	*storage.Store
	members map[target.MemberID]target.Member
}

func newDirectory(store *storage.Store, members []target.Member) *directory {
	d := &directory{Store: store, members: make(map[target.MemberID]target.Member)}
	for _, m := range members {
		d.members[m.ID] = m
	}
	return d
}

// Member returns the configured person; what the person chose since (the
// language) comes from the store.
func (d *directory) Member(ctx context.Context, id target.MemberID) (target.Member, error) {
	m, ok := d.members[id]
	if !ok {
		return target.Member{}, fmt.Errorf("member %s: %w", id, target.ErrNotFound)
	}
	if stored, err := d.Store.Member(ctx, id); err == nil && stored.Lang != "" {
		m.Lang = stored.Lang
	}
	return m, nil
}

// chatPage is how many groups are stored in one change.
const chatPage = 50

// seedChats writes the configured groups and parks those that are stored but
// no longer configured. Why a group was parked before stays.
func seedChats(ctx context.Context, store *storage.Store, groups []target.Chat) error {
	stored, err := store.Chats(ctx)
	if err != nil {
		return fmt.Errorf("read groups: %w", err)
	}
	wanted := make(map[target.ChatID]target.Chat)
	for _, g := range groups {
		wanted[g.ID] = g
	}
	for _, s := range stored {
		g, ok := wanted[s.ID]
		switch {
		case ok:
			g.Parked = s.Parked
			wanted[s.ID] = g
		case s.Group && s.Parked == "":
			s.Parked = "not in the configuration"
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
