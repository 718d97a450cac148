package bot

import (
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// echo repeats in full what was stored, so that a misreading is seen at once,
// and offers to take it back.
//
// before are the reports that there were, of which a correction replaces one.
func (b *Bot) echo(t *turn, before, standing, stored []target.Report) target.Note {
	more := t.queue != nil && len(t.queue.Rows) > 0 // a question comes below
	note := target.Note{
		Head:    t.echoHead(stored),
		Choices: []target.Choice{t.undoChoice(before, stored, more)},
	}
	text := b.echoLines(t, before, stored, more)
	switch {
	case len(stored) > 1:
		text = []string{bullets(text), t.echoWaiting(stored)}
	case !more:
		text = append(text, b.echoStanding(t, standing, &stored[0]))
	}
	if !more {
		text = append(text, t.say("source.line", "From", t.provenance(&stored[0])), t.say("report.undo-hint"))
	}
	note.Text = lines(text...)
	return note
}

// undoChoice offers to take back what was stored, with all that its message
// brought before. It says which figures that is where there are others: several,
// or one that a question below is not about.
func (t *turn) undoChoice(before, stored []target.Report, asks bool) target.Choice {
	group := groupOf(stored[0].ID)
	n := len(stored)
	for _, r := range target.Current(before) {
		if together(&r, target.ReportID(group), t.author()) {
			n++
		}
	}
	c := t.choice("choice.undo", slash(understand.Undo), group)
	switch {
	case n > 1:
		c.Label = t.words.Count("undo.all", n)
	case asks:
		c.Label = t.say("choice.undo-stored")
	}
	return c
}

// maxEchoed is how many lines the figures of one message may take: eight without
// the head and what stands below them.
const maxEchoed = 4

// echoLines repeat all that was stored: a line each, or in fewer words where that
// is more than a phone shows.
func (b *Bot) echoLines(t *turn, before, stored []target.Report, asks bool) []string {
	room := maxEchoed
	if asks {
		room-- // the question takes three lines
	}
	if len(stored) > room {
		return b.compact(t, stored, room)
	}
	var text []string
	for i := range stored {
		line := lineOf(b.echoLine(t, &stored[i]), b.correction(t, before, &stored[i]))
		if len(stored) > 1 && stored[i].Waiting {
			line += " " + t.say("approve.waits")
		}
		text = append(text, line)
	}
	return text
}

// echoHead says whether what was stored counts already.
func (t *turn) echoHead(stored []target.Report) string {
	if slices.ContainsFunc(stored, func(r target.Report) bool { return !r.Waiting }) {
		return t.say("report.head")
	}
	return t.say("approve.head-waiting")
}

// echoWaiting says of several figures that some do not count yet.
func (t *turn) echoWaiting(stored []target.Report) string {
	if !slices.ContainsFunc(stored, func(r target.Report) bool { return r.Waiting }) {
		return ""
	}
	return t.say("approve.some-wait")
}

// echoLine is one stored figure: value, unit, as-of date, share of the plan.
func (b *Bot) echoLine(t *turn, r *target.Report) string {
	ind := b.plan.Indicator(r.Indicator)
	p := target.Evaluate(b.plan, []target.Report{*r}, ind, r.Unit, r.AsOf)
	name := b.nameOf(t, r.Unit, ind)
	amount := t.exact(ind, r.Value)
	if r.Estimate {
		amount = t.say("progress.estimate", "Value", amount)
	}
	line := t.say("report.state", "Name", name, "AsOf", r.AsOf, "Value", amount)
	switch {
	case p.Percent == nil:
	case ind.Rate():
		line = t.say("report.rate", "Name", name, "AsOf", r.AsOf, "Value", amount, "Goal", t.goal(&p))
	case ind.Kind == target.Flow:
		line = t.say("report.total", "Name", name, "AsOf", r.AsOf, "Value", amount, "Percent", t.words.Percent(*p.Percent))
	default:
		line = t.say("report.share", "Name", name, "AsOf", r.AsOf, "Value", amount, "Percent", t.words.Percent(*p.Percent))
	}
	if r.Increment != nil {
		line += " " + t.say("report.increment", "Added", t.exact(ind, *r.Increment))
	}
	return line
}

// correction says what the figure was before and what it is now, with the days
// where they differ; "" for no correction.
func (b *Bot) correction(t *turn, before []target.Report, r *target.Report) string {
	i := slices.IndexFunc(before, func(old target.Report) bool { return r.Replaces != "" && old.ID == r.Replaces })
	if i < 0 {
		return ""
	}
	old, ind := &before[i], b.plan.Indicator(r.Indicator)
	switch was, is := t.exact(ind, old.Value), t.exact(ind, r.Value); {
	case old.AsOf == r.AsOf && was == is:
		return "" // another mark, which stands beside the figure
	case old.AsOf == r.AsOf:
		return t.say("report.corrected", "Old", was, "AsOf", old.AsOf, "New", is)
	case was == is:
		return t.say("report.redated", "Old", old.AsOf, "New", r.AsOf)
	default:
		return t.say("report.corrected-all", "Old", was, "AsOf", old.AsOf, "New", is, "On", r.AsOf)
	}
}

// lineOf joins sentences that stand in one line.
func lineOf(sentences ...string) string { return strings.Join(nonEmpty(sentences), " ") }

// echoStanding says what the figure means now, and when it does not count: a
// part of an indicator that only its lead agency reports, or an older date.
func (b *Bot) echoStanding(t *turn, standing []target.Report, r *target.Report) string {
	ind := b.plan.Indicator(r.Indicator)
	if r.Waiting {
		return t.say("approve.until", "Lead", b.unit(t, ind.Lead))
	}
	now := target.Evaluate(b.plan, standing, ind, r.Unit, b.lastDay(t.today))
	if now.Report != nil && now.Report.ID != r.ID {
		return t.outweighed(r, &now)
	}
	if r.Unit != target.Locality && ind.RollUp == target.Direct {
		return t.say("report.not-counted", "Unit", b.unit(t, r.Unit), "Lead", b.unit(t, ind.Lead))
	}
	if now.Status == target.NotDue && !now.Next.IsZero() {
		return t.expected(&now)
	}
	return lines(t.discrepancy(&now), t.expected(&now), t.say("report.status", "Status", now.Status))
}

// outweighed says which figure holds instead of the one just stored.
func (t *turn) outweighed(r *target.Report, now *target.Progress) string {
	value := t.exact(now.Indicator, *now.Actual)
	switch {
	case now.AsOf == r.AsOf && now.Confirmed && !r.Confirmed:
		return t.say("confirm.stands", "Value", value, "AsOf", now.AsOf)
	case now.AsOf == r.AsOf && r.Estimate && !now.Estimate:
		return t.say("report.final-stands", "Value", value, "AsOf", now.AsOf)
	default:
		return t.say("report.not-newest", "Value", t.amount(now.Indicator, *now.Actual), "AsOf", now.AsOf)
	}
}
