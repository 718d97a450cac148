package bot

import (
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// reminderLines is how many lines a reminder has besides its head. Eight in
// all are what a phone shows, and one is kept for what is answered.
const reminderLines = 6

// reminder words a finding: what is behind, by how much and how long, who
// leads, and what is asked by when. before is when the same was said last, zero
// if it was not. One message, at most seven lines.
func (b *Bot) reminder(s *scene, f *target.Finding, before time.Time) target.Note {
	t := s.t
	first := []string{b.intro(s, f)}
	last := []string{b.lateDirectives(t, f.Directives), t.repeats(before, f), b.request(t, s.d.Kind, f)}
	room := reminderLines - len(nonEmpty(first)) - len(nonEmpty(last))
	word := b.lateLine
	if s.rule.Kind == target.ReportDue {
		word = b.dueLine
	}
	note := target.Note{Head: t.say("remind.greeting")}
	note.Text = lines(lines(first...), bullets(itemLines(t, f, room, word)), t.rest(f, room), lines(last...))
	if len(f.Items) > 0 {
		note.Choices = b.answerChoices(t, s.d, f.Items)
	}
	return note
}

// intro is the line that says what the list below is.
func (b *Bot) intro(s *scene, f *target.Finding) string {
	t, mark := s.t, s.t.illustrative(f.Items)
	switch {
	case len(f.Items) == 0:
		return ""
	case s.rule.Kind == target.ReportDue:
		return t.say("remind.report-due", "Period", f.Period, "Closing", f.Period.Closing(), "Mark", mark)
	case s.rule.Kind == target.Crossing:
		return t.say("remind.crossing", "On", t.today, "Mark", mark)
	default:
		return t.say("remind.digest", "Year", b.plan.Year, "On", t.today, "Mark", mark)
	}
}

// namedOf is how many of n indicators have a line of their own where there is
// room for so many lines: if there are more, the last line counts the others.
func namedOf(n, room int) int {
	if n > room {
		return room - 1
	}
	return n
}

func itemLines(t *turn, f *target.Finding, room int, word func(*turn, *target.Progress) string) []string {
	var out []string
	for i := range f.Items[:namedOf(len(f.Items), room)] {
		out = append(out, word(t, &f.Items[i]))
	}
	return out
}

// rest counts the indicators that have no line of their own.
func (t *turn) rest(f *target.Finding, room int) string {
	if rest := len(f.Items) - namedOf(len(f.Items), room); rest > 0 {
		return t.words.Count("remind.rest", rest)
	}
	return ""
}

// lateLine is one late indicator: the figure, what the season asks, how many
// days that is behind, what is due by when, and who leads.
func (b *Bot) lateLine(t *turn, p *target.Progress) string {
	return b.howFar(t, p) + "." + spaced(b.dueBy(t, p)) + spaced(b.leadHere(t, p))
}

// howFar says of one indicator how far it is and how far behind.
func (b *Bot) howFar(t *turn, p *target.Progress) string {
	line := b.remindItem(t, p)
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
	return t.say("remind.due-by", "Value", t.derived(p.Indicator, asked), "By", b.day(t, by))
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

// lateDirectives counts what leaders asked for and did not get in time, and
// names what has waited longest.
func (b *Bot) lateDirectives(t *turn, late []target.Directive) string {
	if len(late) == 0 {
		return ""
	}
	first := &late[0]
	for i := range late {
		if late[i].Due.Before(first.Due) {
			first = &late[i]
		}
	}
	return t.words.Count("remind.late-directives", len(late), "ID", string(first.ID), "Unit", b.unitShort(t, first.Unit),
		"Text", clipped(first.Text, directiveWords), "Due", b.day(t, target.DateOf(first.Due.In(b.plan.Zone))))
}

// directiveWords is how many characters of a directive a reminder repeats.
const directiveWords = 60

// clipped cuts a text at a space and marks that it goes on.
func clipped(text string, limit int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := string(runes[:limit])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return cut + "…"
}

// repeats says that nothing has changed since the same was said before.
func (t *turn) repeats(before time.Time, f *target.Finding) string {
	if before.IsZero() {
		return ""
	}
	var newest target.Date
	for i := range f.Items {
		if f.Items[i].AsOf.After(newest) {
			newest = f.Items[i].AsOf
		}
	}
	if newest.IsZero() {
		return ""
	}
	return t.say("remind.repeated", "Since", newest)
}

// request says what is asked by when.
func (b *Bot) request(t *turn, kind target.RuleKind, f *target.Finding) string {
	if f.Until.IsZero() {
		return ""
	}
	if kind == target.ReportDue {
		return t.say("remind.please-report", "Until", b.until(t, f.Until))
	}
	return t.say("remind.please", "Until", b.until(t, f.Until))
}

// until writes the end of the offices' day.
func (b *Bot) until(t *turn, on target.Date) string {
	if at, ok := b.closingHour(on); ok {
		return t.words.Moment(at)
	}
	return t.words.Date(on)
}

// illustrative marks a reminder that rests on invented figures.
func (t *turn) illustrative(items []target.Progress) string {
	for i := range items {
		if items[i].Illustrative {
			return spaced(t.say("remind.illustrative"))
		}
	}
	return ""
}

// spaced sets a space before what is not empty.
func spaced(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}

func nonEmpty(items []string) []string {
	var kept []string
	for _, s := range items {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// answerChoices are the ways to answer a reminder with one tap.
func (b *Bot) answerChoices(t *turn, d *target.Delivery, items []target.Progress) []target.Choice {
	ref := refOf(d)
	report := slash(understand.ReportValue)
	if len(items) == 1 {
		report += " " + string(items[0].Indicator.ID)
	}
	return []target.Choice{
		t.choice("choice.ack", slash(acknowledging), ref),
		t.choice("choice.snooze", slash(snoozing), ref),
		t.choice("choice.promise", slash(promising), ref),
		{Label: t.say("choice.report"), Data: report},
		t.choice("choice.why", slash(asking), ref),
	}
}
