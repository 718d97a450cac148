package storage

import (
	"context"
	"errors"
	"fmt"

	"chitieu/target"
)

// chatRecord is a chat on disk.
type chatRecord struct {
	header
	ID       string `json:"id"`
	Title    string `json:"title,omitempty"`
	Group    bool   `json:"group,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Lang     string `json:"lang,omitempty"`
	Parked   string `json:"parked,omitempty"`
	Member   string `json:"member,omitempty"`
	Fallback string `json:"fallback,omitempty"`
	Standby  bool   `json:"standby,omitempty"`
	Greeted  bool   `json:"greeted,omitempty"`
	Bound    bool   `json:"bound,omitempty"`
	Listen   string `json:"listen,omitempty"`
}

func (chatRecord) current() int { return 1 }

func newChatRecord(c *target.Chat) chatRecord {
	return chatRecord{
		header: v1, ID: string(c.ID), Title: c.Title, Group: c.Group,
		Unit: string(c.Unit), Lang: string(c.Lang), Parked: c.Parked,
		Member: string(c.Member), Fallback: string(c.Fallback), Standby: c.Standby, Greeted: c.Greeted, Bound: c.Bound, Listen: string(c.Listen),
	}
}

func (rec chatRecord) chat() (target.Chat, error) {
	return target.Chat{
		ID: target.ChatID(rec.ID), Title: rec.Title, Group: rec.Group,
		Unit: target.UnitID(rec.Unit), Lang: target.Lang(rec.Lang), Parked: rec.Parked,
		Member: target.MemberID(rec.Member), Fallback: target.ChatID(rec.Fallback), Standby: rec.Standby, Greeted: rec.Greeted, Bound: rec.Bound, Listen: target.Listening(rec.Listen),
	}, nil
}

func chatKey(id target.ChatID) []byte { return keyOf("chat", string(id)) }

func putChat(w Writer, c *target.Chat) error { return save(w, chatKey(c.ID), newChatRecord(c)) }

func getChat(r Reader, id target.ChatID) (target.Chat, error) {
	rec, err := load[chatRecord](r, chatKey(id))
	if err != nil {
		return target.Chat{}, err
	}
	return rec.chat()
}

// Chat returns the chat; target.ErrNotFound if the bot has not met it.
func (s *Store) Chat(ctx context.Context, id target.ChatID) (target.Chat, error) {
	var chat target.Chat
	err := s.kv.View(ctx, func(r Reader) (err error) {
		chat, err = getChat(r, id)
		return err
	})
	if err != nil {
		return target.Chat{}, fmt.Errorf("chat %s: %w", id, err)
	}
	return chat, nil
}

// Chats returns every chat, parked ones included, in order of ID.
func (s *Store) Chats(ctx context.Context) ([]target.Chat, error) {
	chats, err := collect(ctx, s.kv, under("chat"), chatRecord.chat)
	if err != nil {
		return nil, fmt.Errorf("chats: %w", err)
	}
	return chats, nil
}

// ParkChat notes why nothing is sent to the chat any more. A chat that was
// never stored is stored now: the messenger knows of it.
func (s *Store) ParkChat(ctx context.Context, id target.ChatID, reason string) error {
	err := s.kv.Update(ctx, func(w Writer) error {
		chat, err := getChat(w, id)
		if err != nil && !errors.Is(err, target.ErrNotFound) {
			return err
		}
		chat.ID, chat.Parked = id, reason
		return putChat(w, &chat)
	})
	if err != nil {
		return fmt.Errorf("park chat %s: %w", id, err)
	}
	return nil
}
