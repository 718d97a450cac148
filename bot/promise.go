package bot

import (
	"context"
	"errors"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/target"
)

// draft is a promise that is not complete yet, as a dialog keeps it.
type draft struct {
	Indicator target.IndicatorID `json:"indicator"`
	Unit      target.UnitID      `json:"unit,omitempty"`
	Status    target.Status      `json:"status"`
	Delivery  target.DeliveryID  `json:"delivery,omitempty"`
	For       target.ChatID      `json:"for,omitempty"` // see target.Delivery
	Value     *target.Amount     `json:"value,omitempty"`
	Added     *target.Amount     `json:"added,omitempty"` // to the figure that there is, instead of Value
	Until     target.Date        `json:"until,omitzero"`
}

// promise takes a promise: a figure by a day. It asks for what the message
// leaves out. A bare command lists the promises instead.
func (b *Bot) promise(ctx context.Context, t *turn) (Reply, error) {
	if t.commanded() && t.ref == "" && len(t.args) == 0 {
		return b.promises(ctx, t)
	}
	d, reply, err := b.promised(ctx, t)
	if d == nil || err != nil {
		return reply, err
	}
	if text := t.argument(); t.ref == "" && text != "" {
		if says := b.fill(t, d, text); says != "" {
			return Reply{Note: target.Note{Text: says}}, nil
		}
	}
	return b.pledge(ctx, t, d)
}

// promised begins a draft: of the indicator that the message names, else of the
// reminder's. A nil draft comes with the reply.
func (b *Bot) promised(ctx context.Context, t *turn) (*draft, Reply, error) {
	r, err := b.answeredTo(ctx, t)
	switch {
	case err == nil && b.meant(t, r) != nil:
		f := b.meant(t, r)
		return &draft{Indicator: f.Indicator, Unit: f.Unit, Status: f.Status, Delivery: r.delivery.ID, For: r.delivery.For}, Reply{}, nil
	case err == nil:
		return nil, b.whichPromise(t, r), nil
	case errors.Is(err, target.ErrNotFound) && len(t.reading.Indicators) == 1:
		return b.unreminded(ctx, t)
	default:
		reply, err := b.refuseAnswer(t, err)
		return nil, reply, err
	}
}

// meant is the only fact of the reminder that can be promised so: there is but
// one, or the figure fits no other, as a percentage fits no revenue. Nil if
// there are several.
func (b *Bot) meant(t *turn, r *reminded) *target.Fact {
	if len(r.facts) == 1 {
		return &r.facts[0]
	}
	text, fitting := t.argument(), -1
	for i := range r.facts {
		d := draft{Indicator: r.facts[i].Indicator}
		// A percentage is a rate's own; of a total it would be a share of the plan.
		share := b.reader.ReadFigure(text, d.Indicator, b.context(t)).Ask == understand.AskPercent
		if t.ref != "" || share || b.fill(t, &d, text) != "" || d.Value == nil && d.Added == nil {
			continue
		}
		if fitting >= 0 {
			return nil
		}
		fitting = i
	}
	if fitting < 0 {
		return nil
	}
	return &r.facts[fitting]
}

// unreminded begins a draft about an indicator of which nobody was reminded here.
func (b *Bot) unreminded(ctx context.Context, t *turn) (*draft, Reply, error) {
	ind := b.plan.Indicator(t.reading.Indicators[0])
	unit := t.member.Unit
	if t.msg.Group {
		unit = t.chat.Unit
	}
	if _, part := ind.Allocation[unit]; !part || unit == ind.Lead {
		unit = target.Locality
	}
	if !t.answersFor(ind, unit) {
		return nil, t.tell("answer.others"), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return nil, Reply{}, err
	}
	group, err := b.groupFor(ctx, t, ind, unit)
	p := target.Evaluate(b.plan, standing, ind, unit, b.lastDay(t.today))
	return &draft{Indicator: ind.ID, Unit: unit, Status: p.Status, For: group}, Reply{}, err
}

// groupFor is the group that is reminded of what somebody promises privately;
// "" if there is none, or the promise is given in a group.
func (b *Bot) groupFor(ctx context.Context, t *turn, ind *target.Indicator, unit target.UnitID) (target.ChatID, error) {
	if t.msg.Group {
		return "", nil
	}
	if unit == target.Locality {
		unit = ind.Lead
	}
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return "", fmt.Errorf("read chats: %w", err)
	}
	for i := range chats {
		if c := &chats[i]; c.Group && c.Unit == unit && c.Parked == "" && !c.Standby {
			return c.ID, nil
		}
	}
	return "", nil
}

// whichPromise asks which indicator of a reminder is promised.
func (b *Bot) whichPromise(t *turn, r *reminded) Reply {
	var choices []target.Choice
	for _, f := range r.facts[:min(len(r.facts), maxOffered)] {
		choices = append(choices, target.Choice{
			Label: t.short(b.plan.Indicator(f.Indicator)),
			Data:  slash(promising) + " " + refOf(&r.delivery) + " " + string(f.Indicator),
		})
	}
	return Reply{Note: target.Note{Text: t.say("promise.which"), Choices: choices}}
}

// pledge stores a complete draft, or asks for what it lacks: the figure first,
// then the day.
func (b *Bot) pledge(ctx context.Context, t *turn, d *draft) (Reply, error) {
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	p := target.Evaluate(b.plan, standing, b.plan.Indicator(d.Indicator), d.Unit, b.lastDay(t.today))
	if p.Status == target.Achieved {
		return t.tell("promise.achieved", "Name", b.subject(t, &p), "Goal", t.goal(&p)), nil
	}
	d.sum(&p)
	if d.Value != nil {
		if says := b.doubtPromise(t, standing, d, &p); says != "" {
			return Reply{Note: target.Note{Text: says}}, nil
		}
	}
	if !d.Until.IsZero() {
		if says := b.doubtDay(t, &p, d.Until); says != "" {
			return Reply{Note: target.Note{Text: says}}, nil
		}
	}
	switch {
	case d.Value == nil:
		return b.askPromise(ctx, t, d, t.say("promise.ask-value", "Name", b.subject(t, &p), "Example", b.promiseValue(t, &p)))
	case d.Until.IsZero():
		return b.askPromise(ctx, t, d, t.say("promise.ask-day", "Name", b.subject(t, &p),
			"Value", t.exact(p.Indicator, *d.Value), "Example", b.day(t, b.promiseDay(&p))))
	}
	return b.keepPromise(ctx, t, d, &p)
}

// keepPromise stores the promise.
func (b *Bot) keepPromise(ctx context.Context, t *turn, d *draft, p *target.Progress) (Reply, error) {
	r := &reminded{
		delivery: target.Delivery{ID: d.Delivery, For: d.For},
		facts:    []target.Fact{{Indicator: d.Indicator, Unit: d.Unit, Status: d.Status}},
	}
	given := t.answers(r, target.Promised, d.Until)
	given[0].Value = d.Value
	return b.keep(ctx, t, r, given, target.Note{
		Head: t.say("report.head"),
		Text: lines(t.say("promise.kept-in-mind", "Name", b.subject(t, p), "Value", t.exact(p.Indicator, *d.Value), "Until", d.Until),
			b.promiseThen(t)),
	})
}

// promiseThen says what follows from a promise. Another group may still name the
// indicator, and the promise beside it.
func (b *Bot) promiseThen(t *turn) string {
	if t.msg.Group {
		return t.say("promise.then-here")
	}
	return t.say("promise.then")
}

// askPromise asks for a part of a promise and waits for it in the store.
func (b *Bot) askPromise(ctx context.Context, t *turn, d *draft, question string) (Reply, error) {
	_, waiting := t.question("", question, nil)
	waiting.Promise = d
	return b.put(ctx, t, target.Note{Text: question}, waiting)
}
