package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// walk shows a page of the way, in the place of the one where it was chosen.
func (b *Bot) walk(ctx context.Context, t *turn) (Reply, error) {
	if err := b.leaveQuestion(ctx, t); err != nil {
		return Reply{}, err
	}
	w := walkOf(t)
	b.enterPage(t, w)
	reply, err := b.pageOf(ctx, t, w)
	reply.Edit = true
	return reply, err
}

// setOut makes a list that was asked for a page to walk from.
func (b *Bot) setOut(t *turn, whole, ofUnit byte) {
	if t.walk != nil {
		return
	}
	w := walk{period: t.reading.Period, steps: []step{{kind: whole, page: t.page}}}
	if len(t.reading.Units) > 0 {
		w.unit, w.steps[0].kind = t.reading.Units[0], ofUnit
	}
	b.show(t, w)
}

// enterPage makes w the page that the turn is about and shows.
func (b *Bot) enterPage(t *turn, w walk) {
	r := w.reading()
	t.reading.Indicators, t.reading.Units, t.reading.Period = r.Indicators, r.Units, r.Period
	if t.page = 0; w.listed() {
		t.page = w.last().page
	}
	b.show(t, w)
}

// show makes w the page that the turn shows, with the way back.
func (b *Bot) show(t *turn, w walk) {
	t.walk = &w
	if before, ok := b.back(w); ok {
		t.back = before.data()
	}
}

// pageOf words the page. What it is about becomes what the talk is about.
func (b *Bot) pageOf(ctx context.Context, t *turn, w walk) (Reply, error) {
	t.reading.Intent = understand.ProgressOne
	if !w.listed() {
		return b.aboutOne(ctx, t, w)
	}
	switch w.last().kind {
	case stepSummary, stepUnitSummary:
		t.reading.Intent = understand.SummaryReport
		return b.summary(ctx, t)
	case stepAll:
		t.reading.Intent = understand.ProgressAll
		return b.overview(ctx, t)
	case stepCommunes:
		return b.walkCommunes(ctx, t, w)
	case stepOthers:
		return b.walkOthers(ctx, t, w)
	case stepHistory:
		return b.leaf(ctx, t, (*Bot).history)
	case stepNeeded:
		return b.leaf(ctx, t, (*Bot).needed)
	case stepForecast:
		return b.leaf(ctx, t, (*Bot).forecast)
	case stepMethod:
		return b.leaf(ctx, t, (*Bot).method)
	default:
		t.reading.Intent = understand.LaggingList
		return b.lagging(ctx, t)
	}
}

// leaf is an answer behind which the way goes no further: of its choices only
// the next page is left.
func (b *Bot) leaf(ctx context.Context, t *turn, answer func(*Bot, context.Context, *turn) (Reply, error)) (Reply, error) {
	reply, err := answer(b, ctx, t)
	reply.Choices = slices.DeleteFunc(reply.Choices, func(c target.Choice) bool {
		return !strings.HasPrefix(c.Data, slash(walking)+" ")
	})
	return reply, err
}

// aboutOne is the page of an indicator, or of a unit's part of it.
func (b *Bot) aboutOne(ctx context.Context, t *turn, w walk) (Reply, error) {
	reply, err := b.progress(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	on, err := b.judgingDay(t, w.period)
	if err != nil {
		return reply, nil // which says so
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	if w.unit == target.Locality {
		reply.Choices = b.fromIndicator(t, w, standing, on)
	} else {
		reply.Choices = b.fromUnit(t, w, standing, on)
	}
	return reply, nil
}

// fromIndicator are the ways from an indicator: its communes, its lead agency,
// what can be done, and what else is known of it.
func (b *Bot) fromIndicator(t *turn, w walk, standing []target.Report, on target.Date) []target.Choice {
	ind := b.plan.Indicator(w.indicator)
	var out []target.Choice
	if ranked, _ := b.communes(standing, ind, on); len(ranked) > 0 {
		out = append(out, t.choice("walk.communes", w.on(step{kind: stepCommunes}).data()))
	}
	lead := w.about(ind.ID, ind.Lead)
	if len(b.others(standing, lead, on)) > 0 {
		out = append(out, target.Choice{Label: t.label(b.unitShort(t, ind.Lead), ""), Data: lead.on(step{kind: stepOthers}).data()})
	}
	out = append(out, t.actions(w)...)
	out = append(out, t.choice("walk.trend", w.on(step{kind: stepHistory}).data()))
	if p := target.Evaluate(b.plan, standing, ind, target.Locality, on); p.Status != target.Achieved && on == t.today {
		out = append(out, t.choice("choice.needed", w.on(step{kind: stepNeeded}).data()))
	}
	out = append(out, t.choice("choice.forecast", w.on(step{kind: stepForecast}).data()))
	if len(out) < pageChoices-1 {
		out = append(out, t.choice("choice.method", w.on(step{kind: stepMethod}).data()))
	}
	return out
}

// pageChoices is how many choices a page has at most, the way back included.
const pageChoices = 8

// fromUnit are the ways from a unit's part of an indicator.
func (b *Bot) fromUnit(t *turn, w walk, standing []target.Report, on target.Date) []target.Choice {
	var out []target.Choice
	if whole := w.whole().data(); whole != t.back {
		out = append(out, target.Choice{Label: t.label(b.plan.Locality.Full(t.words.Lang), ""), Data: whole})
	}
	if w.last().kind != stepFrom && len(b.others(standing, w, on)) > 0 {
		out = append(out, t.choice("walk.others", w.on(step{kind: stepOthers}).data()))
	}
	out = append(out, t.actions(w)...)
	return append(out, t.choice("walk.trend", w.on(step{kind: stepHistory}).data()))
}

// actions are what a leader may have done about the page.
func (t *turn) actions(w walk) []target.Choice {
	var out []target.Choice
	if t.may(remindNow) {
		out = append(out, t.choice("walk.nudge", w.as(nudging)))
	}
	if t.may(giveTask) {
		out = append(out, t.choice("walk.assign", w.as(assigning)))
	}
	return out
}

// others judges what concerns the unit besides the indicator, worst first.
func (b *Bot) others(standing []target.Report, w walk, on target.Date) []target.Progress {
	items := target.EvaluateUnit(b.plan, standing, w.unit, on)
	items = slices.DeleteFunc(items, func(p target.Progress) bool { return p.Indicator.ID == w.indicator })
	slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	return items
}

// walkOthers lists the unit's other indicators.
func (b *Bot) walkOthers(ctx context.Context, t *turn, w walk) (Reply, error) {
	on, err := b.judgingDay(t, w.period)
	if err != nil {
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	note := b.list(t, b.others(standing, w, on), "")
	note.Head = t.say("unit.head", "Unit", lang.Capital(b.unit(t, w.unit)), "Year", b.plan.Year, "On", on)
	return Reply{Note: note}, nil
}

// walkCommunes lists the communes of the indicator, the slowest first, with a
// choice for each. Each takes two lines on a phone, so that the head and the
// choices are seen at once.
func (b *Bot) walkCommunes(ctx context.Context, t *turn, w walk) (Reply, error) {
	on, err := b.judgingDay(t, w.period)
	if err != nil {
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	ind := b.plan.Indicator(w.indicator)
	ranked, unknown := b.communes(standing, ind, on)
	from := min(t.page*pageSize, len(ranked))
	shown := ranked[from:min(from+pageSize, len(ranked))]
	note := target.Note{Head: t.say("ranking.head", "Name", t.short(ind), "On", on)}
	var text []string
	for i := range shown {
		name := b.plan.Unit(shown[i].Unit).Names.Full(t.words.Lang)
		text = append(text, b.communeLine(t, name, &shown[i]))
		to := w.about(ind.ID, shown[i].Unit).data()
		note.Choices = append(note.Choices, target.Choice{Label: t.label(name, t.figure(&shown[i])), Data: to})
	}
	if rest := len(ranked) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, ""))
	}
	missing := ""
	if len(unknown) > 0 {
		missing = t.words.Count("lagging.silent", len(unknown))
	}
	if len(text) == 0 {
		missing = t.say("lagging.no-commune")
	}
	note.Text = lines(bullets(text), missing, t.sources(shown))
	return Reply{Note: note}, nil
}

// communeLine is a commune in a line: the figure with its day, its share or what
// is asked, and the status.
func (b *Bot) communeLine(t *turn, name string, p *target.Progress) string {
	args := []any{"Name", name, "Value", t.stored(p), "AsOf", b.day(t, p.AsOf)}
	line := ""
	if p.Indicator.Rate() {
		line = t.say("remind.rate", append(args, "Goal", t.goal(p))...)
	} else {
		line = t.say("remind.total", append(args, "Percent", t.words.Percent(*p.Percent))...)
	}
	return line + "; " + t.words.Status(p.Status)
}
