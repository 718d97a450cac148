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
	r := &t.reading
	unit := target.Locality
	if len(r.Units) == 1 {
		unit = r.Units[0]
	}
	figures := b.figures(t, unit)
	var read []string
	for i := range figures {
		f := &figures[i]
		ind := b.plan.Indicator(f.Indicator)
		value := t.exact(ind, f.Value)
		if f.Increment {
			value = t.say("hesitate.more", "Value", value)
		}
		read = append(read, t.say("doubt.read", "Name", b.nameOf(t, f.Unit, ind), "Value", value, "AsOf", f.AsOf))
	}
	options, err := b.readings(ctx, t, figures)
	if err != nil {
		return Reply{}, err
	}
	why := t.say("hesitate."+string(r.Hesitates), "Words", r.Doubtful)
	note, waiting := t.question(t.say("doubt.head"), lines(append(read, why)...), append(options, t.dropOption()))
	return b.put(ctx, t, note, waiting)
}

// readings are the figures that the message may stand for: what is left after a
// fall, the share that meets where the other one was told, or what was read.
func (b *Bot) readings(ctx context.Context, t *turn, figures []figure) ([]option, error) {
	options := []option{{Label: t.say("hesitate.store"), Figures: figures}}
	if len(figures) != 1 {
		return options, nil
	}
	f := figures[0]
	ind := b.plan.Indicator(f.Indicator)
	switch {
	case t.reading.Hesitates == understand.HesitateComplement && ind.Rate():
		f.Value = target.Hundred.Sub(f.Value)
		return []option{{Label: t.exact(ind, f.Value), Figures: []figure{f}}, options[0]}, nil
	case t.reading.Hesitates == understand.HesitateFall && f.Increment:
		standing, err := b.standing(ctx)
		if err != nil {
			return nil, err
		}
		last := target.Latest(standing, f.Indicator, f.Unit, f.AsOf)
		if last == nil || last.Value.LessThan(f.Value) {
			return nil, nil
		}
		less := f
		less.Value, less.Increment = last.Value.Sub(f.Value), false
		less.Settled = append(slices.Clone(f.Settled), doubtKind(target.DoubtFall))
		label := t.say("hesitate.less", "Value", t.exact(ind, f.Value), "Left", t.exact(ind, less.Value))
		f.Increment = false
		return []option{{Label: label, Figures: []figure{less}}, {Label: t.say("hesitate.now", "Value", t.exact(ind, f.Value)), Figures: []figure{f}}}, nil
	}
	return options, nil
}
