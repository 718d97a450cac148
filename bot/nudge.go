package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// nudging reminds a unit's group at once.
const nudging understand.Intent = "nudge"

// nudgeOrder is a reminder that a leader has asked for and not yet confirmed.
type nudgeOrder struct {
	Unit target.UnitID `json:"unit"`
	// Indicator limits it to one, "" for all that lags.
	Indicator target.IndicatorID `json:"indicator,omitempty"`
}

// nudge answers "/nhac phòng tài chính" and "/nhac thu ngân sách": it shows what
// the unit's group would be told and asks. Alone it offers the units that lag.
func (b *Bot) nudge(ctx context.Context, t *turn) (Reply, error) {
	if t.reading.Followup { // what was talked about before is not meant
		t.reading = b.reader.Read(strings.Join(t.args, " "), understand.Context{Today: t.today})
		t.reading.Intent = nudging
	}
	r := &t.reading
	switch {
	case len(t.args) == 2 && (t.args[0] == pauseArg || t.args[0] == resumeArg):
		return b.remind(ctx, t) // how reminders were paused before
	case !t.may(remindNow):
		reply := t.tell("nudge.who")
		reply.Choices = []target.Choice{t.choice("choice.reminders", slash(understand.RemindSettings))}
		return reply, nil
	}
	t.nudgeHere()
	switch {
	case len(r.Units) == 1 && len(r.Indicators) <= 1:
		order := nudgeOrder{Unit: r.Units[0]}
		if len(r.Indicators) == 1 {
			order.Indicator = r.Indicators[0]
		}
		return b.proposeNudge(ctx, t, &order)
	case len(r.Indicators) == 1 && len(r.Units) == 0:
		return b.proposeNudge(ctx, t, &nudgeOrder{b.plan.Indicator(r.Indicators[0]).Lead, r.Indicators[0]})
	default:
		return b.offerNudges(ctx, t)
	}
}

// proposeNudge shows the reminder and asks whether it is to be sent.
func (b *Bot) proposeNudge(ctx context.Context, t *turn, order *nudgeOrder) (Reply, error) {
	row, refused, err := b.nudgeRow(ctx, t, order)
	if row == nil || err != nil {
		return refused, err
	}
	options := []option{{Label: t.say("nudge.send"), Nudge: order}, {Label: t.say("choice.cancel")}}
	note, waiting := t.question(t.say("nudge.ask", "Unit", b.unit(t, order.Unit)), row.Note.Text, options)
	return b.put(ctx, t, note, waiting)
}

// sendNudge puts the reminder that was shown in the outbox, as things stand now.
func (b *Bot) sendNudge(ctx context.Context, t *turn, order *nudgeOrder) (Reply, error) {
	if !t.may(remindNow) {
		return t.refuse(remindNow), nil
	}
	row, refused, err := b.nudgeRow(ctx, t, order)
	if row == nil || err != nil {
		return refused, err
	}
	change := target.Change{
		Deliveries: []target.Delivery{*row}, Dialog: t.dialog(nil),
		Audits: []target.Audit{t.audit(string(remindNow), string(order.Unit)+" "+string(order.Indicator))},
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("nudge.sent", "Unit", b.unit(t, order.Unit))})
}

// nudgeRow words the reminder for the unit's group; nil, with what to say, if
// there is nobody to write to, nothing to say, or one has just been sent.
func (b *Bot) nudgeRow(ctx context.Context, t *turn, order *nudgeOrder) (*target.Delivery, Reply, error) {
	situation, err := b.situation(ctx)
	if err != nil {
		return nil, Reply{}, err
	}
	unit := lang.Capital(b.unit(t, order.Unit))
	groups := situation.GroupsOf(order.Unit)
	if len(groups) == 0 {
		return nil, t.tell("nudge.no-group", "Unit", unit), nil
	}
	chat := &groups[0]
	last, err := b.lastNudge(ctx, t, chat.ID)
	if err != nil {
		return nil, Reply{}, err
	}
	if !last.IsZero() {
		return nil, t.tell("nudge.recent", "Unit", unit, "At", last.In(b.plan.Zone).Format("15:04")), nil
	}
	s := b.nudgeScene(t, &situation, chat)
	found := situation.Judge(&s.rule, chat, target.Date{}, b.lastDay(t.today))
	if order.Indicator != "" {
		found.Items = slices.DeleteFunc(found.Items, func(p target.Progress) bool { return p.Indicator.ID != order.Indicator })
		found.Directives = nil
	}
	if found.Empty() {
		return nil, t.nothingToNudge(b.plan.Indicator(order.Indicator), unit), nil
	}
	note := b.reminder(s, &found, time.Time{})
	s.d.Note, s.d.Facts = &note, found.Facts()
	return s.d, Reply{}, nil
}

func (t *turn) nothingToNudge(ind *target.Indicator, unit string) Reply {
	if ind == nil {
		return t.tell("nudge.nothing", "Unit", unit)
	}
	return t.tell("nudge.nothing-of", "Unit", unit, "Name", t.short(ind))
}

// nudgeScene is what a reminder to the chat is worded from.
func (b *Bot) nudgeScene(t *turn, situation *target.Situation, chat *target.Chat) *scene {
	hour := t.now.UTC().Format("2006010215")
	once := fmt.Sprintf("%s/%s/%s", target.Nudge, chat.ID, hour)
	return &scene{
		t: b.in(t, chat), chat: *chat, situation: *situation, now: t.now,
		rule: target.Rule{Kind: target.Digest, Audience: target.AllGroups},
		d: &target.Delivery{
			ID: target.DeliveryID(once), Once: once, Chat: chat.ID, Kind: target.Nudge, Slot: t.now.Truncate(time.Minute),
			Cause: target.CauseAsked, State: target.Pending, Created: t.now,
		},
	}
}

// nudgeRest is how long a group is left in peace after a nudge.
const nudgeRest = time.Hour

// lastNudge is when the chat was last nudged within the rest, zero if it was not.
func (b *Bot) lastNudge(ctx context.Context, t *turn, chat target.ChatID) (time.Time, error) {
	rows, err := b.store.Deliveries(ctx, t.now.Add(-nudgeRest), t.now.Add(time.Nanosecond))
	if err != nil {
		return time.Time{}, fmt.Errorf("read deliveries: %w", err)
	}
	var last time.Time
	for i := range rows {
		if d := &rows[i]; d.Kind == target.Nudge && d.Chat == chat {
			last = d.Created
		}
	}
	return last, nil
}

// offerNudges offers the units that lag and have a group.
func (b *Bot) offerNudges(ctx context.Context, t *turn) (Reply, error) {
	situation, err := b.situation(ctx)
	if err != nil {
		return Reply{}, err
	}
	example := slash(nudging) + " " + b.unit(t, b.example().Lead)
	note := target.Note{Text: t.say("nudge.which", "Example", example)}
	if len(t.args) > 0 {
		note.Text = t.say("nudge.unknown", "Example", example)
	}
	rule := target.Rule{Kind: target.Digest, Audience: target.UnitGroups}
	seen := make(map[target.UnitID]bool)
	for i := range situation.Chats {
		chat := &situation.Chats[i]
		if seen[chat.Unit] || len(note.Choices) == maxOffered {
			continue
		}
		found := situation.Judge(&rule, chat, target.Date{}, b.lastDay(t.today))
		if n := len(found.Items); n > 0 {
			seen[chat.Unit] = true
			label := t.say("nudge.unit", "Unit", lang.Capital(b.unit(t, chat.Unit)), "Number", n)
			note.Choices = append(note.Choices, target.Choice{Label: label, Data: slash(nudging) + " " + string(chat.Unit)})
		}
	}
	if len(note.Choices) == 0 {
		note.Text = t.say("nudge.none", "Example", example)
	}
	return Reply{Note: note}, nil
}
