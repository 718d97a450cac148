package bot

import (
	"chitieu/bot/understand"
	"chitieu/target"
)

// courteous reports whether the message greets, thanks or agrees and says
// nothing else.
func (t *turn) courteous() bool {
	switch t.reading.Detail {
	case understand.DetailGreeting, understand.DetailThanks, understand.DetailAck, understand.DetailAgree:
		return true
	default:
		return false
	}
}

// courtesy answers kindly and shortly in private. In a group people are kind to
// each other, and the bot stays out of it.
func (b *Bot) courtesy(t *turn) Reply {
	if t.msg.Group {
		return Reply{Silent: true}
	}
	switch t.reading.Detail {
	case understand.DetailThanks:
		return t.tell("courtesy.thanks")
	case understand.DetailAck, understand.DetailAgree:
		return t.tell("courtesy.ack")
	}
	return Reply{Note: target.Note{
		Text:    lines(t.say("courtesy.greeting", "Locality", b.plan.Locality.Full(t.words.Lang), "Year", b.plan.Year), b.examples(t)),
		Choices: []target.Choice{t.choice("choice.summary", slash(understand.SummaryReport)), t.choice("choice.help", slash(understand.Help))},
	}}
}
