package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// talk is what the bot remembers of an exchange with one person in one chat.
type talk struct {
	topic   *understand.Topic
	lang    target.Lang
	choices []target.Choice // of the last answer, so that "2" picks one
	at      time.Time
	shown
	// dropped is set while the last thing that was done is that a question was
	// dropped, answered when the last message was a question of theirs.
	dropped, answered bool
}

// shown is what the last answer was.
type shown struct {
	receipt string          // of the batch with this end of its reports' IDs, "" for none
	asks    string          // the question with this key, "" for none
	wants   bool            // a figure was asked for in words
	fixes   target.ReportID // of this report the right figure was asked for, "" for none
}

// shownBy tells what the answer was.
func (t *turn) shownBy(reply *Reply) shown {
	if t.unchanged {
		return t.talk.shown
	}
	s := shown{fixes: t.fixes}
	for _, c := range reply.Choices {
		if group, ok := undoes(c); ok {
			s.receipt = endOf(string(group))
		}
		if rest, ok := strings.CutPrefix(c.Data, pickCommand+" "); ok {
			s.asks, _, _ = strings.Cut(rest, " ")
		}
	}
	s.wants = t.reading.Intent == understand.ReportValue && len(t.reading.Values) == 0 && s.receipt == "" && s.asks == ""
	return s
}

// talkKey is whose talk it is: a person's in a chat.
type talkKey struct {
	chat   target.ChatID
	member target.MemberID
}

// everybody stands for all who read a group.
const everybody target.MemberID = "*"

// talks remembers what was said and shown last. One machine keeps it in memory;
// where several answer, each must see what another has shown. Losing a talk
// costs one question more: what must not be lost is a target.Dialog.
type talks interface {
	// Talk returns the running talk, the zero talk if there is none.
	Talk(ctx context.Context, key talkKey, now time.Time) (talk, error)
	// KeepTalk replaces what is remembered.
	KeepTalk(ctx context.Context, key talkKey, k talk) error
}

// keepTalk remembers the turn and its answer.
func (b *Bot) keepTalk(ctx context.Context, t *turn, reply Reply) error {
	if reply.Silent {
		return nil
	}
	now := talk{topic: t.talk.topic, lang: t.words.Lang, choices: reply.Choices, at: t.now, shown: t.shownBy(&reply)}
	now.dropped = t.dropped || t.talk.dropped && !t.acted
	if about := t.reading; about.Intent != understand.None && about.Intent != understand.Undo && about.Intent != restoring && about.Intent != "" {
		now.topic = &understand.Topic{
			Intent: about.Intent, Indicators: about.Indicators, Units: about.Units, Period: about.Period,
		}
		now.answered = !t.acted && about.Intent != understand.ReportValue
	}
	if err := b.talks.KeepTalk(ctx, talkKey{t.msg.Chat, t.msg.From}, now); err != nil {
		return fmt.Errorf("keep talk: %w", err)
	}
	if !t.msg.Group {
		return nil
	}
	err := b.talks.KeepTalk(ctx, talkKey{t.msg.Chat, everybody}, talk{choices: t.shared(reply), at: t.now})
	if err != nil {
		return fmt.Errorf("keep what the group was shown: %w", err)
	}
	return nil
}

// shared are the choices of a reply that whoever reads the group may pick by
// number: the pages of a walk, which are the same for all.
func (t *turn) shared(reply Reply) []target.Choice {
	if t.walk == nil {
		return nil
	}
	return reply.Choices
}

// spokenIn is the language of a running talk, "" if there is none: then what is
// sent there is worded in the language of the person or the chat.
func (b *Bot) spokenIn(ctx context.Context, chat target.ChatID, member target.MemberID, now time.Time) target.Lang {
	k, err := b.talks.Talk(ctx, talkKey{chat, member}, now)
	if err != nil {
		b.log.Warn("talk not recalled", "chat", chat, "error", err)
	}
	return k.lang
}
