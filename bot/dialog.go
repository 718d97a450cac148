package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// dialogLife is how long a question about a figure waits for its answer. What
// is confirmed later than that might be confirmed by mistake.
const dialogLife = 30 * time.Minute

// pickCommand answers a stored question: "/chon k7f2ab 2". The key keeps an old
// button from answering a newer question.
const pickCommand = "/chon"

// pending is a question that waits for an answer, as stored in target.Dialog.
// Only questions about what would be stored are kept so; choices that merely
// ask something else are commands of their own.
type pending struct {
	Key     string      `json:"key"`
	Lang    target.Lang `json:"lang"`
	Options []option    `json:"options"`
	// Promise is set when a figure or a day of it is asked for in free text.
	Promise *draft `json:"promise,omitempty"`
	// Figures are what it is about as they were read, Lacks what is asked of
	// them, and Why what the reader hesitated over.
	Figures []figure `json:"figures,omitempty"`
	Lacks   lacking  `json:"lacks,omitempty"`
	Why     string   `json:"why,omitempty"`
	// Await is set when the next message is an answer too.
	Await *await `json:"await,omitempty"`
	// Back is the data of the page of the walk on which it is asked, "" for none.
	Back string `json:"back,omitempty"`
	// Batch is what the receipt that is shown is of; Rest what is asked after
	// this question.
	Batch *batch `json:"batch,omitempty"`
	Rest  *batch `json:"rest,omitempty"`
	// Done is set when the question was answered in place: what was said.
	Done *target.Note `json:"done,omitempty"`

	asked time.Time
}

// option is one possible answer. Exactly one of its parts is set; an option
// without any drops the matter.
type option struct {
	Label   string             `json:"label"`
	Figures []figure           `json:"figures,omitempty"`  // store these
	Confirm []figure           `json:"confirm,omitempty"`  // show these and ask again
	Text    string             `json:"text,omitempty"`     // read this again,
	About   target.IndicatorID `json:"about,omitempty"`    // as being about this
	Unit    target.UnitID      `json:"unit,omitempty"`     // and of this unit
	Retract []target.ReportID  `json:"retracts,omitempty"` // take these back
	Unsay   target.AnswerID    `json:"unsay,omitempty"`    // take this promise back

	Schedule *newSchedule       `json:"schedule,omitempty"` // give a rule this schedule
	Assign   *taskDraft         `json:"assign,omitempty"`   // go on with this directive
	Give     *taskDraft         `json:"give,omitempty"`     // post it
	Withdraw target.DirectiveID `json:"withdraw,omitempty"` // take it back
	Answer   *taskAnswer        `json:"answer,omitempty"`   // answer one with this
	Nudge    *nudgeOrder        `json:"nudge,omitempty"`    // remind a unit now
	Go       string             `json:"go,omitempty"`       // take this for the message

	Save bool `json:"save,omitempty"` // store what is in order of the batch
	Page int  `json:"page,omitempty"` // turn to this page of its receipt

	Question string `json:"question,omitempty"` // answer this command

	// Keep marks what stores the figure as it was read, Alone what takes it as
	// that of its period alone.
	Keep  bool `json:"keep,omitempty"`
	Alone bool `json:"alone,omitempty"`

	// Yes marks what agrees with the question where several options do something.
	Yes bool `json:"yes,omitempty"`
}

// drops reports whether the option only drops the matter.
func (o option) drops() bool {
	does := len(o.Figures) > 0 || len(o.Confirm) > 0 || o.Schedule != nil || o.Assign != nil || o.Give != nil || o.Answer != nil || o.Nudge != nil || o.Save || o.Page != 0 || len(o.Retract) > 0 || o.Unsay != ""
	return !does && o.Text == "" && o.Withdraw == "" && o.Go == "" && o.Question == ""
}

// lacking is what a question asks of figures before they can be stored.
type lacking string

const (
	lacksUnit lacking = "unit"
	lacksDay  lacking = "day"
)

// ofFigures reports whether the question is about figures that are not stored.
func (p *pending) ofFigures() bool {
	return p != nil && slices.ContainsFunc(p.Options, func(o option) bool {
		return len(o.Figures) > 0 || len(o.Confirm) > 0 || o.Text != "" || o.Save
	})
}

// coveredBy reports whether the figures are those that the question is about,
// said again.
func (p *pending) coveredBy(figures []figure) bool {
	return p != nil && len(p.Figures) > 0 && !slices.ContainsFunc(p.Figures, func(asked figure) bool {
		return !slices.ContainsFunc(figures, func(f figure) bool { return !f.movesFrom(&asked) })
	})
}

// waiting returns the question that waits for this speaker, nil if none does.
func (b *Bot) waiting(ctx context.Context, t *turn) (*pending, error) {
	d, err := b.store.Dialog(ctx, t.msg.Chat, t.msg.From, t.now)
	if errors.Is(err, target.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look up dialog: %w", err)
	}
	var p pending
	if err := json.Unmarshal(d.Payload, &p); err != nil {
		return nil, fmt.Errorf("decode dialog: %w", err)
	}
	p.asked = d.Expires.Add(-dialogLife)
	return &p, nil
}

// expired is the pick of an option that is no longer there.
const expired = -1

// pressed reports which option of the question the message is, from 0: a button,
// or its data in the place of what was typed.
func (p *pending) pressed(data string) (int, bool) {
	rest, ok := strings.CutPrefix(data, pickCommand+" ")
	if !ok {
		return 0, false
	}
	key, number, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(number)
	if p == nil || err != nil || key != p.Key || n < 1 || n > len(p.Options) || p.Options[n-1].Go != "" {
		return expired, true
	}
	return n - 1, true
}

// choices are the options as they are shown.
func (p *pending) choices() []target.Choice {
	var out []target.Choice
	for i, o := range p.Options {
		out = append(out, target.Choice{Label: o.Label, Data: cmp.Or(o.Go, fmt.Sprintf("%s %s %d", pickCommand, p.Key, i+1))})
	}
	return out
}

// question words a pending question: its options become numbered choices.
func (t *turn) question(head, text string, options []option) (target.Note, *pending) {
	if t.back != "" { // instead of dropping the matter
		options = slices.DeleteFunc(options, option.drops)
		options = append(options, option{Label: t.say("walk.back"), Go: t.back})
	}
	p := &pending{Key: cmp.Or(t.key, strings.ToLower(rand.Text()[:6])), Lang: t.words.Lang, Options: options, Back: t.back}
	return target.Note{Head: head, Text: text, Choices: p.choices()}, p
}

// put asks the question and stores that it waits.
func (b *Bot) put(ctx context.Context, t *turn, note target.Note, p *pending) (Reply, error) {
	if p.Rest == nil {
		p.Rest = t.queue
	}
	dialog, err := t.asking(p)
	if err != nil {
		return Reply{}, err
	}
	return b.commit(ctx, t, target.Change{Dialog: dialog}, note)
}

// asking returns the row that keeps the question.
func (t *turn) asking(p *pending) (*target.Dialog, error) {
	payload, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("encode dialog: %w", err)
	}
	return t.dialog(payload), nil
}

// dialog returns the row that replaces the speaker's question; a nil payload ends it.
func (t *turn) dialog(payload []byte) *target.Dialog {
	member := t.msg.From
	if payload == nil {
		member = cmp.Or(t.offer, member)
	}
	return &target.Dialog{Chat: t.msg.Chat, Member: member, Payload: payload, Expires: t.now.Add(dialogLife)}
}

// resume goes on with the answer to a question.
func (b *Bot) resume(ctx context.Context, t *turn, p *pending, picked int) (Reply, error) {
	if picked == expired {
		// Through the store, because a press that is delivered again comes here too.
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("dialog.expired")})
	}
	t.words, t.back, t.settled = b.words.In(p.Lang), p.Back, true
	o := p.Options[picked]
	t.queue = p.Rest
	switch {
	case o.Save || o.Page != 0:
		return b.resumeBatch(ctx, t, p, &o)
	case o.Schedule != nil:
		return b.saveSchedule(ctx, t, o.Schedule)
	case o.Assign != nil:
		return b.goOnAssigning(ctx, t, *o.Assign)
	case o.Give != nil:
		return b.give(ctx, t, o.Give)
	case o.Withdraw != "":
		return b.withdrawn(ctx, t, o.Withdraw)
	case o.Nudge != nil:
		return b.sendNudge(ctx, t, o.Nudge)
	case o.Answer != nil:
		return b.closeTask(ctx, t, o.Answer.ID, o.Answer.Text)
	case o.Unsay != "":
		return b.unsay(ctx, t, o.Unsay)
	case len(o.Retract) > 0:
		if !t.may(undoOwn) {
			return t.tell("permission.refused"), nil
		}
		return b.retract(ctx, t, o.Retract...)
	case !t.may(report) && (len(o.Figures) > 0 || len(o.Confirm) > 0 || o.Text != ""):
		return t.tell("permission.refused"), nil
	case len(o.Figures) > 0:
		return b.record(ctx, t, o.Figures)
	case o.Question != "":
		return b.answerOffered(ctx, t, o.Question)
	case len(o.Confirm) > 0:
		return b.confirmOffer(ctx, t, o.Confirm)
	case o.Text != "":
		return b.reread(ctx, t, &o)
	default:
		return b.dropQuestion(ctx, t, p)
	}
}

// dropQuestion ends a question, and nothing else: what was recorded before it
// stays.
func (b *Bot) dropQuestion(ctx context.Context, t *turn, p *pending) (Reply, error) {
	t.words, t.back, t.settled, t.dropped = b.words.In(p.Lang), p.Back, true, true
	if t.queue = p.Rest; t.queue != nil {
		standing, err := b.standing(ctx)
		if err != nil {
			return Reply{}, err
		}
		return b.askNext(ctx, t, standing, p.Figures)
	}
	text := t.say("dialog.dropped")
	if p.withdraws() {
		text = t.say("dialog.kept")
	}
	return b.commit(ctx, t, target.Change{Dialog: t.dialog(nil)}, target.Note{Text: text})
}

// reread reads a report again with what the answer has made clear.
func (b *Bot) reread(ctx context.Context, t *turn, o *option) (Reply, error) {
	in := b.context(t)
	in.Topic = &understand.Topic{Intent: understand.ReportValue, Indicators: []target.IndicatorID{o.About}}
	in.About = o.About
	t.reading = b.reader.Read(o.Text, in)
	t.reading.Intent = understand.ReportValue
	if o.Unit != target.Locality && len(t.reading.Units) == 0 {
		t.reading.Units = []target.UnitID{o.Unit}
	}
	return b.report(ctx, t)
}

// commit stores a change together with its answer: "this update was seen", the
// effect and the reply's row of the outbox are one transaction. A message
// without an ID comes from no messenger, and its answer is returned directly.
func (b *Bot) commit(ctx context.Context, t *turn, change target.Change, note target.Note) (Reply, error) {
	if change.Dialog != nil && t.waits.ofFigures() && !t.settled {
		note.Text = lines(note.Text, t.say("dialog.replaced"))
	}
	if t.back != "" {
		note = t.withBack(note)
	}
	if t.inPlace() {
		return b.commitInPlace(ctx, t, change, note)
	}
	if t.msg.ID != "" {
		change.Update = t.msg.ID
		change.Deliveries = append(change.Deliveries, target.Delivery{
			ID: target.DeliveryID(replyPrefix + t.msg.ID), Chat: t.msg.Chat, Note: &note,
			// Twice told is better than never told that it is saved.
			Resend: true, State: target.Pending, Created: t.now,
		})
	}
	err := b.store.Commit(ctx, change)
	t.acted = t.acted || err == nil && acts(&change)
	if errors.Is(err, target.ErrSeen) {
		return Reply{Silent: true, Queued: true}, nil
	}
	if err != nil {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	if t.msg.ID == "" {
		return Reply{Note: note}, nil
	}
	b.notify()
	return Reply{Note: note, Queued: true}, nil
}

// acts reports whether the change does something that one could want undone.
func acts(c *target.Change) bool {
	return len(c.Reports)+len(c.Answers)+len(c.Directives)+len(c.Rules)+len(c.Preparations) > 0
}
