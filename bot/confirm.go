package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// confirm says for the desk that the figure that holds is right. The desk's own
// figures are confirmed as they are reported, so a message that brings one is a
// report.
func (b *Bot) confirm(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	switch {
	case len(r.Values) > 0, r.Ask == understand.AskAmount, r.Ask == understand.AskPercent, r.Ask == understand.AskStock:
		return b.report(ctx, t)
	case len(r.Indicators) != 1:
		return b.confirmable(t), nil
	}
	ind := b.plan.Indicator(r.Indicators[0])
	if ind.Confirm == "" {
		return t.tell("confirm.nobody", "Name", t.short(ind)), nil
	}
	if !confirms(&t.member, ind) {
		return t.tell("confirm.others", "Name", t.short(ind), "Desk", b.unit(t, ind.Confirm)), nil
	}
	unit := target.Locality
	if len(r.Units) == 1 && r.Units[0] != ind.Lead {
		unit = r.Units[0]
	}
	for range tries {
		reply, err := b.tryConfirm(ctx, t, ind, unit)
		if !errors.Is(err, target.ErrConflict) {
			return reply, err
		}
	}
	return Reply{}, fmt.Errorf("confirm figure: %w", target.ErrConflict)
}

// confirmable offers the indicators that the speaker's desk confirms.
func (b *Bot) confirmable(t *turn) Reply {
	var note target.Note
	for i := range b.plan.Indicators {
		if ind := &b.plan.Indicators[i]; confirms(&t.member, ind) {
			note.Choices = append(note.Choices, target.Choice{Label: t.short(ind), Data: slash(confirming) + " " + string(ind.ID)})
		}
	}
	if len(note.Choices) == 0 {
		return t.tell("confirm.no-desk")
	}
	note.Text = t.say("confirm.which")
	return Reply{Note: note}
}

// tryConfirm is confirm on what is stored now. target.ErrConflict means that
// something came in between.
func (b *Bot) tryConfirm(ctx context.Context, t *turn, ind *target.Indicator, unit target.UnitID) (Reply, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	standing := target.Standing(all)
	now := target.Latest(standing, ind.ID, unit, b.lastDay(t.today))
	switch {
	case now == nil || now.AsOf.Year != b.plan.Year:
		return t.tell("confirm.nothing", "Name", t.short(ind)), nil
	case now.Confirmed:
		return t.tell("confirm.already", "What", b.brief(t, now)), nil
	case now.Estimate:
		return t.tell("confirm.estimate", "What", b.brief(t, now)), nil
	}
	confirmed := target.Report{
		ID: target.ReportID(groupID(t.now, t.msg) + "-0"), Indicator: ind.ID, Unit: unit,
		Value: now.Value, AsOf: now.AsOf, Confirmed: true, Illustrative: now.Illustrative,
		Said: t.now, By: t.author(), ByName: t.msg.FromName, Chat: t.msg.Chat,
		Source: sourceChat, Evidence: t.msg.Files,
	}
	change := target.Change{
		Heads:   []target.Head{headOf(all, &confirmed)},
		Reports: []target.Report{confirmed},
		Audits:  []target.Audit{t.audit(string(confirming), reportDetail(&confirmed))},
	}
	note := b.echo(t, all, append(slices.Clone(standing), confirmed), change.Reports)
	note.Head = t.say("confirm.head")
	return b.commit(ctx, t, change, note)
}
