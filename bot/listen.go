package bot

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// In a group that the bot hears whole and whose option says so, it offers to
// store a report that a member makes to the others. It stores nothing by
// itself, and to everything else it is silent: who talks to people does not
// want an answer from the bot.

// The words behind the command of an offer, and of the option.
const (
	keepArg = "ghi"
	skipArg = "bo"

	listenArg = "nghe" // behind /nhom
	deafArg   = "thoinghe"
)

// overheard is an offer, as stored in target.Dialog under a member of its own
// that nobody is: whoever may report the figures can take it.
type overheard struct {
	From    target.MemberID `json:"from"`
	Figures []figure        `json:"figures"`
}

// offerOf is the dialog's member of an offer.
func offerOf(key string) target.MemberID { return target.MemberID("offer:" + key) }

// overhear answers a message of a group that is not said to the bot: with an
// offer if it is a complete report without any doubt, else not at all.
func (b *Bot) overhear(ctx context.Context, m Message) (Reply, error) {
	silent := Reply{Silent: true}
	if m.Pressed != "" || m.From == "" || len(m.Text) > maxText || strings.HasPrefix(m.Text, "/") {
		return silent, nil
	}
	t, err := b.begin(ctx, m)
	switch {
	case err != nil && ctx.Err() != nil:
		return silent, fmt.Errorf("listen in group: %w", context.Cause(ctx))
	case err != nil:
		b.log.Error("group not listened to", "chat", m.Chat, "error", err)
		return silent, nil
	case !t.known || t.chat.Listen != target.ListenReports:
		return silent, nil
	}
	t.talk = talk{} // what was said to the bot before fills in nothing here
	figures, err := b.overheardFigures(ctx, t)
	reply := silent
	if err == nil && figures != nil {
		reply, err = b.offerReport(ctx, t, figures)
	}
	if err != nil {
		b.log.Error("report not offered", "chat", m.Chat, "error", err)
		return silent, nil
	}
	return reply, nil
}

// overheardFigures returns the figures of a complete report by somebody who may
// report, nil if the message is anything else or leaves anything to ask.
func (b *Bot) overheardFigures(ctx context.Context, t *turn) ([]figure, error) {
	if !t.may(report) {
		return nil, nil
	}
	t.reading = b.reader.Read(t.msg.Text, b.context(t))
	t.speak(b, t.reading.Lang)
	r := &t.reading
	ofYear := r.Period.Kind == target.NoPeriod || r.Period.Start().Year == b.plan.Year
	complete := r.Intent == understand.ReportValue && !r.Asks() && len(r.Indicators) > 0 && len(r.Values) == len(r.Indicators)
	if !complete || !ofYear || len(r.Units) > 1 || len(r.Indicators) > pageSize || b.reader.Corrects(t.msg.Text) {
		return nil, nil
	}
	if err := b.knowCommune(ctx, t); err != nil {
		return nil, err
	}
	figures := b.figures(t, t.saidUnit())
	b.place(figures)
	standing, err := b.standing(ctx)
	if err != nil {
		return nil, err
	}
	for i := range figures {
		if b.doubt(t, standing, figures, i) != nil {
			return nil, nil
		}
	}
	return figures, nil
}

// offerReport asks the group whether to store the figures.
func (b *Bot) offerReport(ctx context.Context, t *turn, figures []figure) (Reply, error) {
	payload, err := json.Marshal(overheard{From: t.msg.From, Figures: figures})
	if err != nil {
		return Reply{}, fmt.Errorf("encode offer: %w", err)
	}
	key := strings.ToLower(rand.Text()[:6])
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	note := target.Note{Head: t.say("listen.head")}
	note.Text = lines(b.readLines(t, standing, figures), t.say("listen.ask"))
	note.Choices = []target.Choice{
		t.choice("choice.record", slash(overhearing), key, keepArg),
		t.choice("choice.skip", slash(overhearing), key, skipArg),
	}
	offer := &target.Dialog{Chat: t.msg.Chat, Member: offerOf(key), Payload: payload, Expires: t.now.Add(dialogLife)}
	return b.commit(ctx, t, target.Change{Dialog: offer}, note)
}

// takeOffer stores what was offered, or drops it: for who reported it and for
// whoever may report it without approval.
func (b *Bot) takeOffer(ctx context.Context, t *turn) (Reply, error) {
	expired := target.Note{Text: t.say("dialog.expired")}
	if len(t.args) != 2 {
		return b.commit(ctx, t, target.Change{}, expired)
	}
	d, err := b.store.Dialog(ctx, t.msg.Chat, offerOf(t.args[0]), t.now)
	if errors.Is(err, target.ErrNotFound) {
		return b.commit(ctx, t, target.Change{}, expired)
	}
	if err != nil {
		return Reply{}, fmt.Errorf("look up offer: %w", err)
	}
	var o overheard
	if err := json.Unmarshal(d.Payload, &o); err != nil {
		return Reply{}, fmt.Errorf("decode offer: %w", err)
	}
	if t.msg.From != o.From && slices.ContainsFunc(o.Figures, func(f figure) bool {
		return waits(b.plan, &t.member, b.plan.Indicator(f.Indicator), f.Unit)
	}) {
		return t.tell("permission.refused"), nil
	}
	t.offer = d.Member
	if t.args[1] != keepArg {
		return b.commit(ctx, t, target.Change{Dialog: t.dialog(nil)}, target.Note{Text: t.say("dialog.dropped")})
	}
	return b.record(ctx, t, o.Figures)
}

// listen switches the option of the group on or off.
func (b *Bot) listen(ctx context.Context, t *turn, to target.Listening) (Reply, error) {
	if !t.known {
		return b.showGroup(ctx, t)
	}
	chat := t.chat
	chat.Listen = to
	change := target.Change{Chats: []target.Chat{chat}, Audits: []target.Audit{t.audit("listen", string(to))}}
	return b.commit(ctx, t, change, target.Note{Text: t.listening(&chat)})
}

// listening says whether the group is listened to.
func (t *turn) listening(chat *target.Chat) string {
	if chat.Listen == target.ListenReports {
		return t.say("listen.on")
	}
	return t.say("listen.off")
}

// listenChoice switches the option over.
func (t *turn) listenChoice(command string) target.Choice {
	if t.chat.Listen == target.ListenReports {
		return t.choice("choice.listen-not", command, deafArg)
	}
	return t.choice("choice.listen", command, listenArg)
}
