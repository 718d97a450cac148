package bot

import (
	"context"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// Intents of directives: work that a leader asks of a unit by a moment.
const (
	assigning   understand.Intent = "assign"   // ask it
	answering   understand.Intent = "answer"   // say that, or how, it is done
	withdrawing understand.Intent = "withdraw" // ask it no more
	tasks       understand.Intent = "tasks"    // what is open
)

// taskDraft is a directive that has not been given yet.
type taskDraft struct {
	Unit target.UnitID `json:"unit,omitempty"`
	Text string        `json:"text,omitempty"`
	// Suggested is set while Text is the bot's own: what the leader says of the
	// work takes its place.
	Suggested bool               `json:"suggested,omitempty"`
	Indicator target.IndicatorID `json:"indicator,omitempty"`
	Due       time.Time          `json:"due,omitzero"`
	// Unread is what was written as the deadline and makes none.
	Unread string `json:"unread,omitempty"`
	// DayOff is set once the leader has said that a day off is meant.
	DayOff bool `json:"day_off,omitempty"`
}

// maxTask is how long the text of a directive may be, in runes.
const maxTask = 500

// assign reads "/giao Phòng GD báo cáo tiến độ trường chuẩn trước 17h thứ sáu"
// and asks for what is missing, then for a yes. Without anything behind it lists
// what is open.
func (b *Bot) assign(ctx context.Context, t *turn) (Reply, error) {
	if t.commanded() {
		if reply, ok, err := b.assignHere(ctx, t); ok || err != nil {
			return reply, err
		}
	}
	rest := t.argument()
	if rest == "" || t.page > 0 || pageArg.MatchString(rest) {
		return b.tasks(ctx, t)
	}
	return b.assignText(ctx, t, rest)
}

func (b *Bot) assignText(ctx context.Context, t *turn, text string) (Reply, error) {
	request := b.reader.ReadDirective(text, t.now)
	switch {
	case request.Unit == target.Locality && len(request.Units) == 0 && request.Elsewhere != "":
		return t.tell("directive.elsewhere", "Place", request.Elsewhere, "Locality", b.plan.Locality.Full(t.words.Lang), "Example", b.taskExample(t)), nil
	case len(request.Units) > 1 || request.Unit == target.Locality:
		return b.askTaskUnit(ctx, t, &request)
	default:
		return b.complete(ctx, t, draftOf(&request))
	}
}

// goOnAssigning goes on with a draft that an answer has changed; an empty one is
// to be said anew.
func (b *Bot) goOnAssigning(ctx context.Context, t *turn, d taskDraft) (Reply, error) {
	if !t.may(giveTask) {
		return t.refuse(giveTask), nil
	}
	if d == (taskDraft{}) {
		return b.await(ctx, t, t.say("directive.again", "Example", b.taskExample(t)), nil, await{Draft: &d, For: awaitAll})
	}
	return b.complete(ctx, t, d)
}

// complete asks for the next thing that the draft lacks or that looks wrong.
func (b *Bot) complete(ctx context.Context, t *turn, d taskDraft) (Reply, error) {
	switch {
	case d.Text == "":
		return b.await(ctx, t, t.say("directive.what", "Unit", b.unit(t, d.Unit), "Example", b.taskExample(t)), nil, await{Draft: &d, For: awaitText})
	case len([]rune(d.Text)) > maxTask:
		return t.tell("directive.too-long", "Limit", maxTask), nil
	case d.Due.IsZero():
		return b.await(ctx, t, b.askedWhen(t, &d), b.dueOptions(t, &d), await{Draft: &d, For: awaitDue})
	case !d.Due.After(t.now):
		return t.tell("directive.past", "Due", t.words.Weekday(d.Due.In(b.plan.Zone)), "Example", b.taskExample(t)), nil
	case target.DateOf(d.Due.In(b.plan.Zone)).Year != b.plan.Year:
		return t.tell("directive.beyond", "Due", d.Due.In(b.plan.Zone), "Year", b.plan.Year, "Example", b.taskExample(t)), nil
	case !d.DayOff && !b.plan.Calendar.IsWorkingDay(target.DateOf(d.Due.In(b.plan.Zone))):
		return b.askWorkingDay(ctx, t, &d)
	}
	chat, err := b.unitGroup(ctx, d.Unit)
	if err != nil {
		return Reply{}, err
	}
	if chat == nil {
		return t.tell("directive.no-group", "Unit", lang.Capital(b.unit(t, d.Unit))), nil
	}
	return b.proposeTask(ctx, t, &d, chat)
}

// proposeTask shows what was understood: it will be written to another group.
func (b *Bot) proposeTask(ctx context.Context, t *turn, d *taskDraft, chat *target.Chat) (Reply, error) {
	text := lines(
		t.say("directive.line-unit", "Unit", b.unit(t, d.Unit), "Group", chat.Title),
		t.say("directive.line-text", "Text", d.Text),
		t.say("directive.line-due", "Due", t.words.Weekday(d.Due.In(b.plan.Zone))),
	)
	if ind := b.plan.Indicator(d.Indicator); ind != nil {
		text = lines(text, t.say("directive.line-indicator", "Name", t.short(ind)))
	}
	options := []option{
		{Label: t.say("directive.give"), Give: d, Yes: true},
		{Label: t.say("directive.edit"), Assign: &taskDraft{}},
		{Label: t.say("choice.cancel")},
	}
	note, waiting := t.question(t.say("directive.confirm"), text, options)
	return b.put(ctx, t, note, waiting)
}

// askTaskUnit asks which unit is meant.
func (b *Bot) askTaskUnit(ctx context.Context, t *turn, request *understand.Directive) (Reply, error) {
	units := request.Units
	if len(units) == 0 {
		for i := range b.plan.Units {
			if u := &b.plan.Units[i]; u.Kind == target.Agency && len(units) < maxOffered {
				units = append(units, u.ID)
			}
		}
	}
	draft := draftOf(request)
	var options []option
	for _, id := range units[:min(len(units), maxOffered)] {
		d := draft
		d.Unit = id
		options = append(options, option{Label: lang.Capital(b.unit(t, id)), Assign: &d})
	}
	text := t.say("directive.one-unit")
	if len(request.Units) == 0 {
		text = t.say("directive.which-unit", "Example", b.taskExample(t))
	}
	return b.await(ctx, t, text, options, await{Draft: &draft, For: awaitUnit})
}

// dueSoonest is how long a unit is given at least by a deadline that is offered.
const dueSoonest = 2 * time.Hour

// dueOptions are the ends of today, of the next working day, of this week's and
// of next week's last one.
func (b *Bot) dueOptions(t *turn, d *taskDraft) []option {
	calendar := &b.plan.Calendar
	var out []option
	if due := b.closing(t.today); calendar.IsWorkingDay(t.today) && due.Sub(t.now) >= dueSoonest {
		with := *d
		with.Due = due
		out = append(out, option{Label: lang.Capital(t.words.Weekday(due)), Assign: &with})
	}
	for _, words := range []string{calendar.NextWorkingDay(t.today.AddDays(1)).String(), "cuối tuần", "tuần sau"} {
		due, ok := understand.ReadDue(words, t.now, calendar)
		if day, err := target.ParseDate(words); err == nil {
			due, ok = b.closing(day), true
		}
		if !ok || !due.After(t.now) || target.DateOf(due).Year != b.plan.Year || len(out) > 0 && out[len(out)-1].Assign.Due.Equal(due) {
			continue
		}
		with := *d
		with.Due = due
		out = append(out, option{Label: lang.Capital(t.words.Weekday(due)), Assign: &with})
	}
	return out
}

// closing is when offices close on the day, its end if the calendar has no hours.
func (b *Bot) closing(on target.Date) time.Time {
	if at, ok := b.closingHour(on); ok {
		return at
	}
	return on.AddDays(1).In(b.plan.Zone).Add(-time.Minute)
}

// askWorkingDay asks which working day is meant instead of a day off.
func (b *Bot) askWorkingDay(ctx context.Context, t *turn, d *taskDraft) (Reply, error) {
	due := d.Due.In(b.plan.Zone)
	on := target.DateOf(due)
	before := on
	for range 31 {
		if before = before.AddDays(-1); b.plan.Calendar.IsWorkingDay(before) {
			break
		}
	}
	var options []option
	for _, day := range []target.Date{before, b.plan.Calendar.NextWorkingDay(on)} {
		with := *d
		with.Due = due.AddDate(0, 0, day.DaysSince(on))
		if with.Due.After(t.now) && day.Year == b.plan.Year {
			options = append(options, option{Label: lang.Capital(t.words.Weekday(with.Due)), Assign: &with})
		}
	}
	keep := *d
	keep.DayOff = true
	options = append(options, option{Label: t.say("directive.keep"), Assign: &keep}, option{Label: t.say("choice.cancel")})
	note, waiting := t.question("", t.say("directive.day-off", "Due", lang.Capital(t.words.Weekday(due))), options)
	return b.put(ctx, t, note, waiting)
}

// taskExample is a directive of this plan that is understood.
func (b *Bot) taskExample(t *turn) string {
	ind := b.example()
	return t.say("directive.example", "Unit", b.unit(t, ind.Lead), "Name", t.short(ind))
}

// unitGroup returns the group of the unit that is written to, nil if none is.
func (b *Bot) unitGroup(ctx context.Context, unit target.UnitID) (*target.Chat, error) {
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return nil, err
	}
	all := target.Situation{Chats: chats}
	if groups := all.GroupsOf(unit); len(groups) > 0 {
		return &groups[0], nil
	}
	return nil, nil
}
