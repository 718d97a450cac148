package bot

import (
	"slices"

	"chitieu/bot/lang"
	"chitieu/target"
)

// directivesDue reminds a unit of work that is asked for soon or was not done in
// time; who gave it hears only of the latter.
func (b *Bot) directivesDue(s *scene) target.Composed {
	t := s.t
	found := s.situation.Judge(&s.rule, &s.chat, s.d.Since, t.today)
	if s.d.Subject != "" {
		found.Directives = b.directive(s)
	}
	if len(found.Directives) == 0 {
		return target.Composed{Drop: dropSettled}
	}
	slices.SortStableFunc(found.Directives, func(a, b target.Directive) int { return a.Due.Compare(b.Due) })
	var items []string
	var choices []target.Choice
	for i := range found.Directives[:namedOf(len(found.Directives), reminderLines-2)] {
		items = append(items, b.directiveLine(s, &found.Directives[i]))
		choices = append(choices, t.answerChoice(&found.Directives[i]))
	}
	rest := ""
	if n := len(found.Directives) - len(items); n > 0 {
		rest = t.words.Count("remind.directives-rest", n)
	}
	note := target.Note{Head: t.say("remind.greeting"), Text: lines(t.say("remind.directives"), bullets(items), rest)}
	if s.chat.Group {
		note.Text, note.Choices = lines(note.Text, t.say("remind.directives-please")), choices
	} else {
		note.Head = ""
	}
	return target.Composed{Note: note, Facts: found.Facts(), Cause: target.CauseDate}
}

// directive returns the one that the delivery is about, if it is still open.
func (b *Bot) directive(s *scene) []target.Directive {
	for _, d := range s.situation.Directives {
		if d.ID == target.DirectiveID(s.d.Subject) && d.Open() {
			return []target.Directive{d}
		}
	}
	return nil
}

// directiveLine is one directive: what is asked, of whom, by when.
func (b *Bot) directiveLine(s *scene, d *target.Directive) string {
	t := s.t
	when := "soon"
	if d.Late(s.now) {
		when = "late"
	}
	return t.say("remind.directive-"+when, "ID", string(d.ID), "Unit", lang.Capital(b.unitShort(t, d.Unit)),
		"Text", clipped(d.Text, directiveWords), "Due", d.Due.In(b.plan.Zone))
}
