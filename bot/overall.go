package bot

import (
	"context"
	"strings"

	"chitieu/target"
)

// overAll answers a question about every target with a line each, and names in
// one line those of which nothing is known. line returns "" for those.
func (b *Bot) overAll(ctx context.Context, t *turn, head string, unknown func(names string) string, line func(*target.Progress) string) (Reply, error) {
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	var text, without []string
	for _, p := range target.EvaluateAll(b.plan, standing, b.lastDay(t.today)) {
		switch said := line(&p); {
		case said != "" && len(text) < overAllShown:
			text = append(text, said)
		default:
			without = append(without, t.short(p.Indicator))
		}
	}
	note := target.Note{Head: head, Text: bullets(text)}
	if len(without) > 0 {
		note.Text = lines(note.Text, unknown(strings.Join(without, ", ")))
	}
	return Reply{Note: note}, nil
}

// overAllShown is how many targets are said in a line of their own.
const overAllShown = 6

// compareAll holds what was published of last year against this year's plan and
// figure, of every target.
func (b *Bot) compareAll(ctx context.Context, t *turn) (Reply, error) {
	return b.overAll(ctx, t, t.say("compare.head", "Year", b.plan.Year-1), b.notPublished(t), func(p *target.Progress) string {
		past := p.Indicator.Baseline
		switch {
		case past == nil:
			return ""
		case p.Actual == nil:
			return t.say("overall.compared-none", "Name", t.short(p.Indicator), "Year", past.Year, "Past", t.amount(p.Indicator, past.Value), "Goal", t.goal(p))
		}
		return t.say("overall.compared", "Name", t.short(p.Indicator), "Now", t.stored(p), "AsOf", p.AsOf,
			"Year", past.Year, "Past", t.amount(p.Indicator, past.Value), "Goal", t.goal(p))
	})
}

// notPublished words of which targets nothing was published last year.
func (b *Bot) notPublished(t *turn) func(string) string {
	return func(names string) string {
		return t.say("overall.not-published", "Year", b.plan.Year-1, "Names", names)
	}
}

// resultsOfLastYear says what was published of every target.
func (b *Bot) resultsOfLastYear(ctx context.Context, t *turn) (Reply, error) {
	return b.overAll(ctx, t, t.say("overall.results-head", "Year", b.plan.Year-1), b.notPublished(t), func(p *target.Progress) string {
		past := p.Indicator.Baseline
		switch {
		case past == nil:
			return ""
		case past.PercentOfPlan != nil:
			return t.say("overall.result-share", "Name", t.short(p.Indicator), "Value", t.amount(p.Indicator, past.Value), "Percent", t.words.Percent(*past.PercentOfPlan), "Year", past.Year)
		}
		return t.say("overall.result", "Name", t.short(p.Indicator), "Value", t.amount(p.Indicator, past.Value))
	})
}

// forecastAll says of every target where it would end, if that can be said.
func (b *Bot) forecastAll(ctx context.Context, t *turn) (Reply, error) {
	reply, err := b.overAll(ctx, t, t.say("overall.forecast-head", "Year", b.plan.Year), func(names string) string {
		return t.say("overall.no-forecast", "Names", names)
	}, func(p *target.Progress) string {
		if p.Indicator.Kind != target.Flow || p.Actual == nil || p.Forecast.Refused != "" {
			return ""
		}
		return t.say("overall.forecast", "Name", t.short(p.Indicator), "Low", t.derived(p.Indicator, p.Forecast.Low),
			"High", t.derived(p.Indicator, p.Forecast.High), "Goal", t.goal(p), "Verdict", t.say("overall.verdict."+string(verdict(p))))
	})
	reply.Text = lines(reply.Text, t.say("forecast.caution"))
	return reply, err
}
