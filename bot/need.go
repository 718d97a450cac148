package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// needed answers what it takes to meet the target: what is missing and until
// when, how much that is a week beside what was achieved, and who is slowest.
func (b *Bot) needed(ctx context.Context, t *turn) (Reply, error) {
	return b.onIndicator(ctx, t, func(p *target.Progress, standing []target.Report) Reply {
		if p.Reason == target.ReasonNotAllocated {
			return b.notAllocated(t, p)
		}
		return Reply{Note: b.needNote(t, p, standing)}
	})
}

func (b *Bot) needNote(t *turn, p *target.Progress, standing []target.Report) target.Note {
	value := t.value(p)
	if value == "" {
		value = t.say("progress.no-report", "Goal", t.goal(p))
	}
	note := target.Note{
		Head: t.say("need.head", "Name", b.subject(t, p)),
		Text: lines(value, t.gap(p), b.left(t, p), b.way(t, standing, p), b.slowest(t, standing, p), b.lead(t, p.Indicator), t.source(p), t.stale(p)),
		Choices: []target.Choice{
			{Label: t.say("choice.progress-of", "Name", t.short(p.Indicator)), Data: slash(understand.ProgressOne) + " " + string(p.Indicator.ID)},
			t.choice("choice.method", slash(method), string(p.Indicator.ID)),
		},
	}
	if ranked, _ := b.communes(standing, p.Indicator, p.On); len(ranked) > 0 {
		note.Choices = append(note.Choices, t.choice("choice.ranking", slash(ranking), string(p.Indicator.ID)))
	}
	return note
}

// left says how many days there are to the next judging date or the year's end.
func (b *Bot) left(t *turn, p *target.Progress) string {
	by := p.Next
	if by.IsZero() {
		by = target.NewDate(b.plan.Year, 12, 31)
	}
	days := by.DaysSince(p.On)
	if days <= 0 || p.Status == target.Achieved {
		return ""
	}
	return t.words.Count("need.left", days, "By", by)
}

// way is the line that says what the target takes from here: the next step of
// what grows in steps, the quota of a rate of whole things, or a weekly need.
// Nothing is worked out from a figure that is old.
func (b *Bot) way(t *turn, standing []target.Report, p *target.Progress) string {
	if p.Stale || p.Status == target.Achieved || p.Reason == target.ReasonNotAllocated {
		return ""
	}
	if step, ok := target.NextStep(b.plan, p); ok {
		return t.say("need.step", "On", step.On, "Asked", t.derived(p.Indicator, step.Asked), "Missing", t.derived(p.Indicator, step.Missing))
	}
	whole := p.Unit == target.Locality || p.Unit == p.Indicator.Lead
	if quota, ok := target.QuotaOf(p); ok && whole {
		return t.quota(p.Indicator, quota)
	}
	// A unit's need is small, and means little with nothing beside it.
	if effort, ok := target.WeeklyNeed(b.plan, standing, p); ok && (whole || effort.Achieved != nil) {
		return t.effort(p.Indicator, effort)
	}
	return ""
}

// quota words a rate of whole things: the fewest that meet it and the most that
// may miss.
func (t *turn) quota(ind *target.Indicator, q target.Quota) string {
	things := func(n int) string { return ind.Whole.Things(n, t.words.Lang) }
	text := t.say("need.all", "Whole", things(q.Whole))
	if q.Slack > 0 {
		text = t.say("need.quota", "Least", q.Least, "Whole", things(q.Whole), "Slack", things(q.Slack))
	}
	if q.Have != nil && *q.Have < q.Least {
		text += " " + t.say("need.have", "Have", *q.Have, "Whole", things(q.Whole), "Missing", things(q.Least-*q.Have))
	}
	return text
}

// effort words a weekly need, beside what a week brought of late if that is known.
func (t *turn) effort(ind *target.Indicator, e target.Effort) string {
	perWeek := t.derived(ind, e.PerWeek)
	if e.Achieved == nil || e.Times.Round(timesDecimals).IsZero() {
		return t.say("need.weekly", "Needed", perWeek, "From", e.From, "By", e.By)
	}
	return t.say("need.weekly-times", "Needed", perWeek, "From", e.From, "By", e.By,
		"Times", t.times(*e.Times), "Stretch", t.stretch(e.Days), "Achieved", t.derived(ind, *e.Achieved))
}

// timesDecimals are the decimals of a ratio of speeds.
const timesDecimals = 1

// times words a ratio of speeds.
func (t *turn) times(ratio target.Amount) string {
	rounded := ratio.Round(timesDecimals)
	text := target.FormatAmount(rounded, t.words.Lang, timesDecimals)
	switch rounded.Cmp(target.NewAmount(1)) {
	case 0:
		return t.say("need.same")
	case 1:
		return t.say("need.more", "Times", text)
	default:
		return t.say("need.less", "Times", text)
	}
}

// stretch names a number of days: in weeks where they are whole.
func (t *turn) stretch(days int) string {
	if days%7 == 0 {
		return t.words.Count("need.weeks", days/7)
	}
	return t.words.Count("need.days", days)
}

// maxSlowest is how many communes are named in a line.
const maxSlowest = 3

// slowest names the communes that are furthest behind on the indicator.
func (b *Bot) slowest(t *turn, standing []target.Report, p *target.Progress) string {
	if p.Unit != target.Locality {
		return ""
	}
	behind, _ := b.communes(standing, p.Indicator, p.On)
	behind = slices.DeleteFunc(behind, func(c target.Progress) bool { return !late(&c) || c.Stale })
	var names []string
	for i := range behind[:min(len(behind), maxSlowest)] {
		name := b.plan.Unit(behind[i].Unit).Names.Full(t.words.Lang)
		names = append(names, t.shareOf(name, &behind[i]))
	}
	if len(names) == 0 {
		return ""
	}
	return t.say("need.slowest", "Names", strings.Join(names, "; "))
}

// shareOf is a name with its share of the plan, for a rate its value.
func (t *turn) shareOf(name string, p *target.Progress) string {
	if p.Indicator.Rate() || p.Percent == nil {
		return name + " " + t.stored(p)
	}
	return t.say("need.share", "Name", name, "Percent", t.words.Percent(*p.Percent))
}
