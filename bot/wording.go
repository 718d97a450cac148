package bot

import (
	"chitieu/target"
)

// How one progress is put in words. Every figure that is said goes through
// here: value and as-of date, share of the plan, what the season asks, the gap
// in the indicator's own unit, who leads, and where the figure comes from.

// short is the indicator's name as people say it.
func (t *turn) short(ind *target.Indicator) string { return ind.Names.Short(t.words.Lang) }

// amount writes a figure with its unit, rounded as the indicator is printed.
func (t *turn) amount(ind *target.Indicator, a target.Amount) string {
	return t.words.Amount(ind.Measure, a)
}

// maxDecimals is the most that is repeated of a written figure, derivedDecimals
// the most that is printed of one that only follows from others.
const (
	maxDecimals     = 9
	derivedDecimals = 2
)

// derived writes a figure that follows from stored ones, in the style of the
// press. What is not nothing never reads as nothing.
func (t *turn) derived(ind *target.Indicator, a target.Amount) string {
	m := ind.Measure
	m.Decimals = min(m.Decimals, derivedDecimals)
	for m.Decimals < maxDecimals && !a.IsZero() && a.Round(m.Decimals).IsZero() {
		m.Decimals++
	}
	return t.words.Amount(m, a)
}

// stored writes the figure of a progress: in full as it was reported, rounded
// when it is rolled up. There must be one.
func (t *turn) stored(p *target.Progress) string {
	if p.Report == nil {
		return t.amount(p.Indicator, *p.Actual)
	}
	return t.exact(p.Indicator, *p.Actual)
}

// exact writes a figure as it is stored, so that what was misread is seen.
func (t *turn) exact(ind *target.Indicator, a target.Amount) string {
	m := ind.Measure
	m.Decimals = min(max(m.Decimals, -a.Exponent()), maxDecimals)
	return t.words.Amount(m, a)
}

// goal writes the target with its comparison: "trên 98,5%".
func (t *turn) goal(p *target.Progress) string {
	amount := t.amount(p.Indicator, p.Target)
	switch p.Indicator.Comparison {
	case target.MoreThan:
		return t.say("goal.more-than", "Amount", amount)
	case target.AtMost:
		return t.say("goal.at-most", "Amount", amount)
	default:
		return amount
	}
}

// unit names a unit as it stands in a sentence: "xã Kỳ Thư".
func (b *Bot) unit(t *turn, id target.UnitID) string {
	u := b.plan.Unit(id)
	switch {
	case id == target.Locality:
		return b.plan.Locality.Full(t.words.Lang)
	case u == nil:
		return string(id)
	case u.Kind == target.Commune:
		return t.say("unit.commune", "Name", u.Names.Full(t.words.Lang))
	default:
		return u.Names.Full(t.words.Lang)
	}
}

// subject is what a progress is about: the indicator, of a unit if it has one.
func (b *Bot) subject(t *turn, p *target.Progress) string {
	if p.Unit == p.Indicator.Lead {
		return t.short(p.Indicator)
	}
	return b.nameOf(t, p.Unit, p.Indicator)
}

// title is the first line of an answer: the status first of all.
func (b *Bot) title(t *turn, p *target.Progress) string {
	name := b.subject(t, p)
	if p.Reason == target.ReasonNotAllocated {
		return t.say("progress.title-unjudged", "Name", name)
	}
	if p.Reason == target.ReasonOutdated {
		return t.say("progress.title-outdated", "Name", name)
	}
	return t.say("progress.title", "Name", name, "Status", p.Status)
}

// value says how much there is, as of when, and what share of the plan that is.
// A rate is held against the planned rate: a percent of a percent misleads.
func (t *turn) value(p *target.Progress) string {
	if p.Actual == nil {
		return ""
	}
	amount := t.stored(p)
	if p.Estimate {
		amount = t.say("progress.estimate", "Value", amount)
	}
	if p.Reason == target.ReasonNotAllocated {
		return t.say("progress.unjudged", "AsOf", p.AsOf, "Value", amount)
	}
	if p.Indicator.Rate() || p.Percent == nil {
		return t.say("progress.rate", "AsOf", p.AsOf, "Value", amount, "Goal", t.goal(p))
	}
	share := t.words.Percent(*p.Percent)
	if p.Indicator.Kind == target.Flow {
		return t.say("progress.total", "AsOf", p.AsOf, "Value", amount, "Percent", share, "Goal", t.goal(p))
	}
	return t.say("progress.state", "AsOf", p.AsOf, "Value", amount, "Percent", share, "Goal", t.goal(p))
}

// discrepancy sets what was reported beside the confirmed figure of the day.
func (t *turn) discrepancy(p *target.Progress) string {
	if p.Unconfirmed == nil {
		return ""
	}
	gap := p.Unconfirmed.Value.Sub(p.Report.Value)
	return t.say("confirm.discrepancy", "Value", t.exact(p.Indicator, p.Report.Value),
		"Reported", t.exact(p.Indicator, p.Unconfirmed.Value), "Gap", t.distance(p.Indicator, gap))
}

// expected says what the season asks, or that nothing is asked yet.
func (t *turn) expected(p *target.Progress) string {
	switch {
	case p.Expected == nil && (p.Next.IsZero() || p.Status == target.Achieved):
		return ""
	case p.Expected == nil && p.Reason == target.ReasonOutdated:
		return t.say("reason.outdated") + spaced(t.say("progress.then", "Next", p.Next))
	case p.Expected == nil:
		return t.say("progress.next", "Next", p.Next)
	case p.Indicator.Rate() || p.ExpectedPercent == nil:
		return t.say("progress.expected-rate", "Judged", p.Judged, "Value", t.derived(p.Indicator, *p.Expected))
	default:
		return t.say("progress.expected", "Judged", p.Judged,
			"Percent", t.words.Percent(*p.ExpectedPercent), "Value", t.derived(p.Indicator, *p.Expected))
	}
}

// distance writes a difference in the indicator's own unit; rates differ in points.
func (t *turn) distance(ind *target.Indicator, a target.Amount) string {
	if ind.Rate() {
		return t.say("progress.points", "Points", t.words.Points(a.Abs()))
	}
	return t.derived(ind, a.Abs())
}

// gap says what is missing to the season's expectation and to the whole plan.
func (t *turn) gap(p *target.Progress) string {
	if p.Gap == nil {
		return ""
	}
	season := ""
	if p.Expected != nil && !p.Expected.Equal(p.Target) {
		season = t.season(p)
	}
	plan := ""
	switch ceiling := p.Indicator.Comparison == target.AtMost; {
	case p.Gap.IsPositive() && ceiling:
		plan = t.say("progress.below-ceiling", "Gap", t.distance(p.Indicator, *p.Gap))
	case p.Gap.IsPositive():
		plan = t.say("progress.gap", "Gap", t.distance(p.Indicator, *p.Gap))
	case p.Gap.IsNegative():
		plan = t.say("progress.over", "Gap", t.distance(p.Indicator, *p.Gap))
	case p.Indicator.Comparison == target.MoreThan:
		plan = t.say("progress.equal-not-over")
	}
	if season == "" {
		return plan
	}
	return season + " " + plan
}

// season says how far the value is from what the season asks.
func (t *turn) season(p *target.Progress) string {
	difference := p.Actual.Sub(*p.Expected)
	switch distance := t.distance(p.Indicator, difference); {
	case difference.IsNegative():
		return t.say("progress.under-season", "Gap", distance)
	case difference.IsPositive():
		return t.say("progress.over-season", "Gap", distance)
	default:
		return t.say("progress.at-season")
	}
}

// lead says who answers for the indicator.
func (b *Bot) lead(t *turn, ind *target.Indicator) string {
	return t.say("progress.lead", "Lead", b.unit(t, ind.Lead))
}

// source says where the figure comes from, and marks invented data.
func (t *turn) source(p *target.Progress) string {
	var from string
	switch {
	case p.Actual == nil:
		return ""
	case p.Report == nil:
		from = t.say("source.rolled-up", "Reported", p.Reported, "Units", p.Units)
	default:
		from = t.provenance(p.Report)
	}
	if p.Illustrative && p.Report == nil {
		from += ", " + t.say("source.illustrative")
	}
	return t.say("source.line", "From", from)
}

// sourceChat is the Source of what was reported in a chat; other sources are
// printed as they are.
const sourceChat = "chat"

// origin words a report's source. Invented figures have no other.
func (t *turn) origin(r *target.Report) string {
	if r.Illustrative {
		return t.say("source.illustrative")
	}
	if r.Source == sourceChat || r.Source == "" {
		return t.say("source.chat")
	}
	return r.Source
}

// provenance is a report's source, and whether the desk has confirmed it.
func (t *turn) provenance(r *target.Report) string {
	if r.Confirmed {
		return t.origin(r) + ", " + t.say("confirm.source")
	}
	return t.origin(r)
}

// stale says that a figure is old.
func (t *turn) stale(p *target.Progress) string {
	if !p.Stale || t.outsidePeriod(p) != "" { // which says so already
		return ""
	}
	return t.words.Count("progress.stale", p.Age)
}

// bullet is one indicator in a line of a list.
func (t *turn) bullet(p *target.Progress) string {
	return t.statusItem(t.short(p.Indicator), p)
}

// statusItem is an item with its status behind.
func (t *turn) statusItem(name string, p *target.Progress) string {
	item := t.item(name, p)
	if p.Actual != nil && p.Reason != target.ReasonNotAllocated {
		item += "; " + t.words.Status(p.Status)
	}
	if p.Stale {
		item += " " + t.say("list.stale")
	}
	return item
}

// item is a name with its figure, date, share of the plan and expectation.
func (t *turn) item(name string, p *target.Progress) string {
	if p.Actual == nil {
		if p.Next.IsZero() || p.Expected != nil {
			return t.say("list.no-value", "Name", name)
		}
		return t.say("list.no-value-next", "Name", name, "Next", p.Next)
	}
	amount := t.stored(p)
	if p.Reason == target.ReasonNotAllocated {
		return t.say("list.unjudged", "Name", name, "Value", amount, "AsOf", p.AsOf)
	}
	if p.Indicator.Rate() || p.Percent == nil {
		return t.say("list.rate", "Name", name, "Value", amount, "AsOf", p.AsOf, "Goal", t.goal(p))
	}
	share := t.words.Percent(*p.Percent)
	if p.ExpectedPercent == nil {
		return t.say("list.total", "Name", name, "Value", amount, "AsOf", p.AsOf, "Percent", share)
	}
	return t.say("list.total-expected", "Name", name, "Value", amount, "AsOf", p.AsOf,
		"Percent", share, "Expected", t.words.Percent(*p.ExpectedPercent))
}

// bullets begins each item with a dash.
func bullets(items []string) string {
	var out []string
	for _, s := range items {
		out = append(out, "- "+s)
	}
	return lines(out...)
}
