package bot

import (
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// none answers what is no question about the plan. What people ask about and
// the plan does not hold is named, with what it does hold and never a number;
// other talk gets one polite sentence.
func (b *Bot) none(t *turn) Reply {
	switch says := b.outside(t); {
	case t.courteous():
		return b.courtesy(t)
	case says != "" && t.msg.Group:
		return Reply{Note: target.Note{Text: says}}
	case says != "":
		return Reply{Note: target.Note{
			Text:    lines(says, b.listed(t)),
			Choices: []target.Choice{t.choice("choice.summary", slash(understand.SummaryReport)), t.choice("choice.help", slash(understand.Help))},
		}}
	case t.msg.Group:
		return t.tell("none.group")
	default:
		return Reply{Note: target.Note{
			Text:    lines(t.say("none.private", "Locality", b.plan.Locality.Full(t.words.Lang), "Year", b.plan.Year), b.examples(t)),
			Choices: []target.Choice{t.choice("choice.help", slash(understand.Help)), t.choice("choice.summary", slash(understand.SummaryReport))},
		}}
	}
}

// examples shows three questions of this plan that are understood.
func (b *Bot) examples(t *turn) string {
	ind := b.example()
	unit := b.unit(t, ind.Lead)
	if communes := b.plan.Communes(b.lastDay(t.today)); len(communes) > 0 {
		unit = b.unit(t, communes[0].ID)
	}
	return t.say("none.examples", "Name", t.short(ind), "Unit", lang.Capital(unit))
}

// example is the indicator that examples are made of: a running total, which
// most questions and reports are about.
func (b *Bot) example() *target.Indicator {
	found := &b.plan.Indicators[0]
	for i := range b.plan.Indicators {
		if b.plan.Indicators[i].Kind == target.Flow {
			found = &b.plan.Indicators[i]
		}
	}
	return found
}

// outside says of the topic or place that was asked about that it is not the
// plan's; "" if none was.
func (b *Bot) outside(t *turn) string {
	id := t.reading.Outside
	if id == "" {
		return ""
	}
	for i := range b.plan.Outside {
		if o := &b.plan.Outside[i]; o.ID == id {
			return t.say("none.outside", "Name", lang.Capital(o.Names.Full(t.words.Lang)))
		}
	}
	locality := b.plan.Locality.Full(t.words.Lang)
	for _, names := range b.plan.Neighbours {
		if names.Full(target.Vietnamese) == id {
			return t.say("none.neighbour", "Place", names.Full(t.words.Lang), "Locality", locality)
		}
	}
	return t.say("none.elsewhere", "Locality", locality)
}

// listed names the indicators of the plan.
func (b *Bot) listed(t *turn) string {
	var names []string
	for i := range b.plan.Indicators {
		names = append(names, t.short(&b.plan.Indicators[i]))
	}
	return t.say("none.listed", "Names", strings.Join(names, "; "))
}
