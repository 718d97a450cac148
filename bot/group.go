package bot

import (
	"context"
	"fmt"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// The words behind /nhom, besides units and languages.
const (
	unbindArg  = "bo"
	standbyArg = "duphong"
	preferArg  = "uutien"
)

// group says whom this group belongs to, or sets it:
//
//	/nhom                            what it is bound to
//	/nhom <unit | toan> [vi|id|en]   binds it
//	/nhom bo                         nothing is sent here any more
//	/nhom duphong [code]             pairs it with one in another messenger
//	/nhom uutien                     of the two this one comes first
//	/nhom nghe | thoinghe            the bot offers to store what members report
//	                                 to each other, or no longer
func (b *Bot) group(ctx context.Context, t *turn) (Reply, error) {
	t.turnPage()
	first := ""
	if len(t.args) > 0 {
		first = strings.ToLower(t.args[0])
	}
	switch {
	case first == "":
		return b.showGroup(ctx, t)
	case first == unbindArg && len(t.args) == 1:
		return b.unbindGroup(ctx, t)
	case first == standbyArg && len(t.args) == 1:
		return b.offerStandby(ctx, t)
	case first == standbyArg:
		return b.takeStandby(ctx, t, strings.Join(t.args[1:], ""))
	case first == preferArg && len(t.args) == 1:
		return b.preferGroup(ctx, t)
	case first == listenArg && len(t.args) == 1:
		return b.listen(ctx, t, target.ListenReports)
	case first == deafArg && len(t.args) == 1:
		return b.listen(ctx, t, target.ListenNothing)
	default:
		return b.bindGroup(ctx, t)
	}
}

// showGroup says what the group is bound to and offers what can be changed.
func (b *Bot) showGroup(ctx context.Context, t *turn) (Reply, error) {
	command := slash(belonging)
	units := append([]target.Choice{{Label: lang.Capital(b.unit(t, target.Locality)), Data: command + " " + wholeArg}}, b.unitsFor(t, command)...)
	if !t.known {
		return Reply{Note: target.Note{
			Text:    lines(t.say("group.unbound"), t.say("group.example", "Unit", b.unit(t, b.exampleUnit(t)))),
			Choices: units,
		}}, nil
	}
	if t.page > 0 {
		return Reply{Note: target.Note{Text: t.say("group.which"), Choices: units}}, nil
	}
	note := target.Note{Head: t.say("group.bound", "Unit", b.unit(t, t.chat.Unit))}
	note.Text = lines(t.say("group.lang", "Name", b.words.In(t.chat.Lang).Text("language.name")), t.say("group.example", "Unit", b.unit(t, b.exampleUnit(t))))
	pair, err := b.partner(ctx, &t.chat)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case t.chat.Standby:
		note.Text = t.say("group.stands-by", "Other", pairName(t, pair))
		note.Choices = []target.Choice{t.choice("choice.prefer", command, preferArg)}
	case !t.chat.Bound:
		note.Text = t.say("group.configured")
	default:
		note.Choices = append(units, b.otherLangs(t.chat.Lang, command)...)
	}
	switch {
	case t.chat.Standby:
	case pair != nil:
		note.Text = lines(note.Text, t.say("group.has-standby", "Other", pairName(t, pair)))
	default:
		note.Choices = append(note.Choices, t.choice("choice.standby", command, standbyArg))
	}
	if t.chat.Listen == target.ListenReports {
		note.Text = lines(note.Text, t.listening(&t.chat))
	}
	note.Choices = append(note.Choices, t.listenChoice(command))
	if t.chat.Bound {
		note.Choices = append(note.Choices, t.choice("choice.unbind", command, unbindArg))
	}
	return Reply{Note: note}, nil
}

// bindGroup stores whom the group belongs to, and in which language it is
// written to. A standby follows its group.
func (b *Bot) bindGroup(ctx context.Context, t *turn) (Reply, error) {
	said, args := b.readLang(t.args)
	l := firstOf(said, t.chat.Lang)
	unit, ok := t.chat.Unit, t.known
	if len(args) > 0 {
		unit, ok = b.readUnit(t, args)
	}
	switch {
	case !ok:
		return b.badUnit(t), nil
	case t.known && !t.chat.Bound && t.chat.ID == t.msg.Chat:
		return t.tell("group.configured"), nil
	case t.known && t.chat.Standby && t.chat.ID == t.msg.Chat:
		return t.tell("group.standby-first", "Command", slash(belonging)+" "+unbindArg), nil
	}
	bound := target.Chat{ID: t.msg.Chat, Title: firstText(cleanName(t.msg.Title), t.chat.Title), Group: true, Unit: unit, Lang: firstLang(l, t.words.Lang), Bound: true, Listen: t.chat.Listen}
	change := target.Change{Audits: []target.Audit{t.audit("bind-group", strings.TrimSpace(string(unit)+" "+string(bound.Lang)))}}
	if t.chat.ID == t.msg.Chat && t.chat.Fallback != "" {
		standby, err := b.store.Chat(ctx, t.chat.Fallback)
		if err != nil {
			return Reply{}, fmt.Errorf("look up standby: %w", err)
		}
		bound.Fallback, standby.Unit = standby.ID, unit
		change.Chats = append(change.Chats, standby)
	}
	change.Chats = append(change.Chats, bound)
	in := b.words.In(bound.Lang)
	to := &turn{words: in}
	note := target.Note{
		Head:    to.say("group.bound", "Unit", b.unit(to, unit)),
		Text:    lines(to.say("group.from-now"), to.say("group.lang", "Name", in.Text("language.name"))),
		Choices: []target.Choice{to.choice("choice.reminders", slash(understand.RemindSettings)), to.choice("choice.unbind", slash(belonging), unbindArg)},
	}
	return b.commit(ctx, t, change, note)
}

// badUnit says that no unit was understood, with an example and the units.
func (b *Bot) badUnit(t *turn) Reply {
	return Reply{Note: target.Note{
		Text:    lines(t.say("group.bad-unit"), t.say("group.example", "Unit", b.unit(t, b.exampleUnit(t)))),
		Choices: b.unitsFor(t, slash(belonging)),
	}}
}

// unbindGroup stops everything that is sent here. What it is paired with stays
// as it is if that is the group, and becomes the group if that is the standby.
func (b *Bot) unbindGroup(ctx context.Context, t *turn) (Reply, error) {
	switch {
	case !t.known:
		return b.showGroup(ctx, t)
	case !t.chat.Bound:
		return t.tell("group.configured"), nil
	}
	pair, err := b.partner(ctx, &t.chat)
	if err != nil {
		return Reply{}, err
	}
	gone := t.chat
	gone.Parked, gone.Greeted, gone.Standby, gone.Fallback, gone.Listen = parkedUnbound, true, false, "", target.ListenNothing
	change := target.Change{Chats: []target.Chat{gone}, Audits: []target.Audit{t.audit("unbind-group", string(gone.ID))}}
	if pair != nil {
		pair.Fallback, pair.Standby = "", false
		change.Chats = append(change.Chats, *pair)
	}
	// Directly: nothing is sent to a parked chat.
	return b.apply(ctx, t, change, target.Note{Text: t.say("group.unbound-now", "Command", slash(belonging))})
}

func firstText(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
