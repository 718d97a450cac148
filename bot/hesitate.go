package bot

import (
	"context"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// askHesitant asks about figures that the reader read and hesitates over: it
// shows what was read and why, and stores nothing before the answer.
func (b *Bot) askHesitant(ctx context.Context, t *turn) (Reply, error) {
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	figures := b.figures(t, t.saidUnit())
	return b.askWhether(ctx, t, standing, figures, t.hesitation())
}

// askWhether asks whether the figures may be stored in spite of what the reader
// hesitates over.
func (b *Bot) askWhether(ctx context.Context, t *turn, standing []target.Report, figures []figure, why string) (Reply, error) {
	options := append(b.readings(t, figures), t.dropOption())
	note, waiting := t.question(t.say("doubt.head"), lines(b.readLines(t, standing, figures), why), options)
	waiting.Figures, waiting.Why = figures, why
	return b.put(ctx, t, note, waiting)
}

// readings are the figures that the message may stand for: the share that meets
// where the other one was told, or what was read.
func (b *Bot) readings(t *turn, figures []figure) []option {
	options := []option{{Label: t.say("hesitate.store"), Figures: figures}}
	if len(figures) != 1 {
		return options
	}
	f := figures[0]
	ind := b.plan.Indicator(f.Indicator)
	if t.reading.Hesitates == understand.HesitateComplement && ind.Rate() {
		f.Value = target.Hundred.Sub(f.Value)
		return []option{{Label: t.exact(ind, f.Value), Figures: []figure{f}}, options[0]}
	}
	return options
}

// takenOff reports whether the message only takes something off a figure: the
// doubt about it shows what is left.
func takenOff(r *understand.Reading) bool {
	return r.Hesitates == understand.HesitateFall && !slices.ContainsFunc(r.Values, func(v understand.Value) bool {
		return !v.Increment || !v.Amount.IsNegative()
	})
}
