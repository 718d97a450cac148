package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/target"
)

// taskAnswer is an answer that waits for a yes.
type taskAnswer struct {
	ID   target.DirectiveID `json:"id"`
	Text string             `json:"text"`
}

// answerTask takes "/traloi gv-12 đã gửi báo cáo"; without a text it waits for
// one, without an id it offers what is open.
func (b *Bot) answerTask(ctx context.Context, t *turn) (Reply, error) {
	if len(t.args) == 0 {
		return b.tasks(ctx, t)
	}
	d, reply, err := b.task(ctx, t, t.args[0])
	switch {
	case d == nil || err != nil:
		return reply, err
	case !t.answersTask(d):
		return t.tell("directive.others", "ID", string(d.ID), "Unit", b.unit(t, d.Unit)), nil
	case len(t.args) == 1:
		text := t.say("directive.say-answer", "ID", string(d.ID), "Text", clip(d.Text))
		if t.msg.Group {
			text = t.say("directive.reply-answer", "ID", string(d.ID), "Text", clip(d.Text))
		}
		return b.await(ctx, t, text, nil, await{Answer: d.ID})
	default:
		return b.closeTask(ctx, t, d.ID, strings.Join(t.args[1:], " "))
	}
}

// closeTask stores the answer and returns it to the leader.
func (b *Bot) closeTask(ctx context.Context, t *turn, id target.DirectiveID, text string) (Reply, error) {
	b.giving.Lock()
	defer b.giving.Unlock()
	d, reply, err := b.task(ctx, t, string(id))
	switch {
	case d == nil || err != nil:
		return reply, err
	case !t.answersTask(d):
		return t.tell("directive.others", "ID", string(d.ID), "Unit", b.unit(t, d.Unit)), nil
	case len([]rune(text)) > maxTask:
		return t.tell("directive.too-long", "Limit", maxTask), nil
	}
	b.answered(t, d, text)
	change := target.Change{
		Directives: []target.Directive{*d}, Dialog: t.dialog(nil), Deliveries: b.returned(ctx, t, d),
		Audits: []target.Audit{t.audit(string(answerTask), taskDetail(d))},
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("directive.thanks", "ID", string(d.ID), "Answer", clip(text))})
}

func (b *Bot) answered(t *turn, d *target.Directive, text string) {
	d.State, d.Answer, d.Answerer, d.Closed = target.DirectiveAnswered, text, t.author(), t.now
}

// returned tells the chat that the directive came from what was answered. In a
// group only the unit is named.
func (b *Bot) returned(ctx context.Context, t *turn, d *target.Directive) []target.Delivery {
	if d.From == t.msg.Chat || d.From == "" {
		return nil
	}
	// Without them the note is worded in the language of the locality.
	leader, _ := b.store.Member(ctx, d.By)
	chat, _ := b.store.Chat(ctx, d.From)
	spoke := b.spokenIn(ctx, d.From, d.By, t.now)
	to := &turn{now: t.now, today: t.today, chat: chat, words: b.words.In(firstLang(leader.Lang, spoke, chat.Lang)), msg: Message{Group: chat.Group}}
	unit := lang.Capital(b.unit(to, d.Unit))
	head := to.say("directive.returned", "ID", string(d.ID), "Unit", unit)
	if d.Closed.After(d.Due) {
		head = to.say("directive.returned-late", "ID", string(d.ID), "Unit", unit)
	}
	note := target.Note{Head: head, Text: lines(
		to.say("directive.line-asked", "Text", clip(d.Text), "Due", d.Due.In(b.plan.Zone)),
		to.say("directive.line-answer", "Answer", d.Answer),
	)}
	back := t.delivery("answered/"+target.DeliveryID(d.ID), d.From, &note)
	back.Subject = string(d.ID)
	return []target.Delivery{back}
}

// answerByReport closes the directives that the change's reports answer, and
// returns a line a directive for the echo: who is asked about an indicator has
// answered with its figure.
func (b *Bot) answerByReport(ctx context.Context, t *turn, change *target.Change) (string, error) {
	all, err := b.store.Directives(ctx)
	if err != nil {
		return "", fmt.Errorf("read directives: %w", err)
	}
	said := ""
	for i := range change.Reports {
		r := &change.Reports[i]
		for k := range all {
			d := &all[k]
			if !d.Open() || d.Indicator != r.Indicator || !b.reportedBy(t, r, d.Unit) {
				continue
			}
			b.answered(t, d, b.brief(t, r))
			change.Directives = append(change.Directives, *d)
			change.Deliveries = append(change.Deliveries, b.returned(ctx, t, d)...)
			change.Audits = append(change.Audits, t.audit(string(answerTask), taskDetail(d)))
			said = lines(said, t.say("directive.by-report", "ID", string(d.ID)))
		}
	}
	return said, nil
}

// reportedBy reports whether the figure is the unit's: its part, or the whole
// that it leads or reports itself.
func (b *Bot) reportedBy(t *turn, r *target.Report, unit target.UnitID) bool {
	return r.Unit == unit || t.member.Unit == unit || r.Unit == target.Locality && b.plan.Indicator(r.Indicator).Lead == unit
}

// offerAnswer asks, when something was said to the bot that it does not
// understand, whether it answers an open directive of the unit. Replies to the
// posted directive come like that.
func (b *Bot) offerAnswer(ctx context.Context, t *turn) (Reply, bool, error) {
	unit := t.ownUnit()
	if unit == target.Locality || !t.may(answerTask) || len(strings.Fields(t.msg.Text)) < 2 || strings.HasPrefix(t.msg.Text, "/") {
		return Reply{}, false, nil
	}
	open, err := b.openTasks(ctx, t, unit)
	if err != nil || len(open) == 0 {
		return Reply{}, false, err
	}
	var options []option
	for i := range open[:min(len(open), maxOffered-1)] {
		d := &open[i]
		options = append(options, option{Label: t.say("directive.answer", "ID", string(d.ID)), Answer: &taskAnswer{d.ID, t.msg.Text}})
	}
	options = append(options, option{Label: t.say("choice.cancel")})
	note, waiting := t.question("", t.say("directive.is-answer", "Text", clip(t.msg.Text)), options)
	reply, err := b.put(ctx, t, note, waiting)
	return reply, true, err
}

// ownUnit is whose work is meant: the group's, in private the speaker's.
func (t *turn) ownUnit() target.UnitID {
	if t.msg.Group {
		return t.chat.Unit
	}
	return t.member.Unit
}

// openTasks returns the open directives of a unit, Locality for all: the late
// ones first, then by their time.
func (b *Bot) openTasks(ctx context.Context, t *turn, unit target.UnitID) ([]target.Directive, error) {
	all, err := b.store.Directives(ctx)
	if err != nil {
		return nil, fmt.Errorf("read directives: %w", err)
	}
	open := slices.DeleteFunc(all, func(d target.Directive) bool { return !d.Open() || unit != target.Locality && d.Unit != unit })
	slices.SortStableFunc(open, func(a, b target.Directive) int { return a.Due.Compare(b.Due) })
	return open, nil
}

// tasksShown is how many directives are listed at a time.
const tasksShown = 6

// tasks lists what is open: to leaders everything, to others their unit's.
func (b *Bot) tasks(ctx context.Context, t *turn) (Reply, error) {
	unit, all := t.ownUnit(), t.may(giveTask) && t.ownUnit() == target.Locality
	if unit == target.Locality && !all {
		return t.tell("directive.whose"), nil
	}
	open, err := b.openTasks(ctx, t, unit)
	if err != nil {
		return Reply{}, err
	}
	if len(open) == 0 && all {
		return t.tell("directive.none", "Example", b.taskExample(t)), nil
	}
	if len(open) == 0 {
		return t.tell("directive.none-of", "Unit", lang.Capital(b.unit(t, unit))), nil
	}
	from := t.page * tasksShown
	if from >= len(open) {
		from, t.page = 0, 0
	}
	shown := open[from:min(from+tasksShown, len(open))]
	note := target.Note{Head: t.words.Count("directive.head", len(open))}
	var text []string
	for i := range shown {
		d := &shown[i]
		text = append(text, b.taskLine(t, d))
		if t.answersTask(d) && t.member.Unit != target.Locality {
			note.Choices = append(note.Choices, t.answerChoice(d))
		} else if t.may(giveTask) {
			note.Choices = append(note.Choices, t.withdrawChoice(d))
		}
	}
	note.Text = bullets(text)
	if rest := len(open) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(tasks)))
	}
	return Reply{Note: note}, nil
}

// taskLine is one open directive.
func (b *Bot) taskLine(t *turn, d *target.Directive) string {
	due := d.Due.In(b.plan.Zone)
	if d.Late(t.now) {
		return t.say("directive.late", "ID", string(d.ID), "Unit", b.unit(t, d.Unit), "Text", clip(d.Text), "Due", due)
	}
	return t.say("directive.due", "ID", string(d.ID), "Unit", b.unit(t, d.Unit), "Text", clip(d.Text), "Due", due)
}
