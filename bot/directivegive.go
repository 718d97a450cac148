package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"chitieu/bot/lang"
	"chitieu/target"
)

// taskPrefix begins the id of a directive: "gv-12".
const taskPrefix = "gv-"

// give posts the directive that was shown, in the unit's group. One at a time,
// so that no two get one number.
func (b *Bot) give(ctx context.Context, t *turn, d *taskDraft) (Reply, error) {
	if !t.may(giveTask) {
		return t.refuse(giveTask), nil
	}
	b.giving.Lock()
	defer b.giving.Unlock()
	if !d.Due.After(t.now) {
		return b.complete(ctx, t, *d) // it came due while the question waited
	}
	chat, err := b.unitGroup(ctx, d.Unit)
	if err != nil {
		return Reply{}, err
	}
	if chat == nil {
		return t.tell("directive.no-group", "Unit", lang.Capital(b.unit(t, d.Unit))), nil
	}
	all, err := b.store.Directives(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read directives: %w", err)
	}
	given := target.Directive{
		ID: nextTask(all), Unit: d.Unit, Chat: chat.ID, Text: d.Text, Indicator: d.Indicator, Due: d.Due,
		By: t.author(), From: t.msg.Chat, Given: t.now, State: target.DirectiveOpen,
	}
	change := target.Change{
		Directives: []target.Directive{given},
		Deliveries: []target.Delivery{b.posted(t, &given, chat)},
		Dialog:     t.dialog(nil),
		Audits:     []target.Audit{t.audit(string(giveTask), taskDetail(&given))},
	}
	note := target.Note{
		Head: t.say("directive.given", "ID", string(given.ID)),
		Text: lines(
			t.say("directive.line-unit", "Unit", b.unit(t, d.Unit), "Group", chat.Title),
			t.say("directive.line-due", "Due", t.words.Weekday(d.Due.In(b.plan.Zone))),
			t.say("directive.given-next"),
		),
		Choices: []target.Choice{t.choice("directive.open", slash(tasks)), t.withdrawChoice(&given)},
	}
	return b.commit(ctx, t, change, note)
}

// nextTask is the id after the highest that was given.
func nextTask(all []target.Directive) target.DirectiveID {
	last := 0
	for i := range all {
		if n, err := strconv.Atoi(strings.TrimPrefix(string(all[i].ID), taskPrefix)); err == nil {
			last = max(last, n)
		}
	}
	return target.DirectiveID(taskPrefix + strconv.Itoa(last+1))
}

func taskDetail(d *target.Directive) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", d.ID, d.Unit, d.Due.UTC().Format("2006-01-02T15:04Z"), d.Indicator))
}

// in is a turn that words something for another chat, in its language.
func (b *Bot) in(t *turn, chat *target.Chat) *turn {
	return &turn{now: t.now, today: t.today, chat: *chat, words: b.words.In(chat.Lang), msg: Message{Group: chat.Group}}
}

// posted is the message to the unit's group.
func (b *Bot) posted(t *turn, d *target.Directive, chat *target.Chat) target.Delivery {
	to := b.in(t, chat)
	note := target.Note{
		Head: to.say("directive.posted", "ID", string(d.ID), "Unit", b.unit(to, d.Unit)),
		Text: lines(
			to.say("directive.line-text", "Text", d.Text),
			to.say("directive.line-due", "Due", to.words.Weekday(d.Due.In(b.plan.Zone))),
		),
		Choices: []target.Choice{to.answerChoice(d)},
	}
	if ind := b.plan.Indicator(d.Indicator); ind != nil {
		note.Text = lines(note.Text, to.say("directive.line-indicator", "Name", to.short(ind)))
	}
	note.Text = lines(note.Text, to.say("directive.how-answer", "ID", string(d.ID)))
	posted := t.delivery("directive/"+target.DeliveryID(d.ID), chat.ID, &note)
	posted.Subject = string(d.ID)
	return posted
}

func (t *turn) answerChoice(d *target.Directive) target.Choice {
	return target.Choice{Label: t.say("directive.answer", "ID", string(d.ID)), Data: slash(answering) + " " + string(d.ID)}
}

func (t *turn) withdrawChoice(d *target.Directive) target.Choice {
	return target.Choice{Label: t.say("directive.withdraw", "ID", string(d.ID)), Data: slash(withdrawing) + " " + string(d.ID)}
}

// task looks up the directive that the first argument names; nil, with what to
// say, if there is none or it is closed.
func (b *Bot) task(ctx context.Context, t *turn, id string) (*target.Directive, Reply, error) {
	id = strings.ToLower(strings.Trim(id, " .,:;"))
	if _, err := strconv.Atoi(id); err == nil {
		id = taskPrefix + id
	}
	d, err := b.store.Directive(ctx, target.DirectiveID(id))
	switch {
	case errors.Is(err, target.ErrNotFound):
		reply := t.tell("directive.unknown", "ID", clip(id))
		reply.Choices = []target.Choice{t.choice("directive.open", slash(tasks))}
		return nil, reply, nil
	case err != nil:
		return nil, Reply{}, fmt.Errorf("look up directive: %w", err)
	case d.State == target.DirectiveWithdrawn:
		return nil, t.tell("directive.was-withdrawn", "ID", id, "At", d.Closed.In(b.plan.Zone)), nil
	case !d.Open():
		return nil, t.tell("directive.was-answered", "ID", id, "At", d.Closed.In(b.plan.Zone), "Answer", clip(d.Answer)), nil
	}
	return &d, Reply{}, nil
}

// withdraw asks whether a directive is to be taken back, "/thugiao gv-12".
func (b *Bot) withdraw(ctx context.Context, t *turn) (Reply, error) {
	if len(t.args) == 0 {
		return b.tasks(ctx, t)
	}
	d, reply, err := b.task(ctx, t, t.args[0])
	if d == nil || err != nil {
		return reply, err
	}
	options := []option{{Label: t.say("directive.withdraw", "ID", string(d.ID)), Withdraw: d.ID}, {Label: t.say("choice.cancel")}}
	note, waiting := t.question("", t.say("directive.withdraw-ask", "ID", string(d.ID), "Unit", b.unit(t, d.Unit), "Text", clip(d.Text)), options)
	return b.put(ctx, t, note, waiting)
}

// withdrawn takes it back and tells the unit.
func (b *Bot) withdrawn(ctx context.Context, t *turn, id target.DirectiveID) (Reply, error) {
	if !t.may(giveTask) {
		return t.refuse(giveTask), nil
	}
	b.giving.Lock()
	defer b.giving.Unlock()
	d, reply, err := b.task(ctx, t, string(id))
	if d == nil || err != nil {
		return reply, err
	}
	d.State, d.Closed = target.DirectiveWithdrawn, t.now
	change := target.Change{
		Directives: []target.Directive{*d}, Dialog: t.dialog(nil),
		Audits: []target.Audit{t.audit("withdraw-task", taskDetail(d))},
	}
	if chat, err := b.store.Chat(ctx, d.Chat); err == nil && chat.Parked == "" {
		to := b.in(t, &chat)
		note := target.Note{Text: to.say("directive.withdrawn-unit", "ID", string(d.ID), "Text", clip(d.Text))}
		change.Deliveries = append(change.Deliveries, t.delivery("withdrawn/"+target.DeliveryID(d.ID), d.Chat, &note))
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("directive.withdrawn", "ID", string(d.ID), "Unit", b.unit(t, d.Unit))})
}
