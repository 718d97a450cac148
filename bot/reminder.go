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
	word := func(t *turn, p *target.Progress) string { return b.lateLine(t, p) + spaced(b.promisedElsewhere(s, p)) }
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

// promisedElsewhere says what has been promised of the indicator in another chat:
// there it is quiet, and here nobody should think that the unit had not answered.
func (b *Bot) promisedElsewhere(s *scene, p *target.Progress) string {
	unit := p.Unit
	if unit == p.Indicator.Lead {
		unit = target.Locality // whose part the whole is
	}
	for i := range s.situation.Answers {
		a := &s.situation.Answers[i]
		if a.Kind == target.Promised && a.Value != nil && a.Holds(b.lastDay(s.t.today)) && a.Indicator == p.Indicator.ID && a.Unit == unit {
			return s.t.say("remind.promised", "Value", s.t.exact(p.Indicator, *a.Value), "Until", b.day(s.t, a.Until))
		}
	}
	return ""
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
	until := b.until(t, f.Until)
	switch unit := t.chat.Unit != target.Locality; {
	case kind == target.ReportDue && unit:
		return t.say("remind.please-report-unit", "Until", until)
	case kind == target.ReportDue:
		return t.say("remind.please-report", "Until", until)
	case unit:
		return t.say("remind.please-unit", "Until", until)
	default:
		return t.say("remind.please", "Until", until)
	}
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
