package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chitieu/target"
)

// Why nothing is sent to a chat, where the reason is the bot's own. They are
// for the log and the operator.
const (
	parkedOut      = "bot was put out"
	parkedUnbound  = "unbound in chat"
	parkedUnknown  = "not registered"
	parkedUnlinked = "account unlinked"
	parkedRemoved  = "member removed"
)

// isLost reports whether a chat is out of reach though nobody who may decide
// that did: somebody has to look after it.
func isLost(c *target.Chat) bool {
	switch c.Parked {
	case "", parkedUnbound, parkedUnknown, parkedUnlinked, parkedRemoved:
		return false
	default:
		return true
	}
}

// chatAt looks up a chat. A topic of a forum that nobody has bound by itself
// is its group: "telegram:-100/45" is "telegram:-100".
func (b *Bot) chatAt(ctx context.Context, id target.ChatID) (target.Chat, error) {
	chat, err := b.store.Chat(ctx, id)
	whole := wholeChat(id)
	if whole == id || err == nil && !chat.Greeted || err != nil && !errors.Is(err, target.ErrNotFound) {
		return chat, err
	}
	return b.store.Chat(ctx, whole)
}

// wholeChat is the chat that a topic is in, any other chat itself.
func wholeChat(id target.ChatID) target.ChatID {
	whole, _, _ := strings.Cut(string(id), "/")
	return target.ChatID(whole)
}

// settle keeps what a message tells of its chat: that a member may be written to
// in private, that the bot is in a group after all, and the group's name. It
// stores only what is new, and nothing of a message that comes from no messenger.
func (b *Bot) settle(ctx context.Context, t *turn) error {
	var change target.Change
	switch {
	case t.msg.ID == "":
		return nil
	case !t.msg.Group && t.member.Role != "" && (!t.known || t.chat.Parked != "" || t.chat.Member != t.member.ID):
		chat, others, err := b.meet(ctx, t)
		if err != nil {
			return err
		}
		t.chat, t.known = chat, true
		change.Chats = append(others, chat)
	case t.msg.Group && t.known && (t.chat.Parked != "" || t.msg.Title != "" && t.chat.Title != t.msg.Title):
		if t.chat.Parked != "" {
			change.Audits = []target.Audit{t.audit("unpark-chat", string(t.chat.ID))}
		}
		t.chat.Parked = ""
		if t.msg.Title != "" {
			t.chat.Title = t.msg.Title
		}
		change.Chats = []target.Chat{t.chat}
	default:
		return nil
	}
	if err := b.store.Commit(ctx, change); err != nil {
		return fmt.Errorf("store chat: %w", err)
	}
	return nil
}

// meet returns the speaker's private chat as it is to be stored. Somebody who
// writes from a second messenger gets there what does not reach the first:
// then others holds the first chat, which falls back to this one.
func (b *Bot) meet(ctx context.Context, t *turn) (chat target.Chat, others []target.Chat, err error) {
	all, err := b.chats(ctx)
	if err != nil {
		return chat, nil, err
	}
	chat = target.Chat{ID: t.msg.Chat, Member: t.member.ID, Lang: firstOf(t.member.Lang, t.msg.Lang)}
	for _, other := range all {
		if other.Fallback == chat.ID && other.Member != t.member.ID {
			other.Fallback = "" // it was somebody else's account before
			others = append(others, other)
		}
	}
	for _, other := range privateChats(all, t.member.ID) {
		switch {
		case other.ID == chat.ID:
			chat.Fallback, chat.Standby = other.Fallback, other.Standby
			return chat, others, nil
		case !other.Standby && other.Parked == "" && other.Fallback == "":
			other.Fallback, chat.Standby = chat.ID, true
			others = append(others, other)
		}
	}
	return chat, others, nil
}

// firstOf is the first language that is known, "" if none is.
func firstOf(langs ...target.Lang) target.Lang {
	for _, l := range langs {
		if l != "" {
			return l
		}
	}
	return ""
}

// putOut parks a chat that the bot was put out of, with all its topics. Being
// spoken to there again takes that back.
func (b *Bot) putOut(ctx context.Context, m Message) (Reply, error) {
	err := b.park(ctx, m)
	if err != nil && ctx.Err() == nil {
		b.log.Error("chat not parked", "chat", m.Chat, "error", err)
		err = nil // asking again would not help
	}
	return Reply{Silent: true}, err
}

func (b *Bot) park(ctx context.Context, m Message) error {
	chats, err := b.chats(ctx)
	if err != nil {
		return err
	}
	change := target.Change{Update: m.ID}
	for _, c := range chats {
		if c.Parked != "" || c.ID != m.Chat && wholeChat(c.ID) != m.Chat {
			continue
		}
		c.Parked = parkedOut
		change.Chats = append(change.Chats, c)
		change.Incidents = append(change.Incidents, target.Incident{At: b.now(), Kind: target.ChatParked, Chat: c.ID, Detail: parkedOut})
		change.Audits = append(change.Audits, target.Audit{At: b.now(), Member: m.From, Chat: m.Chat, Action: "park-chat", Detail: string(c.ID)})
	}
	if len(change.Chats) == 0 {
		return nil
	}
	if err := b.store.Commit(ctx, change); err != nil && !errors.Is(err, target.ErrSeen) {
		return fmt.Errorf("park chat: %w", err)
	}
	return nil
}

// follow keeps a group that the messenger gave a new id what it is bound to, and
// what waits for it. Without it the next question there would be a stranger's.
func (b *Bot) follow(ctx context.Context, m Message) (Reply, error) {
	if err := b.store.MoveChat(ctx, m.MovedFrom, m.Chat); err != nil {
		return Reply{Silent: true}, fmt.Errorf("follow chat: %w", err)
	}
	b.log.Info("chat moved", "from", m.MovedFrom, "to", m.Chat)
	return Reply{Silent: true}, nil
}

// greetGroup tells a group that nobody has registered how that is done: once,
// so that the bot can be added anywhere without becoming a nuisance.
func (b *Bot) greetGroup(ctx context.Context, t *turn) (Reply, error) {
	if t.chat.Greeted {
		return Reply{Silent: true}, nil
	}
	group := target.Chat{ID: wholeChat(t.msg.Chat), Title: cleanName(t.msg.Title), Group: true, Greeted: true, Parked: parkedUnknown}
	note := target.Note{Text: t.say("permission.unknown-group", "ID", string(t.msg.Chat), "Mention", b.mentioning(t))}
	return b.apply(ctx, t, target.Change{Chats: []target.Chat{group}}, note)
}
