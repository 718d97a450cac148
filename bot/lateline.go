package bot

import (
	"chitieu/target"
)

// lateLine is one late indicator: the figure, what the season asks, how many
// days that is behind, what is due by when, and who leads.
func (b *Bot) lateLine(t *turn, p *target.Progress) string {
	return b.howFar(t, p) + "." + spaced(b.dueBy(t, p)) + spaced(b.leadHere(t, p))
}

// howFar says of one indicator how far it is and how far behind. An old figure
// says nothing of today: then its age is what matters.
func (b *Bot) howFar(t *turn, p *target.Progress) string {
	line := b.remindItem(t, p)
	if p.Stale {
		return line + ", " + t.words.Count("remind.stale", p.Age)
	}
	if days, ok := target.Slack(b.plan, p); ok {
		return line + ", " + t.words.Count("remind.slack", days)
	}
	if p.Gap != nil && p.Gap.IsPositive() {
		return line + ", " + t.say("remind.gap", "Gap", t.distance(p.Indicator, *p.Gap))
	}
	return line
}

// remindItem is an item as short as a reminder needs it: the plan's year stands
// above, so dates go without.
func (b *Bot) remindItem(t *turn, p *target.Progress) string {
	name := b.subjectHere(t, p)
	switch {
	case p.Actual == nil:
		return t.say("list.no-value", "Name", name)
	case p.Indicator.Rate() || p.Percent == nil:
		return t.say("remind.rate", "Name", name, "Value", t.stored(p), "AsOf", b.day(t, p.AsOf), "Goal", t.goal(p))
	case p.ExpectedPercent == nil:
		return t.say("remind.total", "Name", name, "Value", t.stored(p), "AsOf", b.day(t, p.AsOf),
			"Percent", t.words.Percent(*p.Percent))
	default:
		return t.say("remind.total-expected", "Name", name, "Value", t.stored(p), "AsOf", b.day(t, p.AsOf),
			"Percent", t.words.Percent(*p.Percent), "Expected", t.words.Percent(*p.ExpectedPercent))
	}
}

// subjectHere names an indicator, and whose part it is unless the chat is the
// unit's own.
func (b *Bot) subjectHere(t *turn, p *target.Progress) string {
	if p.Unit == t.chat.Unit {
		return t.short(p.Indicator)
	}
	return b.subject(t, p)
}

// day writes a date of the plan's year without the year.
func (b *Bot) day(t *turn, d target.Date) string {
	if d.Year == b.plan.Year {
		return t.words.DayMonth(d)
	}
	return t.words.Date(d)
}

// dueBy says what the season asks at the next checkpoint.
func (b *Bot) dueBy(t *turn, p *target.Progress) string {
	asked, by, ok := target.DueBy(b.plan, p)
	if !ok {
		return ""
	}
	value := t.derived(p.Indicator, asked)
	if asked.Equal(p.Target) {
		value = t.goal(p) // all of it, and "more than" stays more than
	}
	return t.say("remind.due-by", "Value", value, "By", b.day(t, by))
}

// leadHere names the lead agency, unless the chat is its own.
func (b *Bot) leadHere(t *turn, p *target.Progress) string {
	if t.chat.Group && t.chat.Unit == p.Indicator.Lead {
		return ""
	}
	return t.say("progress.lead", "Lead", b.unitShort(t, p.Indicator.Lead))
}

// unitShort names a unit in as few words as people do.
func (b *Bot) unitShort(t *turn, id target.UnitID) string {
	if u := b.plan.Unit(id); u != nil && u.Kind == target.Agency {
		return u.Names.Short(t.words.Lang)
	}
	return b.unit(t, id)
}

// dueLine is one indicator without a figure for the period.
func (b *Bot) dueLine(t *turn, p *target.Progress) string {
	last := t.say("remind.never")
	if p.Actual != nil {
		last = t.say("remind.last", "AsOf", p.AsOf)
	}
	return t.say("remind.due-line", "Name", b.subjectHere(t, p), "Last", last) + spaced(b.leadHere(t, p))
}

// spaced sets a space before what is not empty.
func spaced(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}
