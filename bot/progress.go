package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// standing returns the reports in force.
func (b *Bot) standing(ctx context.Context) ([]target.Report, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	return target.Standing(all), nil
}

// progress answers how far named indicators are, for the whole locality or for
// named units.
func (b *Bot) progress(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	on, err := b.judgingDay(t, r.Period)
	switch {
	case errors.Is(err, errOtherYear):
		return b.history(ctx, t)
	case errors.Is(err, errFuture):
		return t.notBegun(), nil
	case len(r.Units) == 0 && len(r.Indicators) == 0 && t.unread():
		return b.whichIndicator(t), nil
	case len(r.Units) == 0 && len(r.Indicators) == 0:
		return b.overview(ctx, t)
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case len(r.Units) > 0:
		return b.unitProgress(t, standing, on), nil
	case len(r.Indicators) == 1:
		if reply, ok := b.ownAndWhole(t, standing, on); ok {
			return reply, nil
		}
		p := target.Evaluate(b.plan, standing, b.plan.Indicator(r.Indicators[0]), target.Locality, on)
		note := b.one(t, standing, &p)
		prepared, err := b.prepared(ctx, t, &p)
		note.Text = lines(note.Text, prepared)
		return Reply{Note: note}, err
	default:
		return b.several(t, standing, on), nil
	}
}

// one is the whole answer about one indicator.
func (b *Bot) one(t *turn, standing []target.Report, p *target.Progress) target.Note {
	value := t.value(p)
	if value == "" {
		value = t.say("progress.no-report", "Goal", t.goal(p))
	}
	value = strings.TrimSpace(value + " " + t.discrepancy(p))
	way := ""
	// An older figure than was asked for is no start, and of an earlier day
	// nobody asks what was needed then.
	if t.outsidePeriod(p) == "" && p.On == b.lastDay(t.today) {
		way = b.way(t, standing, p)
	}
	note := target.Note{
		Head: b.title(t, p),
		Text: lines(t.outsidePeriod(p), value, t.expected(p), t.gap(p), way, b.lead(t, p.Indicator), t.source(p), t.stale(p)),
		Choices: []target.Choice{
			t.choice("choice.compare", slash(understand.CompareLastYear), string(p.Indicator.ID)),
			t.choice("choice.forecast", slash(understand.ForecastIntent), string(p.Indicator.ID)),
			t.choice("choice.history", slash(understand.History), string(p.Indicator.ID)),
			t.choice("choice.method", slash(method), string(p.Indicator.ID)),
		},
	}
	if p.Status != target.Achieved && b.lastDay(t.today) == t.today { // while there is time
		more := t.choice("choice.needed", slash(needed), string(p.Indicator.ID))
		note.Choices = slices.Insert(note.Choices, 0, more)
	}
	return note
}

// several answers about a few indicators, in the order they were named.
func (b *Bot) several(t *turn, standing []target.Report, on target.Date) Reply {
	var items []target.Progress
	for _, id := range t.reading.Indicators {
		items = append(items, target.Evaluate(b.plan, standing, b.plan.Indicator(id), target.Locality, on))
	}
	note := b.list(t, items, data(understand.ProgressOne, t.reading))
	note.Head = b.headOfAll(t, on)
	return Reply{Note: note}
}

// overview shows every indicator, worst first.
func (b *Bot) overview(ctx context.Context, t *turn) (Reply, error) {
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply {
		return Reply{Note: b.overviewNote(t, standing, on)}
	})
}

func (b *Bot) overviewNote(t *turn, standing []target.Report, on target.Date) target.Note {
	all := target.EvaluateAll(b.plan, standing, on)
	slices.SortStableFunc(all, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	note := b.list(t, all, data(understand.ProgressAll, t.reading))
	note.Head = b.headOfAll(t, on)
	if t.page == 0 {
		note.Text = lines(t.tally(all), note.Text)
	}
	return note
}

// pageSize is how many indicators a list shows at a time: with head, tally and
// source an answer stays within a phone's screen.
const pageSize = 5

// list shows a page of indicators, with a choice for the rest and one for each
// shown; below stands between the indicators and their sources.
func (b *Bot) list(t *turn, items []target.Progress, more string, below ...string) target.Note {
	from := t.from(len(items), pageSize)
	shown := items[from:min(from+pageSize, len(items))]
	var text []string
	var note target.Note
	for i := range shown {
		p := &shown[i]
		text = append(text, t.bullet(p))
		note.Choices = append(note.Choices, b.toItem(t, p))
	}
	if rest := len(items) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, more))
	}
	note.Text = lines(bullets(text), lines(below...), t.sources(shown))
	return note
}

// from is where the page of a list of n begins. A list that has got shorter than
// the page is begun anew.
func (t *turn) from(n, size int) int {
	if t.page > 0 && t.page*size >= n {
		t.page = 0
		if t.walk != nil {
			first := t.walk.turned(0)
			t.walk = &first
		}
	}
	return t.page * size
}

// toItem leads from a list to one of its indicators, in a walk in the same
// message.
func (b *Bot) toItem(t *turn, p *target.Progress) target.Choice {
	if t.walk != nil {
		return b.walkTo(t, p)
	}
	return target.Choice{
		Label: t.short(p.Indicator),
		Data:  strings.TrimSpace(slash(understand.ProgressOne) + " " + string(p.Indicator.ID) + " " + string(p.Unit)),
	}
}

// listLines is how many lines a plain list has below its head.
const listLines = 7

// more leads to the next page of a list: data is the command of this one.
func (t *turn) more(rest int, data string) target.Choice {
	data += " p" + strconv.Itoa(t.page+1)
	if t.walk != nil {
		data = t.walk.turned(t.page + 1).data()
	}
	return target.Choice{Label: t.words.Count("choice.more", rest), Data: data}
}

// tally counts the statuses: "1 chậm tiến độ, 2 cần lưu ý".
func (t *turn) tally(items []target.Progress) string {
	var counts []string
	for _, s := range statuses {
		n := 0
		for i := range items {
			if items[i].Status == s {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, t.say("overview.count", "N", n, "Status", s))
		}
	}
	return strings.Join(counts, ", ") + "."
}

// statuses in the order in which they worry, as target.WorstFirst has them.
var statuses = []target.Status{
	target.Lagging, target.AtRisk, target.NoData, target.OnTrack, target.NotDue, target.Achieved,
}

// sources names where the figures of a list come from, each source once.
func (t *turn) sources(items []target.Progress) string {
	var from []string
	add := func(name string) {
		if !slices.Contains(from, name) {
			from = append(from, name)
		}
	}
	for i := range items {
		switch p := &items[i]; {
		case p.Actual == nil:
		case p.Report != nil:
			add(t.origin(p.Report))
		default:
			add(t.say("source.units"))
			if p.Illustrative {
				add(t.say("source.illustrative"))
			}
		}
	}
	if len(from) == 0 {
		return ""
	}
	return t.say("source.line", "From", t.words.List(from))
}
