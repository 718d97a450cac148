package bot

import (
	"context"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// await is what the speaker's next message is taken for, while a question
// waits that no choice answers.
type await struct {
	// Draft is the directive that lacks what For says.
	Draft *taskDraft `json:"draft,omitempty"`
	For   awaitsWhat `json:"for,omitempty"`
	// Answer is the directive that the message answers.
	Answer target.DirectiveID `json:"answer,omitempty"`
}

type awaitsWhat string

const (
	awaitUnit awaitsWhat = "unit"
	awaitText awaitsWhat = "text"
	awaitDue  awaitsWhat = "due"
	awaitAll  awaitsWhat = "all" // the whole directive anew
)

// await asks a question whose answer is written out.
func (b *Bot) await(ctx context.Context, t *turn, text string, options []option, about await) (Reply, error) {
	note, waiting := t.question("", text, options)
	waiting.Await = &about
	return b.put(ctx, t, note, waiting)
}

// awaited takes the message for the answer to a question that waits for words;
// false if none does, or if something else is clearly meant.
func (b *Bot) awaited(ctx context.Context, t *turn, p *pending) (Reply, bool, error) {
	if p == nil || p.Await == nil || t.msg.Text == "" || strings.HasPrefix(t.msg.Text, "/") {
		return Reply{}, false, nil
	}
	w := p.Await
	if w.Answer != "" {
		if strings.HasSuffix(t.msg.Text, "?") || b.brings(t) {
			return Reply{}, false, nil // a question, or a figure to be recorded
		}
		t.words = b.words.In(p.Lang)
		reply, err := b.closeTask(ctx, t, w.Answer, t.msg.Text)
		return reply, true, err
	}
	if w.Draft == nil || !t.may(giveTask) || w.For != awaitAll && b.directs(t) {
		return Reply{}, false, nil // nothing is drafted, or another directive begins
	}
	d, ok := b.filledIn(t, w)
	if !ok && b.reader.Read(t.msg.Text, b.context(t)).Intent != understand.None {
		return Reply{}, false, nil // they have turned to something else
	}
	t.words, t.back = b.words.In(p.Lang), p.Back
	if !ok {
		return t.tell("directive.unclear", "Example", b.taskExample(t)), true, nil
	}
	if w.For == awaitAll {
		reply, err := b.assignText(ctx, t, t.msg.Text)
		return reply, true, err
	}
	reply, err := b.complete(ctx, t, d)
	return reply, true, err
}

// filledIn puts what the message says into the draft.
func (b *Bot) filledIn(t *turn, w *await) (taskDraft, bool) {
	d := *w.Draft
	switch w.For {
	case awaitUnit:
		request := b.reader.ReadDirective(t.msg.Text, t.now)
		if request.Unit == target.Locality {
			return d, false
		}
		d.Unit = request.Unit
		if d.Text == "" {
			d.Text = request.Text
		}
	case awaitText:
		rest, due, ok := understand.SplitDue(t.msg.Text, t.now, &b.plan.Calendar)
		d.Text = strings.Join(strings.Fields(rest), " ")
		if ok && d.Due.IsZero() {
			d.Due = due
		}
	case awaitDue:
		due, ok := understand.ReadDue(t.msg.Text, t.now, &b.plan.Calendar)
		said := ""
		if !ok {
			said, due, ok = understand.SplitDue(t.msg.Text, t.now, &b.plan.Calendar)
		}
		if !ok {
			return d, false
		}
		if d.Due, d.Unread = due, ""; d.Suggested && said != "" {
			d.Text, d.Suggested = strings.Join(strings.Fields(said), " "), false
		}
	}
	return d, true
}
