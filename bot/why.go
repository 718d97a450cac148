package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/target"
)

// why explains a reminder: the figure and who reported it, how it was judged,
// by which rule it was sent and what to do. Of several indicators the first one
// is explained, and the others are offered.
func (b *Bot) why(ctx context.Context, t *turn) (Reply, error) {
	d, err := b.reminderOf(ctx, t)
	if err != nil {
		return b.refuseAnswer(t, err)
	}
	facts := slices.DeleteFunc(slices.Clone(d.Facts), func(f target.Fact) bool { return b.plan.Indicator(f.Indicator) == nil })
	if len(facts) == 0 {
		return b.refuseAnswer(t, target.ErrNotFound)
	}
	about := facts[0]
	for _, f := range facts {
		if slices.Contains(t.reading.Indicators, f.Indicator) {
			about = f
		}
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	p := target.Evaluate(b.plan, standing, b.plan.Indicator(about.Indicator), about.Unit, b.lastDay(t.today))
	rule, err := b.whyRule(ctx, t, d)
	if err != nil {
		return Reply{}, err
	}
	note := target.Note{
		Head: t.say("why.head", "Name", b.subject(t, &p)),
		Text: lines(t.value(&p), b.reporter(ctx, t, &p), b.whyStatus(t, &p), rule,
			t.say("why.plan", "Year", b.plan.Year, "Source", b.plan.Source, "Version", b.plan.ID), b.whyNext(t, &p)),
	}
	for _, f := range facts {
		if f.Indicator != about.Indicator && len(note.Choices) < maxOffered {
			note.Choices = append(note.Choices, target.Choice{
				Label: t.short(b.plan.Indicator(f.Indicator)), Data: slash(asking) + " " + refOf(d) + " " + string(f.Indicator),
			})
		}
	}
	note.Choices = append(note.Choices, t.choice("choice.method", slash(method), string(about.Indicator)))
	return Reply{Note: note}, nil
}

// reporter says who reported the figure, by unit or role, and when.
func (b *Bot) reporter(ctx context.Context, t *turn, p *target.Progress) string {
	r := p.Report
	if r == nil || r.Said.IsZero() || r.By == "" {
		return t.source(p)
	}
	return t.say("why.reporter", "Who", b.office(ctx, t, r.By), "Said", r.Said.In(b.plan.Zone), "From", t.provenance(r))
}

// whyStatus says in a line how the status was reached.
func (b *Bot) whyStatus(t *turn, p *target.Progress) string {
	line := t.say("why.status", "Status", p.Status, "Reason", t.say("reason."+string(p.Reason)))
	return strings.TrimSpace(line + spaced(t.expected(p)))
}

// whyRule names the rule that spoke, and when it is due again.
func (b *Bot) whyRule(ctx context.Context, t *turn, d *target.Delivery) (string, error) {
	rule := b.rule(d.Rule)
	if rule == nil {
		return "", nil
	}
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return "", fmt.Errorf("read rule states: %w", err)
	}
	now := effective(rule, states)
	return t.say("why.rule", "Schedule", b.schedule(t, &now)), nil
}

// whyNext says what would end the reminding.
func (b *Bot) whyNext(t *turn, p *target.Progress) string {
	if asked := b.dueBy(t, p); asked != "" {
		return t.say("why.next", "Asked", asked)
	}
	return t.say("why.next-report")
}
