package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chitieu/target"
)

// language shows or sets the language of the speaker's answers.
func (b *Bot) language(ctx context.Context, t *turn) (Reply, error) {
	if l, rest := b.readLang(t.args); l != "" && len(rest) == 0 {
		return b.setLanguage(ctx, t, l)
	}
	note := target.Note{Text: t.say("language.ask")}
	for _, l := range target.Langs {
		note.Choices = append(note.Choices, target.Choice{
			Label: b.words.In(l).Text("language.name"), Data: slash(language) + " " + string(l),
		})
	}
	return Reply{Note: note}, nil
}

// setLanguage keeps the language with the member; for somebody without a role
// of their own there is nothing to keep it with.
func (b *Bot) setLanguage(ctx context.Context, t *turn, l target.Lang) (Reply, error) {
	member, err := b.store.Member(ctx, t.msg.From)
	if errors.Is(err, target.ErrNotFound) {
		return t.tell("permission.refused"), nil
	}
	if err != nil {
		return Reply{}, fmt.Errorf("look up member: %w", err)
	}
	member.Lang, t.member.Lang = l, l
	t.words = b.words.In(l)
	change := target.Change{Members: []target.Member{member}, Audits: []target.Audit{t.audit("language", string(l))}}
	if !t.msg.Group && t.chat.Member == member.ID && t.msg.ID != "" {
		t.chat.Lang = l // what is sent there unasked speaks it too
		change.Chats = []target.Chat{t.chat}
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("language.set")})
}

// readLang takes a language from the end of the words; rest is what stands
// before it, as written.
func (b *Bot) readLang(args []string) (l target.Lang, rest []string) {
	l, before := b.reader.ReadLang(strings.Join(args, " "))
	return l, strings.Fields(before)
}

// otherLangs offers the languages besides the one that is spoken, each as the
// command with it.
func (b *Bot) otherLangs(spoken target.Lang, command string) (out []target.Choice) {
	for _, l := range target.Langs {
		if l != firstLang(spoken) {
			out = append(out, target.Choice{Label: b.words.In(l).Text("language.name"), Data: command + " " + string(l)})
		}
	}
	return out
}
