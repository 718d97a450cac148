package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// turn is one message on its way to an answer: who said it, where and when, in
// which language to answer, and what it was understood as.
type turn struct {
	msg    Message
	now    time.Time // in the plan's zone
	today  target.Date
	saidOn target.Date   // the day on which the message was written
	member target.Member // Role "" for somebody whom nobody registered
	chat   target.Chat   // for a topic nobody bound, the group that it is in
	known  bool          // the chat is registered
	own    target.UnitID // the commune whose officer speaks, "" for everybody else
	talk   talk          // what was said before, the zero talk if nothing
	words  *lang.Printer

	reading understand.Reading
	args    []string // of a command, as written
	page    int      // of a long list, from 0
	ref     string   // of the reminder that is answered, see refOf
	stage   int      // of preparation, if staged
	staged  bool

	way       []step          // that a choice says one came by, see walk
	walk      *walk           // the page of the walk that is shown, nil outside
	offer     target.MemberID // the dialog of the offer that is taken or dropped, see overhear
	waits     *pending        // the question that waited when the message came, nil for none
	unchanged bool            // what was told before is as it was, and may still be put right
	settled   bool            // the message answers that question
	fixes     target.ReportID // the report whose right figure the answer asks for, "" for none
	aside     bool            // what it stores leaves that question waiting
	acted     bool            // something was stored besides questions
	dropped   bool            // the message dropped a question, and did nothing else
	// communal are the indicators of which a bare figure is the speaker's
	// commune's, see knowCommune.
	communal []target.IndicatorID

	queue *batch // what is left to ask of a batch, nil outside
	key   string // of the question that is asked again, "" for a new one
	back  string // the data of the choice that leads back, "" for none
}

// begin looks up who speaks. t is usable even when an error comes with it.
func (b *Bot) begin(ctx context.Context, m Message) (*turn, error) {
	m.Text = strings.TrimSpace(m.Text)
	t := &turn{msg: m, now: b.now().In(b.plan.Zone)}
	t.today = target.DateOf(t.now)
	t.words = b.words.In(firstLang(m.Lang))
	var err error
	if t.talk, err = b.talks.Talk(ctx, talkKey{m.Chat, m.From}, t.now); err != nil {
		return t, fmt.Errorf("recall talk: %w", err)
	}
	t.saidOn = target.DateOf(m.written(t.now).In(b.plan.Zone))
	t.words = b.words.In(firstLang(t.talk.lang, m.Lang))

	member, err := b.store.Member(ctx, m.From)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return t, fmt.Errorf("look up member: %w", err)
	}
	t.member = member
	if u := b.ownCommune(t); u != nil {
		t.own = u.ID
	}
	chat, err := b.chatAt(ctx, m.Chat)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return t, fmt.Errorf("look up chat: %w", err)
	}
	t.chat, t.known = chat, err == nil && !chat.Greeted
	t.words = b.words.In(firstLang(member.Lang, t.talk.lang, m.Lang, chat.Lang))
	return t, nil
}

// understand reads the text, or the command, and settles the language.
func (b *Bot) understand(t *turn) {
	if strings.HasPrefix(t.msg.Text, "/") {
		b.command(t)
		return
	}
	t.reading = b.reader.Read(t.msg.Text, b.context(t))
	read := t.reading.Intent
	t.route()
	if t.reading.Intent != read {
		t.reading.Offers = nil // told apart more finely than the reader does
	}
	t.follow(b, t.reading.Lang, t.reading.Clear || t.reading.Detail == understand.DetailDirective || t.replies() && strings.Contains(t.msg.Text, " "))
}

// author is under whom what the speaker does is kept: the person, from whichever
// account; "" for who hides behind a group's name.
func (t *turn) author() target.MemberID {
	if t.member.ID != "" {
		return t.member.ID
	}
	return t.msg.From
}

// follow answers in the language of what was said: in a running talk only if
// that shows it clearly, for one foreign word is no change of language.
func (t *turn) follow(b *Bot, l target.Lang, clear bool) {
	if t.talk.lang == "" || clear {
		t.speak(b, l)
	}
}

// unread reports whether a command's arguments were not understood.
func (t *turn) unread() bool {
	return len(t.args) > 0 && t.page == 0 && t.reading.Period.Kind == target.NoPeriod
}

// speak answers in the language, unless the member has chosen one for good.
func (t *turn) speak(b *Bot, l target.Lang) {
	t.words = b.words.In(firstLang(t.member.Lang, l, t.words.Lang))
}

func firstLang(langs ...target.Lang) target.Lang {
	for _, l := range langs {
		if l != "" {
			return l
		}
	}
	return target.Vietnamese
}

// say words a message in the language of the answer.
func (t *turn) say(key string, args ...any) string { return t.words.Text(key, args...) }

// tell answers with one sentence.
func (t *turn) tell(key string, args ...any) Reply {
	return Reply{Note: target.Note{Text: t.say(key, args...)}}
}

// choice is a button whose label is a message of the catalogue.
func (t *turn) choice(key string, data ...string) target.Choice {
	return target.Choice{Label: t.say(key), Data: strings.TrimSpace(strings.Join(data, " "))}
}

// apologise says that something went wrong, with a code to look for in the log.
func (b *Bot) apologise(t *turn, err error) Reply {
	code := strings.ToLower(rand.Text()[:6])
	b.log.Error("message not answered", "code", code, "chat", t.msg.Chat, "intent", t.reading.Intent, "error", err)
	return t.tell("error.internal", "Code", code)
}

// lines joins what is not empty, a line each.
func lines(items ...string) string {
	var kept []string
	for _, s := range items {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, "\n")
}
