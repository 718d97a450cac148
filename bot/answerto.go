package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// Intents of people who answer a reminder.
const (
	acknowledging understand.Intent = "acknowledge"     // "đã rõ"
	snoozing      understand.Intent = "snooze"          // "hoãn"
	promising     understand.Intent = "promise"         // "cam kết"
	asking        understand.Intent = "why"             // "vì sao nhắc?"
	agreeing      understand.Intent = "agree"           // "ok": to what is asked back
	stopping      understand.Intent = "stop-escalation" // a leader's "dừng nhắc"
	preparing     understand.Intent = "prepare"         // a stage of preparation is reached
)

// refOf names a delivery in the data of a choice, in fewer bytes than its ID:
// when it was created, and a hash.
func refOf(d *target.Delivery) string {
	sum := sha256.Sum256([]byte(d.ID))
	return strconv.FormatInt(max(d.Created.Unix(), 0), 36) + "-" + hex.EncodeToString(sum[:4])
}

var refArg = regexp.MustCompile(`^[0-9a-z]{1,9}-[0-9a-f]{8}$`)

// reminded is a reminder that somebody answers.
type reminded struct {
	delivery target.Delivery
	facts    []target.Fact // those that the answer is about
}

// answeredTo finds the reminder that the message answers: the one whose choice
// was pressed, else the newest of the chat. What it said of other indicators
// than those named, or of what the speaker does not answer for, is left out.
// target.ErrNotFound means that there is none, errNotYours that nothing is left.
func (b *Bot) answeredTo(ctx context.Context, t *turn) (*reminded, error) {
	d, err := b.reminderOf(ctx, t)
	if err != nil {
		return nil, err
	}
	r := &reminded{delivery: *d}
	for _, f := range d.Facts {
		ind := b.plan.Indicator(f.Indicator)
		named := len(t.reading.Indicators) == 0 || slices.Contains(t.reading.Indicators, f.Indicator)
		if ind == nil || !named {
			continue
		}
		if f.Unit == ind.Lead {
			f.Unit = target.Locality // whose part the whole is
		}
		r.facts = append(r.facts, f)
	}
	if len(r.facts) == 0 {
		return nil, target.ErrNotFound
	}
	r.facts = slices.DeleteFunc(r.facts, func(f target.Fact) bool { return !t.answersFor(b.plan.Indicator(f.Indicator), f.Unit) })
	if len(r.facts) == 0 {
		return nil, errNotYours
	}
	return r, nil
}

// errNotYours says that the speaker does not answer for what a reminder said.
var errNotYours = errors.New("not the speaker's to answer")

// refuseAnswer words why a reminder cannot be answered; err is another error.
func (b *Bot) refuseAnswer(t *turn, err error) (Reply, error) {
	switch {
	case errors.Is(err, errNotYours):
		return t.tell("answer.others"), nil
	case errors.Is(err, target.ErrNotFound) && !t.commanded():
		return b.none(t), nil
	case errors.Is(err, target.ErrNotFound):
		return t.tell("answer.nothing", "Name", t.short(b.example())), nil
	default:
		return Reply{}, err
	}
}

// commanded reports whether the message is a command or a pressed choice.
func (t *turn) commanded() bool { return strings.HasPrefix(t.msg.Text, "/") }

// reminderOf returns the delivery that is answered.
func (b *Bot) reminderOf(ctx context.Context, t *turn) (*target.Delivery, error) {
	if t.ref != "" {
		d, err := b.referred(ctx, t)
		if !errors.Is(err, target.ErrNotFound) {
			return d, err
		}
	}
	told, err := b.toldHere(ctx, t)
	if err != nil {
		return nil, err
	}
	var newest *target.Delivery
	for i := range told {
		d := &told[i]
		if len(d.Facts) > 0 && (t.reading.Intent == asking || answerable(d.Kind)) && (newest == nil || d.Done.After(newest.Done)) {
			newest = d
		}
	}
	if newest == nil {
		return nil, target.ErrNotFound
	}
	return newest, nil
}

// toldHere returns what each rule told the chat last, and what was sent there
// last: a chat that stands in for another is told nothing of its own, and what
// a leader asked for is no rule's.
func (b *Bot) toldHere(ctx context.Context, t *turn) ([]target.Delivery, error) {
	var told []target.Delivery
	take := func(d target.Delivery, err error) error {
		if err == nil {
			told = append(told, d)
		}
		if err != nil && !errors.Is(err, target.ErrNotFound) {
			return fmt.Errorf("look up newest reminder: %w", err)
		}
		return nil
	}
	for i := range b.plan.Rules {
		if err := take(b.store.LastTold(ctx, b.plan.Rules[i].ID, t.msg.Chat)); err != nil {
			return nil, err
		}
	}
	err := take(b.store.LastSent(ctx, t.msg.Chat))
	return told, err
}

// answerable reports whether reminders of the kind ask for something that can
// be acknowledged, put off or promised.
func answerable(kind target.RuleKind) bool {
	switch kind {
	case target.Digest, target.Crossing, target.ReportDue, target.Escalating, target.Nudge:
		return true
	default:
		return false
	}
}

// referred returns the delivery that a choice names, if it went to this chat.
func (b *Bot) referred(ctx context.Context, t *turn) (*target.Delivery, error) {
	at, _, _ := strings.Cut(t.ref, "-")
	seconds, err := strconv.ParseInt(at, 36, 64)
	if err != nil {
		return nil, target.ErrNotFound
	}
	from := time.Unix(seconds, 0)
	rows, err := b.store.Deliveries(ctx, from, from.Add(time.Second))
	if err != nil {
		return nil, fmt.Errorf("look up reminder: %w", err)
	}
	for i := range rows {
		if refOf(&rows[i]) == t.ref && rows[i].Chat == t.msg.Chat {
			return &rows[i], nil
		}
	}
	return nil, target.ErrNotFound
}

// answers makes an answer of the kind to each fact.
func (t *turn) answers(r *reminded, kind target.AnswerKind, until target.Date) []target.Answer {
	var out []target.Answer
	chat := cmp.Or(r.delivery.For, t.msg.Chat) // whose reminder it is
	for i, f := range r.facts {
		out = append(out, target.Answer{
			ID: target.AnswerID(fmt.Sprintf("%s-%d", groupID(t.now, t.msg), i)), Kind: kind, Chat: chat,
			Unit: f.Unit, Indicator: f.Indicator, Delivery: r.delivery.ID, Status: f.Status,
			Until: until, By: t.author(), At: t.now,
		})
	}
	return out
}

// keep stores answers in the place of earlier ones to the same, and says so: in
// the reminder itself where its button was pressed. An open promise gives way
// to another promise only: it is to be kept or broken.
func (b *Bot) keep(ctx context.Context, t *turn, r *reminded, given []target.Answer, said target.Note) (Reply, error) {
	before, err := b.store.Answers(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read answers: %w", err)
	}
	change := target.Change{Dialog: t.dialog(nil)}
	for _, old := range before {
		if old.Holds(t.today) && slices.ContainsFunc(given, func(a target.Answer) bool { return replaces(&a, &old) }) {
			old.Ended = true
			change.Answers = append(change.Answers, old)
		}
	}
	change.Answers = append(change.Answers, given...)
	for i := range given {
		change.Audits = append(change.Audits, t.audit("answer", answerDetail(&given[i])))
	}
	if !t.edits(r) {
		return b.commit(ctx, t, change, said)
	}
	return b.commitEdit(ctx, t, change, r)
}

// replaces reports whether an answer takes an older one's place.
func replaces(a, old *target.Answer) bool {
	same := a.Chat == old.Chat && a.Indicator == old.Indicator && a.Unit == old.Unit
	return same && (old.Kind != target.Promised || a.Kind == target.Promised)
}

func answerDetail(a *target.Answer) string {
	detail := fmt.Sprintf("%s %s %s %s until %s", a.ID, a.Kind, a.Indicator, a.Unit, a.Until)
	if a.Value != nil {
		detail += " " + a.Value.String()
	}
	return detail
}
