package bot

import (
	"context"

	"chitieu/bot/understand"
	"chitieu/target"
)

// help teaches by example, with the plan's own indicators; with a topic it
// shows how to report and ask about that one.
func (b *Bot) help(_ context.Context, t *turn) (Reply, error) {
	if len(t.reading.Indicators) == 1 {
		return Reply{Note: b.helpTopic(t, b.plan.Indicator(t.reading.Indicators[0]))}, nil
	}
	first := b.example()
	name := t.short(first)
	note := target.Note{Head: t.say("help.head", "Locality", b.plan.Locality.Full(t.words.Lang), "Year", b.plan.Year)}
	note.Text = lines(t.say("help.ask", "Name", name), t.say("help.lagging"), t.say("help.unit"))
	if t.may(report) {
		note.Text = lines(note.Text, t.say("help.report", "Name", name, "Measure", first.Measure.Name(t.words.Lang)), t.say("help.undo"))
	}
	note.Text = lines(note.Text, b.howToAsk(t, name), t.say("help.commands"))
	switch {
	case t.may(listMembers):
		note.Text = lines(note.Text, t.say("help.staff"))
	case t.may(ownData):
		note.Text = lines(note.Text, t.say("help.self"))
	}
	note.Choices = []target.Choice{
		t.choice("choice.summary", slash(understand.SummaryReport)),
		t.choice("choice.lagging", slash(understand.LaggingList)),
		t.choice("choice.reminders", slash(understand.RemindSettings)),
		t.choice("choice.language", slash(language)),
	}
	return Reply{Note: note}, nil
}

// howToAsk says how the bot is spoken to in this group, "" in private.
func (b *Bot) howToAsk(t *turn, example string) string {
	if !t.msg.Group {
		return ""
	}
	if mention := b.mention(t.msg.Chat); mention != "" {
		return t.say("help.by-name", "Mention", mention)
	}
	return t.say("help.by-command", "Name", example)
}

// mentioning is what a command begins with in this group so that it reaches the
// bot, with a space behind; "" where the command alone does.
func (b *Bot) mentioning(t *turn) string {
	if mention := b.mention(t.msg.Chat); mention != "" {
		return mention + " "
	}
	return ""
}

// helpTopic shows how to talk about one indicator.
func (b *Bot) helpTopic(t *turn, ind *target.Indicator) target.Note {
	name, measure := t.short(ind), ind.Measure.Name(t.words.Lang)
	note := target.Note{Head: t.say("help.topic-head", "Name", name)}
	note.Text = t.say("help.topic-ask", "Name", name)
	if t.may(report) {
		how := t.say("help.topic-total", "Name", name, "Measure", measure)
		switch {
		case ind.Rate():
			how = t.say("help.topic-rate", "Name", name)
		case ind.Kind == target.Count:
			how = t.say("help.topic-count", "Name", name, "Measure", measure)
		}
		note.Text = lines(note.Text, how, t.say("help.topic-date"), t.say("help.undo"))
	}
	note.Text = lines(note.Text, b.lead(t, ind))
	note.Choices = []target.Choice{
		{Label: t.say("choice.progress-of", "Name", name), Data: slash(understand.ProgressOne) + " " + string(ind.ID)},
		t.choice("choice.method", slash(method), string(ind.ID)),
	}
	return note
}
