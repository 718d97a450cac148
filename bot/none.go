package bot

import (
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// none answers what is no question about the plan. What people ask about and
// the plan does not hold is named, with what it does hold and never a number;
// other talk gets one polite sentence.
func (b *Bot) none(t *turn) Reply {
	switch name := b.outside(t); {
	case name != "" && t.msg.Group:
		return t.tell("none.outside", "Name", name)
	case name != "":
		return Reply{Note: target.Note{
			Text:    lines(t.say("none.outside", "Name", name), b.listed(t)),
			Choices: []target.Choice{t.choice("choice.summary", slash(understand.SummaryReport)), t.choice("choice.help", slash(understand.Help))},
		}}
	case t.msg.Group:
		return t.tell("none.group")
	default:
		return Reply{Note: target.Note{
			Text:    t.say("none.private", "Locality", b.plan.Locality.Full(t.words.Lang), "Year", b.plan.Year),
			Choices: []target.Choice{t.choice("choice.help", slash(understand.Help)), t.choice("choice.summary", slash(understand.SummaryReport))},
		}}
	}
}

// outside names the topic or place that was asked about and is not the plan's.
func (b *Bot) outside(t *turn) string {
	id := t.reading.Outside
	for i := range b.plan.Outside {
		if b.plan.Outside[i].ID == id {
			return b.plan.Outside[i].Names.Full(t.words.Lang)
		}
	}
	return id
}

// listed names the indicators of the plan.
func (b *Bot) listed(t *turn) string {
	var names []string
	for i := range b.plan.Indicators {
		names = append(names, t.short(&b.plan.Indicators[i]))
	}
	return t.words.Count("none.listed", len(names), "Names", strings.Join(names, "; "))
}
