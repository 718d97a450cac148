package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

// undoDeed asks what is meant where the speaker has promised something or given
// work since the report that would be taken back; false if they have not, or the
// message says of which figure it speaks.
func (b *Bot) undoDeed(ctx context.Context, t *turn, u *undoing) (Reply, bool, error) {
	if !t.vague() {
		return Reply{}, false, nil
	}
	options, err := b.deedsSince(ctx, t, u.said)
	if err != nil || len(options) == 0 {
		return Reply{}, false, err
	}
	reply, err := b.askUndo(ctx, t, t.say("undo.what"), append(options, b.undoOptions(t, u.fitting)...))
	return reply, true, err
}

// deedsSince offers to take back the newest promise and the newest directive
// that the speaker gave today, if they came after the moment.
func (b *Bot) deedsSince(ctx context.Context, t *turn, said time.Time) ([]option, error) {
	since := func(at time.Time) bool { return !at.Before(said) && target.DateOf(at.In(b.plan.Zone)) == t.today }
	var options []option
	directives, err := b.store.Directives(ctx)
	if err != nil {
		return nil, fmt.Errorf("read directives: %w", err)
	}
	for i := range slices.Backward(directives) {
		if d := &directives[i]; d.By == t.author() && d.From == t.msg.Chat && d.Open() && since(d.Given) && t.may(giveTask) {
			options = append(options, option{Label: t.say("directive.withdraw", "ID", string(d.ID)), Withdraw: d.ID})
			break
		}
	}
	answers, err := b.store.Answers(ctx)
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	var newest *target.Answer
	for i := range answers {
		a := &answers[i]
		mine := a.By == t.author() && (a.Chat == t.msg.Chat || !t.msg.Group)
		if a.Kind == target.Promised && mine && a.Value != nil && a.Holds(t.today) && since(a.At) && (newest == nil || a.At.After(newest.At)) {
			newest = a
		}
	}
	if newest != nil {
		p := target.Progress{Indicator: b.plan.Indicator(newest.Indicator), Unit: newest.Unit}
		label := t.say("promise.withdraw", "Name", b.subject(t, &p), "Value", t.exact(p.Indicator, *newest.Value), "Until", newest.Until)
		options = append(options, option{Label: label, Unsay: newest.ID})
	}
	return options, nil
}

// unsay takes a promise back. The one that it took the place of holds again.
func (b *Bot) unsay(ctx context.Context, t *turn, id target.AnswerID) (Reply, error) {
	if !t.may(answerReminder) {
		return t.refuse(answerReminder), nil
	}
	all, err := b.store.Answers(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read answers: %w", err)
	}
	at := slices.IndexFunc(all, func(a target.Answer) bool { return a.ID == id })
	if at < 0 || !all[at].Holds(t.today) {
		return b.commit(ctx, t, target.Change{Dialog: t.dialog(nil)}, target.Note{Text: t.say("promise.over")})
	}
	gone := all[at]
	gone.Outcome, gone.Checked = target.Withdrawn, t.today
	change := target.Change{
		Dialog: t.dialog(nil), Answers: []target.Answer{gone},
		Audits: []target.Audit{t.audit("withdraw-promise", answerDetail(&gone))},
	}
	p := target.Progress{Indicator: b.plan.Indicator(gone.Indicator), Unit: gone.Unit}
	text := t.say("promise.withdrawn", "Name", b.subject(t, &p), "Value", t.exact(p.Indicator, *gone.Value), "Until", gone.Until)
	if old := replacedBy(all, &gone, t.today); old != nil {
		old.Ended = false
		change.Answers = append(change.Answers, *old)
		text = lines(text, t.say("promise.again", "Value", t.exact(p.Indicator, *old.Value), "Until", old.Until))
	}
	return b.commit(ctx, t, change, target.Note{Text: text})
}

// replacedBy returns the promise that ended when the given one was made, nil if
// there is none that would still hold.
func replacedBy(all []target.Answer, a *target.Answer, on target.Date) *target.Answer {
	var found *target.Answer
	for i := range all {
		old := &all[i]
		if old.Kind != target.Promised || !old.Ended || old.Value == nil || !old.At.Before(a.At) || !replaces(a, old) {
			continue
		}
		if found == nil || old.At.After(found.At) {
			found = old
		}
	}
	if found == nil || found.Outcome != "" || on.After(found.Until) {
		return nil
	}
	out := *found
	return &out
}

// dropNamed drops the question that waits, or of a receipt that waits the rows
// that the message names. False if it names what the question is not about.
func (b *Bot) dropNamed(ctx context.Context, t *turn, p *pending) (Reply, bool, error) {
	fits := func(f figure) bool {
		return t.fits(&target.Report{Indicator: f.Indicator, Unit: f.Unit, Value: f.Value, AsOf: f.AsOf, Said: t.now})
	}
	if p.Batch != nil && !t.vague() {
		rest := *p.Batch
		rest.Rows = slices.DeleteFunc(slices.Clone(rest.Rows), func(r batchRow) bool { return fits(r.Figure) })
		if n := len(rest.Rows); n > 0 && n < len(p.Batch.Rows) {
			t.words, t.settled = b.words.In(p.Lang), true
			reply, err := b.showReceipt(ctx, t, &rest, 0)
			return reply, true, err
		}
	}
	asked := p.figures()
	if !t.vague() && len(asked) > 0 && !slices.ContainsFunc(asked, fits) {
		return Reply{}, false, nil
	}
	reply, err := b.dropQuestion(ctx, t, p)
	return reply, true, err
}

// figures are those that an answer to the question would store or show.
func (p *pending) figures() []figure {
	var out []figure
	for _, o := range p.Options {
		out = append(append(out, o.Figures...), o.Confirm...)
	}
	return out
}
