package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// Why a reminder is dropped when its turn comes.
const (
	dropUnknownRule = "rule is not in the plan"
	dropPaused      = "rule is paused"
	dropParked      = "chat is parked"
	dropUnknownChat = "chat is unknown"
	dropNothing     = "nothing to say"
)

// Compose words a delivery at the moment of sending. What it would have said
// may have been settled since its slot came: then drop says why nothing is
// sent. An error is a store's, and the delivery is to be tried again.
func (b *Bot) Compose(ctx context.Context, d target.Delivery, now time.Time) (target.Composed, error) {
	if d.Note != nil {
		return target.Composed{Note: *d.Note}, nil
	}
	rule := b.rule(d.Rule)
	if rule == nil {
		return target.Composed{Drop: dropUnknownRule}, nil
	}
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return target.Composed{}, fmt.Errorf("read rule states: %w", err)
	}
	if b.paused(rule, states) {
		return target.Composed{Drop: dropPaused}, nil
	}
	chat, err := b.store.Chat(ctx, d.Chat)
	switch {
	case errors.Is(err, target.ErrNotFound):
		return target.Composed{Drop: dropUnknownChat}, nil
	case err != nil:
		return target.Composed{}, fmt.Errorf("look up chat: %w", err)
	case chat.Parked != "":
		return target.Composed{Drop: dropParked}, nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return target.Composed{}, err
	}
	now = now.In(b.plan.Zone)
	t := &turn{now: now, today: target.DateOf(now), chat: chat, words: b.words.In(chat.Lang)}
	situation := target.Situation{Plan: b.plan, Standing: standing}
	found := situation.Judge(rule, &chat, d.Since, b.lastDay(t.today))
	if len(found.Items) == 0 {
		return target.Composed{Drop: dropNothing}, nil
	}
	return target.Composed{Note: b.reminder(t, rule, &found)}, nil
}

// reminderLines is how many lines of a reminder are for indicators: if there
// are more, the last line counts them.
const reminderLines = 4

// namedOf is how many of n indicators a reminder names.
func namedOf(n int) int {
	if n > reminderLines {
		return reminderLines - 1
	}
	return n
}

// reminder words a finding: what is behind and by how much, who leads, and what
// is asked by when. One message, at most eight lines.
func (b *Bot) reminder(t *turn, rule *target.Rule, f *target.Finding) target.Note {
	note := target.Note{Head: t.say("remind.greeting")}
	switch rule.Kind {
	case target.ReportDue:
		note.Text = lines(t.say("remind.report-due", "Period", f.Period, "Closing", f.Period.Closing()), bullets(b.reminded(t, f, b.dueLine)))
	case target.Crossing:
		note.Text = lines(t.say("remind.crossing", "On", t.today), bullets(b.reminded(t, f, b.lateLine)))
	default:
		note.Text = lines(t.say("remind.digest", "Year", b.plan.Year, "On", t.today), bullets(b.reminded(t, f, b.lateLine)))
	}
	if rest := len(f.Items) - namedOf(len(f.Items)); rest > 0 {
		note.Text = lines(note.Text, t.words.Count("remind.rest", rest))
	}
	note.Text = lines(note.Text, b.request(t, rule, f), t.illustrative(f.Items))
	note.Choices = []target.Choice{
		t.choice("choice.lagging", slash(understand.LaggingList)),
		t.choice("choice.summary", slash(understand.SummaryReport)),
	}
	return note
}

func (b *Bot) reminded(t *turn, f *target.Finding, word func(*turn, *target.Progress) string) []string {
	var out []string
	for i := range f.Items[:namedOf(len(f.Items))] {
		out = append(out, word(t, &f.Items[i]))
	}
	return out
}

// lateLine is one late indicator: the figure, what the season asks, the gap and
// who leads.
func (b *Bot) lateLine(t *turn, p *target.Progress) string {
	line := t.item(t.short(p.Indicator), p)
	if p.Gap != nil && p.Gap.IsPositive() {
		line += ", " + t.say("remind.gap", "Gap", t.distance(p.Indicator, *p.Gap))
	}
	return line + ". " + b.lead(t, p.Indicator)
}

// dueLine is one indicator without a figure for the period.
func (b *Bot) dueLine(t *turn, p *target.Progress) string {
	last := t.say("remind.never")
	if p.Actual != nil {
		last = t.say("remind.last", "AsOf", p.AsOf)
	}
	return t.say("remind.due-line", "Name", t.short(p.Indicator), "Last", last, "Lead", b.unit(t, p.Indicator.Lead))
}

// request says what is asked by when.
func (b *Bot) request(t *turn, rule *target.Rule, f *target.Finding) string {
	until := t.words.Date(f.Until)
	if at, ok := b.closingHour(f.Until); ok {
		until = t.words.Moment(at)
	}
	if rule.Kind == target.ReportDue {
		return t.say("remind.please-report", "Until", until)
	}
	return t.say("remind.please", "Until", until)
}

// illustrative marks a reminder that rests on invented figures.
func (t *turn) illustrative(items []target.Progress) string {
	for i := range items {
		if items[i].Illustrative {
			return t.say("source.illustrative-note")
		}
	}
	return ""
}
