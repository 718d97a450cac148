package bot

import (
	"context"

	"chitieu/bot/understand"
	"chitieu/target"
)

// targets lists what the plan asks for, without how it stands.
func (b *Bot) targets(_ context.Context, t *turn) (Reply, error) {
	all := b.plan.Indicators
	note := target.Note{Head: t.words.Count("targets.head", len(all), "Year", b.plan.Year)}
	from := t.from(len(all), targetsShown)
	shown := all[from:min(from+targetsShown, len(all))]
	var text []string
	for i := range shown {
		ind := &shown[i]
		p := target.Progress{Indicator: ind, Target: ind.Target}
		text = append(text, t.say("targets.line", "Name", t.short(ind), "Goal", t.goal(&p)))
	}
	note.Text = lines(bullets(text), t.say("source.line", "From", b.plan.Source))
	if rest := len(all) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(listing)))
	}
	note.Choices = append(note.Choices, t.choice("choice.all", slash(understand.ProgressAll)))
	return Reply{Note: note}, nil
}

// targetsShown is how many targets are listed at a time.
const targetsShown = 6
