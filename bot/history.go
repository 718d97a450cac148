package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// history answers with the reports of an indicator, newest first, each with
// as-of date, who said it and when; for an earlier year with what was published.
func (b *Bot) history(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	if t.reading.All {
		return b.resultsOfLastYear(ctx, t)
	}
	if len(r.Indicators) == 0 {
		return b.whichIndicator(t), nil
	}
	ind := b.plan.Indicator(r.Indicators[0])
	unit := target.Locality
	if len(r.Units) == 1 && r.Units[0] != ind.Lead {
		unit = r.Units[0]
	}
	if r.Period.Kind != target.NoPeriod && r.Period.Start().Year != b.plan.Year {
		return b.pastYear(t, ind, unit), nil
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	return Reply{Note: b.series(ctx, t, ind, unit, b.seriesOf(t, all, ind, unit))}, nil
}

// pastReport is a report with what has become of it.
type pastReport struct {
	target.Report
	fate target.Fate
}

// seriesOf picks the reports of one indicator and unit in the period, newest
// as-of date first, what was taken back or corrected included. For a day the
// reports said on it count too. An approval stands for what it approved.
func (b *Bot) seriesOf(t *turn, all []target.Report, ind *target.Indicator, unit target.UnitID) []pastReport {
	period := t.reading.Period
	fates, approved := target.Fates(all), make(map[target.ReportID]bool)
	for i := range all {
		approved[all[i].Replaces] = approved[all[i].Replaces] || all[i].ApprovedBy != ""
	}
	var out []pastReport
	for i, r := range all {
		if r.Indicator != ind.ID || r.Unit != unit || r.AsOf.After(t.today) {
			continue
		}
		if fates[i] == target.Retraction || r.Waiting && fates[i] != target.Waits && approved[r.ID] {
			continue
		}
		inside := !r.AsOf.Before(period.Start()) && !r.AsOf.After(period.End())
		saidThen := period.Kind == target.Day && target.DateOf(r.Said.In(b.plan.Zone)) == period.Date
		if period.Kind == target.NoPeriod || inside || saidThen {
			out = append(out, pastReport{r, fates[i]})
		}
	}
	slices.Reverse(out) // of one day, what was said last comes first
	slices.SortStableFunc(out, func(a, b pastReport) int { return b.AsOf.Compare(a.AsOf) })
	return out
}

// series lists a page of reports.
func (b *Bot) series(ctx context.Context, t *turn, ind *target.Indicator, unit target.UnitID, reports []pastReport) target.Note {
	name := t.short(ind)
	if unit != target.Locality {
		name = lang.Capital(b.unit(t, unit)) + ", " + name
	}
	note := target.Note{Head: t.say("history.head", "Name", name, "Year", b.plan.Year)}
	switch period := t.reading.Period; {
	case len(reports) == 0 && period.Kind != target.NoPeriod:
		note.Text = t.say("history.none-for", "Period", period)
		note.Choices = append(note.Choices, t.choice("choice.history", slash(understand.History), string(ind.ID), string(unit)))
	case len(reports) == 0:
		note.Text = t.say("history.none")
	}
	from := t.from(len(reports), historyLines)
	shown := reports[from:min(from+historyLines, len(reports))]
	var text []string
	for i := range shown {
		text = append(text, b.entry(ctx, t, ind, &shown[i]))
	}
	note.Text = lines(note.Text, bullets(text))
	if rest := len(reports) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, data(understand.History, t.reading)))
	}
	if unit == target.Locality && ind.Baseline != nil {
		past := target.Period{Kind: target.Year, Year: ind.Baseline.Year}
		note.Choices = append(note.Choices, target.Choice{
			Label: lang.Capital(t.words.Period(past)),
			Data:  slash(understand.History) + " " + string(ind.ID) + " " + past.String(),
		})
	}
	return note
}

// historyLines is how many reports are listed at a time; each takes two lines
// on a phone.
const historyLines = 4

// entry is one report: value, as-of date, who, when, and from where.
func (b *Bot) entry(ctx context.Context, t *turn, ind *target.Indicator, r *pastReport) string {
	value := t.exact(ind, r.Value)
	if r.Estimate {
		value = t.say("progress.estimate", "Value", value)
	}
	if marks := t.marks(r); len(marks) > 0 {
		value += ", " + strings.Join(marks, ", ")
	}
	line := t.say("history.entry", "AsOf", r.AsOf, "Value", value, "From", t.origin(&r.Report))
	if r.Increment != nil {
		line += " " + t.say("report.increment", "Added", t.exact(ind, *r.Increment))
	}
	if who := b.who(ctx, t, &r.Report); who != "" {
		line += " " + t.say("history.said", "Who", who, "Said", r.Said.In(b.plan.Zone))
	}
	return line
}

// marks say what a report is besides a figure: confirmed, waiting, taken back.
func (t *turn) marks(r *pastReport) []string {
	var out []string
	if r.Confirmed {
		out = append(out, t.say("history.confirmed"))
	}
	if r.ApprovedBy != "" {
		out = append(out, t.say("history.approved"))
	}
	switch r.fate {
	case target.Waits:
		out = append(out, t.say("history.waiting"))
	case target.Retracted:
		out = append(out, t.say("history.retracted"))
	case target.Replaced:
		out = append(out, t.say("history.replaced"))
	}
	return out
}

// who names who reported: in a group the agency, in private the person too.
func (b *Bot) who(ctx context.Context, t *turn, r *target.Report) string {
	if r.By == "" {
		return ""
	}
	member, err := b.store.Member(ctx, r.By)
	agency := ""
	if err == nil && member.Unit != target.Locality {
		agency = b.unit(t, member.Unit)
	}
	switch {
	case !t.msg.Group && agency != "" && r.ByName != "":
		return r.ByName + " (" + agency + ")"
	case agency != "":
		return agency
	case !t.msg.Group:
		return r.ByName
	default:
		return t.say("history.member")
	}
}

// pastYear answers about an earlier year with what was published, and says so
// when nothing was.
func (b *Bot) pastYear(t *turn, ind *target.Indicator, unit target.UnitID) Reply {
	year := t.reading.Period.Start().Year
	half := t.reading.Period.Kind != target.Year
	note := target.Note{Head: t.say("history.head", "Name", t.short(ind), "Year", year)}
	if unit == target.Locality {
		for _, past := range pasts(ind) {
			if past.Year == year && (!half || past.Half) {
				note.Text = lines(note.Text, t.past(ind, &past))
			}
		}
	}
	if note.Text == "" {
		note.Text = t.say("history.not-published", "Period", t.reading.Period)
	}
	note.Choices = []target.Choice{t.choice("choice.compare", slash(understand.CompareLastYear), string(ind.ID))}
	return Reply{Note: note}
}

// pasts are the published figures of earlier years, last year's included.
func pasts(ind *target.Indicator) []target.Past {
	out := slices.Clone(ind.History)
	if ind.Baseline != nil {
		out = append(out, *ind.Baseline)
	}
	return out
}

// past words a published figure.
func (t *turn) past(ind *target.Indicator, past *target.Past) string {
	period := t.words.Period(target.Period{Kind: target.Year, Year: past.Year})
	if past.Half {
		period = t.say("date.half-of", "Year", past.Year)
	}
	line := t.say("history.past", "Period", lang.Capital(period), "Value", t.amount(ind, past.Value))
	if past.PercentOfPlan != nil {
		line += ", " + t.say("history.of-plan", "Percent", target.FormatPercent(*past.PercentOfPlan, t.words.Lang), "Year", past.Year)
	}
	if past.Growth != nil {
		line += ", " + t.say("history.growth", "Percent", target.FormatPercent(*past.Growth, t.words.Lang), "Year", past.Year-1)
	}
	line += ". " + t.say("source.line", "From", past.Source)
	if past.Derived {
		line += " " + t.say("history.derived")
	}
	return line
}
