package bot

import (
	"context"

	"chitieu/bot/understand"
	"chitieu/target"
)

// chart says that no chart is drawn yet, and gives the series in words.
func (b *Bot) chart(ctx context.Context, t *turn) (Reply, error) {
	if len(t.reading.Indicators) == 0 {
		reply := Reply{Note: target.Note{Text: t.say("notyet.chart-which")}}
		for i := range b.plan.Indicators {
			ind := &b.plan.Indicators[i]
			reply.Choices = append(reply.Choices, target.Choice{Label: t.short(ind), Data: slash(understand.History) + " " + string(ind.ID)})
		}
		return reply, nil
	}
	return instead(t.say("notyet.chart"))(b.history(ctx, t))
}

// file says that no file or paper is made yet, and gives what it would hold.
func (b *Bot) file(ctx context.Context, t *turn) (Reply, error) {
	if len(t.reading.Indicators) > 0 {
		return instead(t.say("notyet.file"))(b.progress(ctx, t))
	}
	reply, err := b.summary(ctx, t)
	reply.Head = t.say("notyet.file") // each figure has its day, and eight lines are enough
	return reply, err
}

// instead puts in front of an answer that it stands for something else.
func instead(head string) func(Reply, error) (Reply, error) {
	return func(reply Reply, err error) (Reply, error) {
		reply.Text = lines(reply.Head, reply.Text)
		reply.Head = head
		return reply, err
	}
}

// problem says that difficulties are not kept yet, and who can be told.
func (b *Bot) problem(_ context.Context, t *turn) (Reply, error) {
	note := target.Note{Text: t.say("notyet.problem"), Choices: []target.Choice{t.choice("choice.leads", slash(understand.WhoIsResponsible))}}
	if len(t.reading.Indicators) == 1 {
		note.Text = lines(note.Text, b.lead(t, b.plan.Indicator(t.reading.Indicators[0])))
	}
	return Reply{Note: note}, nil
}
