package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// maxNumber is the largest bare number that is taken for a choice, also one that
// was not offered: it is never a figure, which has its indicator or its measure
// beside it.
const maxNumber = 20

// maxAnswer is the longest text, in bytes, that is looked at as an answer to
// choices.
const maxAnswer = 160

// chosen takes the message for one of the choices that the speaker was shown:
// pressed, or said by number, place, label, yes or no.
func (b *Bot) chosen(ctx context.Context, t *turn, p *pending) (Reply, bool, error) {
	if n, ok := p.pressed(t.msg.Text); ok {
		reply, err := b.resume(ctx, t, p, n)
		return reply, true, err
	}
	if t.commanded() || t.msg.Text == "" || len(t.msg.Text) > maxAnswer {
		return Reply{}, false, nil
	}
	list, err := b.shownLast(ctx, t, p)
	if err != nil {
		return Reply{}, false, err
	}
	if t.talk.fixes != "" && len(t.talk.choices) == 0 {
		list = nil // a figure was asked for since
	} else if n, ok := b.reader.ReadPlace(t.msg.Text, len(list)); ok {
		return b.choosePlace(ctx, t, p, list, n)
	}
	if len(list) > 0 && !p.awaitsWords() && b.reader.AsksPlace(t.msg.Text, len(list)) {
		reply, err := b.which(ctx, t, list)
		return reply, true, err
	}
	if len(list) > 0 && !p.awaitsWords() && b.reader.ReadPlaces(t.msg.Text) {
		reply, err := b.repeat(ctx, t, t.say("dialog.one-only", "Number", len(list)), list)
		return reply, true, err
	}
	if n := slices.IndexFunc(list, func(c target.Choice) bool { return understand.SameLabel(t.msg.Text, c.Label) }); n >= 0 {
		return b.takeChoice(ctx, t, p, list[n].Data)
	}
	if p == nil {
		return Reply{}, false, nil
	}
	return b.answerWords(ctx, t, p, list)
}

// choosePlace goes on with the n-th choice of the list. What it does not have is
// asked again.
func (b *Bot) choosePlace(ctx context.Context, t *turn, p *pending, list []target.Choice, n int) (Reply, bool, error) {
	switch {
	case n > 0 && n <= len(list):
		if _, ok := undoes(list[n-1]); ok {
			// Buttons bear no numbers: a number that is typed there may be meant
			// for something else, and withdraws nothing.
			t.unchanged = true
			reply, err := b.repeat(ctx, t, t.say("dialog.undo-number", "Number", n, "Label", list[n-1].Label), list)
			return reply, true, err
		}
		return b.takeChoice(ctx, t, p, list[n-1].Data)
	case p.awaitsWords(), n > maxNumber && p == nil:
		return Reply{}, false, nil
	case len(list) > 0:
		reply, err := b.repeat(ctx, t, t.say("dialog.range", "Number", len(list)), list)
		return reply, true, err
	default:
		reply, err := b.nothingToChoose(ctx, t)
		return reply, true, err
	}
}

// takeChoice takes a choice's data for the message; an option of the question that
// waits is answered at once.
func (b *Bot) takeChoice(ctx context.Context, t *turn, p *pending, data string) (Reply, bool, error) {
	if n, ok := p.pressed(data); ok {
		reply, err := b.resume(ctx, t, p, n)
		return reply, true, err
	}
	t.msg.Text, t.msg.Pressed = data, typedPress
	return Reply{}, false, nil
}

// answerWords reads an answer to the question in words: what drops it, a part of
// an option's label, or a yes. A yes holds only for what was shown last.
func (b *Bot) answerWords(ctx context.Context, t *turn, p *pending, list []target.Choice) (Reply, bool, error) {
	own := p.choices()
	last := len(own) > 0 && slices.Equal(own, list)
	switch {
	case p.withdraws() && b.reader.ReadWithdraw(t.msg.Text):
		reply, err := b.which(ctx, t, own) // "hủy" of what?
		return reply, true, err
	case b.reader.ReadNo(t.msg.Text):
		reply, err := b.dropQuestion(ctx, t, p)
		return reply, true, err
	case last && b.reader.ReadYes(t.msg.Text):
		return b.agreed(ctx, t, p)
	}
	if n := slices.IndexFunc(p.Options, func(o option) bool { return o.Keep }); n >= 0 && b.reader.ReadKeep(t.msg.Text) {
		return b.takeChoice(ctx, t, p, own[n].Data)
	}
	var labels []string
	for _, o := range p.Options {
		labels = append(labels, o.Label)
	}
	if n, ok := b.reader.ReadChoice(t.msg.Text, labels); ok && n <= len(own) {
		return b.takeChoice(ctx, t, p, own[n-1].Data)
	}
	if p.stores() && b.reader.ReadStore(t.msg.Text) {
		return b.agreed(ctx, t, p)
	}
	return Reply{}, false, nil
}

// agreed takes the option that a plain yes means, or asks which.
func (b *Bot) agreed(ctx context.Context, t *turn, p *pending) (Reply, bool, error) {
	own := p.choices()
	if n, ok := p.affirmative(); ok {
		return b.takeChoice(ctx, t, p, own[n].Data)
	}
	reply, err := b.which(ctx, t, own)
	return reply, true, err
}

// which asks for a clearer answer.
func (b *Bot) which(ctx context.Context, t *turn, list []target.Choice) (Reply, error) {
	return b.repeat(ctx, t, t.say("dialog.which", "Number", len(list)), list)
}

// repeat shows the choices once more. It goes through the store, as a message
// that is delivered again comes here too: its first effect has ended the list.
func (b *Bot) repeat(ctx context.Context, t *turn, text string, list []target.Choice) (Reply, error) {
	return b.commit(ctx, t, target.Change{}, target.Note{Text: text, Choices: list})
}

// stillWaiting answers what was not understood while a question waits: its choices
// are shown again, so that their numbers still mean them. False if none waits.
func (b *Bot) stillWaiting(ctx context.Context, t *turn) (Reply, bool, error) {
	if t.waits == nil || len(t.waits.Options) == 0 || t.waits.awaitsWords() || b.outside(t) != "" {
		return Reply{}, false, nil
	}
	list := t.waits.choices()
	reply, err := b.repeat(ctx, t, t.say("dialog.waits", "Number", len(list)), list)
	return reply, true, err
}

// nothingToChoose answers a number where nothing was shown.
func (b *Bot) nothingToChoose(ctx context.Context, t *turn) (Reply, error) {
	text := t.say("dialog.nothing")
	if !t.msg.Group {
		text = lines(text, b.examples(t))
	}
	return b.repeat(ctx, t, text, nil)
}

// affirmative returns the option, from 0, that a plain yes means: the one that
// is marked, else the only one that does something.
func (p *pending) affirmative() (int, bool) {
	found := -1
	for i, o := range p.Options {
		switch {
		case o.Yes:
			return i, true
		case o.drops() || o.Go != "":
		case found >= 0:
			return 0, false
		default:
			found = i
		}
	}
	return found, found >= 0
}

// withdraws reports whether the question is which report to take back.
func (p *pending) withdraws() bool {
	return slices.ContainsFunc(p.Options, func(o option) bool { return len(o.Retract) > 0 || o.Unsay != "" })
}

// stores reports whether an answer to the question would store a figure.
func (p *pending) stores() bool {
	return slices.ContainsFunc(p.Options, func(o option) bool { return len(o.Figures) > 0 || len(o.Confirm) > 0 || o.Save || o.Text != "" })
}

// awaitsWords reports whether the question is answered in words, of which a
// number may be one.
func (p *pending) awaitsWords() bool { return p != nil && (p.Await != nil || p.Promise != nil) }

// shownLast returns the choices that the speaker was shown last: with the newest
// answer, with the question that waits, on a page that the group walks, or with
// a reminder.
func (b *Bot) shownLast(ctx context.Context, t *turn, p *pending) ([]target.Choice, error) {
	list, at := t.talk.choices, t.talk.at
	if t.msg.Group {
		shown, err := b.talks.Talk(ctx, talkKey{t.msg.Chat, everybody}, t.now)
		if err != nil {
			return nil, fmt.Errorf("recall what the group was shown: %w", err)
		}
		if len(shown.choices) > 0 && !shown.at.Before(at) {
			list, at = shown.choices, shown.at
		}
	}
	if p != nil && (len(list) == 0 || p.asked.After(at)) {
		list = p.choices()
		if p.asked.After(at) {
			at = p.asked
		}
	}
	sent, err := b.store.LastSent(ctx, t.msg.Chat)
	switch {
	case errors.Is(err, target.ErrNotFound):
	case err != nil:
		return nil, fmt.Errorf("look up what was sent last: %w", err)
	case sent.Note != nil && sent.Done.After(at) && !isReply(&sent):
		list = sent.Note.Choices
	}
	return list, nil
}

// replyPrefix begins the id of an answer in the outbox. Whom it answers has been
// shown its choices already.
const replyPrefix = "reply/"

func isReply(d *target.Delivery) bool { return strings.HasPrefix(string(d.ID), replyPrefix) }
