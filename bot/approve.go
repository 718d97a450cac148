package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chitieu/bot/lang"
	"chitieu/target"
)

// maxWaiting is how many waiting figures are shown at a time: each is a long
// line with two choices.
const maxWaiting = 3

// approvals shows the figures that wait for the speaker's approval, or decides
// on the one that a choice names: "/duyet <report>", "/khongduyet <report>".
func (b *Bot) approvals(ctx context.Context, t *turn) (Reply, error) {
	if len(t.args) == 1 && isGroup(t.args[0]) {
		return b.decide(ctx, t, target.ReportID(t.args[0]), t.reading.Intent == approving)
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	queue := b.queue(t, all)
	if len(queue) == 0 {
		return t.tell("approve.none"), nil
	}
	from := t.page * maxWaiting
	if from >= len(queue) {
		from = 0 // the list was shorter than the page when it was turned
	}
	shown := queue[from:min(from+maxWaiting, len(queue))]
	note := target.Note{Head: t.words.Count("approve.head", len(queue))}
	var text []string
	standing := target.Standing(all)
	for i := range shown {
		text = append(text, b.waitingLine(ctx, t, standing, &shown[i]))
		note.Choices = append(note.Choices, b.decisions(t, &shown[i])...)
	}
	if rest := len(queue) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(approving)))
	}
	note.Text = bullets(text)
	return Reply{Note: note}, nil
}

// queue returns what waits for the speaker, of the named indicators if the
// message names some, in the order of saying.
func (b *Bot) queue(t *turn, all []target.Report) []target.Report {
	var out []target.Report
	for _, r := range target.Waiting(all) {
		ind := b.plan.Indicator(r.Indicator)
		named := len(t.reading.Indicators) == 0 || slices.Contains(t.reading.Indicators, r.Indicator)
		if ind != nil && named && t.approves(ind) {
			out = append(out, r)
		}
	}
	return out
}

// waitingLine is one waiting figure: what, who, when, and what holds now.
func (b *Bot) waitingLine(ctx context.Context, t *turn, standing []target.Report, r *target.Report) string {
	ind := b.plan.Indicator(r.Indicator)
	approved := approval(standing, r)
	line := t.say("approve.line", "What", b.brief(t, &approved), "Who", b.who(ctx, t, r), "Said", r.Said.In(b.plan.Zone))
	if r.Increment != nil {
		line += " " + t.say("report.increment", "Added", t.exact(ind, *r.Increment))
	}
	if now := target.Latest(standing, r.Indicator, r.Unit, b.lastDay(t.today)); now != nil {
		line += " " + t.say("approve.now", "Value", t.exact(ind, now.Value), "AsOf", now.AsOf)
	}
	return line
}

// decisions are the choices for a waiting figure.
func (b *Bot) decisions(t *turn, r *target.Report) []target.Choice {
	name := t.short(b.plan.Indicator(r.Indicator))
	if r.Unit != target.Locality {
		name = lang.Capital(b.unit(t, r.Unit)) + ", " + name
	}
	value := t.exact(b.plan.Indicator(r.Indicator), r.Value)
	if r.Increment != nil {
		value = "+" + t.exact(b.plan.Indicator(r.Indicator), *r.Increment)
	}
	return []target.Choice{
		{Label: t.say("choice.approve", "Name", name, "Value", value), Data: slash(approving) + " " + string(r.ID)},
		{Label: t.say("choice.refuse", "Name", name, "Value", value), Data: slash(refusing) + " " + string(r.ID)},
	}
}

// approval is the report that lets the waiting one count: the same figure of
// the same person, for an increment added to what holds by now.
func approval(standing []target.Report, waiting *target.Report) target.Report {
	a := *waiting
	if a.Increment != nil {
		a.Value, a.Onto = target.Added(standing, &a) // without what it corrects
	}
	a.Waiting, a.Replaces = false, waiting.ID
	return a
}

// decide approves or refuses a waiting figure and tells who reported it.
func (b *Bot) decide(ctx context.Context, t *turn, id target.ReportID, yes bool) (Reply, error) {
	for range tries {
		reply, err := b.tryDecide(ctx, t, id, yes)
		if !errors.Is(err, target.ErrConflict) {
			return reply, err
		}
	}
	return Reply{}, fmt.Errorf("decide on report: %w", target.ErrConflict)
}

// tryDecide is decide on what is stored now. target.ErrConflict means that
// something came in between, perhaps somebody else's decision.
func (b *Bot) tryDecide(ctx context.Context, t *turn, id target.ReportID, yes bool) (Reply, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	queue := target.Waiting(all)
	at := slices.IndexFunc(queue, func(r target.Report) bool { return r.ID == id })
	if at < 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("approve.gone")})
	}
	waiting := &queue[at]
	ind := b.plan.Indicator(waiting.Indicator)
	if ind == nil || !t.approves(ind) {
		return t.tell("permission.refused"), nil
	}
	decision := t.retraction(waiting, waiting.ID, 0)
	if yes {
		decision = approval(target.Standing(all), waiting)
		decision.ID = target.ReportID(groupID(t.now, t.msg) + "-0")
		decision.Said, decision.ApprovedBy = t.now, t.author()
	}
	change := target.Change{
		Heads:   []target.Head{headOf(all, waiting)},
		Reports: []target.Report{decision},
		Audits:  []target.Audit{t.audit(string(t.reading.Intent), reportDetail(waiting))},
	}
	if waiting.Chat != t.msg.Chat {
		change.Deliveries = []target.Delivery{b.verdict(ctx, t, waiting, &decision)}
	}
	return b.commit(ctx, t, change, b.decided(t, append(slices.Clone(all), decision), &decision))
}

// decided says to who decided what holds now, and what else waits.
func (b *Bot) decided(t *turn, all []target.Report, decision *target.Report) target.Note {
	note := target.Note{Head: t.say("approve.refused-head"), Text: b.brief(t, decision) + "."}
	if decision.Retracts == "" {
		standing := target.Standing(all)
		note.Head = t.say("approve.approved-head")
		note.Text = lines(b.echoLine(t, decision), b.echoStanding(t, standing, decision))
	}
	if rest := len(b.queue(t, all)); rest > 0 {
		note.Choices = []target.Choice{{Label: t.words.Count("choice.waiting", rest), Data: slash(approving)}}
	}
	return note
}

// headOf names the newest report of the series that r belongs to.
func headOf(all []target.Report, r *target.Report) target.Head {
	h := target.Head{Indicator: r.Indicator, Unit: r.Unit}
	for i := range all {
		if all[i].Indicator == r.Indicator && all[i].Unit == r.Unit {
			h.Last = all[i].ID
		}
	}
	return h
}

// verdict tells who reported, in the chat and language of the report, what was
// decided. Its ID is the decision's, so that it is told once.
func (b *Bot) verdict(ctx context.Context, t *turn, waiting, decision *target.Report) target.Delivery {
	// Without them the note is worded in the language of the locality.
	member, _ := b.store.Member(ctx, waiting.By)
	chat, _ := b.store.Chat(ctx, waiting.Chat)
	spoke := b.spokenIn(ctx, waiting.Chat, waiting.By, t.now)
	to := &turn{now: t.now, today: t.today, chat: chat, words: b.words.In(firstLang(member.Lang, spoke, chat.Lang))}
	head, outcome := to.say("approve.approved-head"), to.say("approve.approved")
	if decision.Retracts != "" {
		lead := b.plan.Indicator(waiting.Indicator).Lead
		head, outcome = to.say("approve.refused-head"), to.say("approve.refused", "Lead", b.unit(to, lead))
	}
	note := target.Note{Head: head, Text: lines(b.brief(to, decision)+".", outcome)}
	return t.delivery("verdict/"+target.DeliveryID(decision.ID), waiting.Chat, &note)
}

// delivery is a note for a chat that nobody there has asked for.
func (t *turn) delivery(id target.DeliveryID, chat target.ChatID, note *target.Note) target.Delivery {
	return target.Delivery{ID: id, Chat: chat, Note: note, Resend: true, State: target.Pending, Created: t.now}
}

// askApproval tells the groups of the lead agencies that figures wait for them:
// one note a group and message.
func (b *Bot) askApproval(ctx context.Context, t *turn, reports []target.Report) ([]target.Delivery, error) {
	waiting := slices.DeleteFunc(slices.Clone(reports), func(r target.Report) bool { return !r.Waiting })
	if len(waiting) == 0 {
		return nil, nil
	}
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return nil, fmt.Errorf("read chats: %w", err)
	}
	var out []target.Delivery
	for _, chat := range chats {
		if !chat.Group || chat.Unit == target.Locality || chat.Parked != "" || chat.Standby || chat.ID == t.msg.Chat {
			continue
		}
		if note := b.asked(ctx, t, &chat, waiting); note != nil {
			id := target.DeliveryID("waiting/" + groupOf(waiting[0].ID) + "/" + string(chat.ID))
			out = append(out, t.delivery(id, chat.ID, note))
		}
	}
	return out, nil
}

// asked words what waits for the agency of a group, nil for nothing.
func (b *Bot) asked(ctx context.Context, t *turn, chat *target.Chat, waiting []target.Report) *target.Note {
	to := &turn{now: t.now, today: t.today, chat: *chat, words: b.words.In(chat.Lang), msg: Message{Group: true}}
	var text []string
	for i := range waiting {
		if r := &waiting[i]; b.plan.Indicator(r.Indicator).Lead == chat.Unit && len(text) < maxWaiting {
			text = append(text, to.say("approve.line", "What", b.brief(to, r), "Who", b.who(ctx, to, r), "Said", r.Said.In(b.plan.Zone)))
		}
	}
	if len(text) == 0 {
		return nil
	}
	return &target.Note{
		Head: to.say("approve.asked"), Text: bullets(text),
		Choices: []target.Choice{to.choice("choice.decide", slash(approving))},
	}
}
