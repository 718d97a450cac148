package bot

import (
	"context"
	"strings"

	"chitieu/target"
)

// maxBeside is the longest text, in bytes, that is cut in two: each place is tried.
const maxBeside = 400

// besides answers a message that reports a figure and asks about something: the
// question is answered, and the figure is offered to be stored. False for any
// other message.
func (b *Bot) besides(ctx context.Context, t *turn) (Reply, bool, error) {
	if t.commanded() || !t.may(report) || len(t.msg.Text) > maxBeside {
		return Reply{}, false, nil
	}
	whole := t.reading
	said, question, ok := b.reader.ReadBeside(t.msg.Text, b.context(t), &whole)
	if !ok || len(question.Offers) > 0 {
		return Reply{}, false, nil
	}
	t.reading = said
	if err := b.knowCommune(ctx, t); err != nil {
		return Reply{}, false, err
	}
	figures := b.saidBeside(t)
	t.reading = question
	t.route()
	reply, err := b.feature(ctx, t)
	if err != nil || len(figures) == 0 || reply.Silent || reply.Queued {
		return reply, true, err
	}
	reply, err = b.offerBeside(ctx, t, reply, figures)
	return reply, true, err
}

// saidBeside returns the figures of the report, none where one cannot be stored.
func (b *Bot) saidBeside(t *turn) []figure {
	if len(t.reading.Rows) == 0 {
		if missing := t.reading.Period.Kind != target.NoPeriod && t.reading.Period.Start().Year != b.plan.Year; missing || len(t.reading.Units) > 1 {
			return nil
		}
		figures := b.figures(t, t.saidUnit())
		b.place(figures)
		return figures
	}
	var out []figure
	for i := range t.reading.Rows {
		row := b.batchRow(t, &t.reading.Rows[i])
		if row.unclear() {
			return nil
		}
		out = append(out, row.Figure)
	}
	return out
}

// phoneLines is how much of an answer a phone shows at once.
const phoneLines = 8

// offerBeside puts the offer to store the figures below an answer. It takes the
// place of no other question.
func (b *Bot) offerBeside(ctx context.Context, t *turn, reply Reply, figures []figure) (Reply, error) {
	var what []string
	for i := range figures {
		what = append(what, b.toldBrief(t, &figures[i]))
	}
	said := t.say("beside.not-stored", "What", strings.Join(what, "; "))
	if n := strings.Count(lines(reply.Head, reply.Text), "\n") + 1; n < phoneLines {
		reply.Text = lines(reply.Text, said)
	} else {
		reply.Text = lineOf(reply.Text, said)
	}
	if t.waits != nil {
		return reply, nil
	}
	options := []option{{Label: t.say("beside.store", "What", strings.Join(what, "; ")), Figures: figures}}
	for _, c := range reply.Choices {
		options = append(options, option{Label: c.Label, Go: c.Data})
	}
	note, waiting := t.question(reply.Head, reply.Text, options)
	reply.Note, waiting.Figures = note, figures
	dialog, err := t.asking(waiting)
	if err != nil {
		return Reply{}, err
	}
	return reply, b.store.Commit(ctx, target.Change{Dialog: dialog})
}
