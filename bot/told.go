package bot

import (
	"context"
	"fmt"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// told is what was told before and may now be put right.
type told struct {
	figures  []figure
	question *pending // about them that waits; nil where they are stored
	shown    bool     // nothing else was said since, or the message replies to it
	others   bool     // somebody else has told them
}

// told returns the figures that a message may put right: those of the receipt
// that it replies to, of the question that waits, or those stored last. Nil for
// none.
func (b *Bot) told(ctx context.Context, t *turn, a *understand.Amendment) (*told, error) {
	group, err := b.receiptOf(ctx, t)
	switch {
	case err != nil:
		return nil, err
	case group != "":
		return b.toldIn(ctx, t, group)
	case t.talk.fixes != "" && a.HasValue():
		a.Rights = true
		return b.toldIn(ctx, t, t.talk.fixes)
	case t.waits != nil && len(t.waits.Figures) > 0:
		asked := &told{figures: slices.Clone(t.waits.Figures), question: t.waits, shown: t.talk.asks == t.waits.Key || t.talk.at.IsZero()}
		if named, err := b.toldValue(ctx, t, a, asked.figures); named != nil || err != nil {
			return named, err
		}
		if stored, err := b.justStored(ctx, t); err != nil || a.Nth > 0 && t.waits.Rest != nil && a.Nth <= len(stored) {
			return &told{figures: figuresOf(stored), shown: true}, err // of the rows above the question
		}
		return asked, nil
	}
	stored, err := b.justStored(ctx, t)
	if err != nil {
		return nil, err
	}
	if named, err := b.toldValue(ctx, t, a, figuresOf(stored)); named != nil || err != nil {
		return named, err
	}
	if a.Rights && a.HasValue() && len(a.Indicators) == 1 && !slices.ContainsFunc(stored, func(r target.Report) bool { return r.Indicator == a.Indicators[0] }) {
		return b.toldOf(ctx, t, a.Indicators[0])
	}
	if len(stored) == 0 {
		return nil, nil
	}
	return &told{figures: figuresOf(stored), shown: t.waits == nil && t.talk.receipt == endOf(groupOf(stored[0].ID))}, nil
}

// toldOf returns the speaker's last figure of an indicator that the message names,
// though others were stored since.
func (b *Bot) toldOf(ctx context.Context, t *turn, indicator target.IndicatorID) (*told, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	old := b.lastOf(t, target.Current(all), indicator)
	if old == nil {
		return nil, nil
	}
	return &told{figures: figuresOf([]target.Report{*old}), shown: true}, nil
}

// toldValue returns the speaker's newest figures that have the value which the
// message puts right, though others were told since. Nil if it names no such
// value, or the figures told last have it.
func (b *Bot) toldValue(ctx context.Context, t *turn, a *understand.Amendment, last []figure) (*told, error) {
	had := func(f figure) bool { return b.had(&f, a) }
	if !a.HasOld() || slices.ContainsFunc(last, had) {
		return nil, nil
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	var found []target.Report
	for _, r := range slices.Backward(b.ownReports(ctx, t, target.Current(all))) {
		recent := t.now.Sub(r.Said).Abs() <= dialogLife
		again := slices.ContainsFunc(found, func(f target.Report) bool { return f.Indicator == r.Indicator && f.Unit == r.Unit })
		if recent && !again && had(figuresOf([]target.Report{r})[0]) && (len(a.Indicators) == 0 || slices.Contains(a.Indicators, r.Indicator)) {
			found = append(found, r)
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	return &told{figures: figuresOf(found), shown: true}, nil
}

// had reports whether the value which the message puts right is the figure's: what
// was added, or the total.
func (b *Bot) had(f *figure, a *understand.Amendment) bool {
	return a.IsOld(b.plan.Indicator(f.Indicator), f.Value) || b.hadTotal(f, a)
}

// hadTotal reports whether that value is the total of a stored increment.
func (b *Bot) hadTotal(f *figure, a *understand.Amendment) bool {
	ind := b.plan.Indicator(f.Indicator)
	return f.Was != nil && a.IsOld(ind, f.Was.Value) && !(f.Increment && a.IsOld(ind, f.Value))
}

// toldIn returns the figures of a receipt.
func (b *Bot) toldIn(ctx context.Context, t *turn, group target.ReportID) (*told, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	var stored []target.Report
	for _, r := range target.Current(all) {
		if r.ID == group || groupOf(r.ID) == string(group) || together(&r, group, t.author()) {
			stored = append(stored, r)
		}
	}
	if len(stored) == 0 {
		return nil, nil
	}
	return &told{figures: figuresOf(stored), shown: true, others: stored[0].By != t.author()}, nil
}

// figuresOf are stored reports as figures that replace them.
func figuresOf(stored []target.Report) []figure {
	var out []figure
	for i := range stored {
		f := figureOf(&stored[i])
		f.replace(&stored[i])
		f.Settled = []doubtKind{doubtWhose}
		out = append(out, f)
	}
	return out
}

// meant narrows what was told down to what the message speaks of. It reports
// false where the message denies what nobody has told.
func (w *told) meant(b *Bot, t *turn, a *understand.Amendment) (holds bool) {
	holds = true
	if n := a.Nth; n != 0 {
		if n < 0 {
			n += len(w.figures) + 1
		}
		if holds = n > 0 && n <= len(w.figures); holds {
			w.figures = w.figures[n-1 : n]
		}
	}
	only := func(must bool, fits func(*figure) bool) {
		left := slices.DeleteFunc(slices.Clone(w.figures), func(f figure) bool { return !fits(&f) })
		if len(left) > 0 {
			w.figures = left
		} else if must {
			holds = false
		}
	}
	if len(a.NotUnits) > 0 {
		only(true, func(f *figure) bool { return slices.Contains(a.NotUnits, f.Unit) })
	}
	if len(a.NotIndicators) > 0 {
		only(true, func(f *figure) bool { return slices.Contains(a.NotIndicators, f.Indicator) })
	}
	if a.NotPeriod.Kind != target.NoPeriod {
		only(true, func(f *figure) bool { return f.AsOf == a.NotPeriod.AsOf(t.today) })
	}
	if len(a.Units) > 0 {
		only(false, func(f *figure) bool { return slices.Contains(a.Units, f.Unit) })
	}
	if len(a.Indicators) > 0 {
		only(false, func(f *figure) bool { return slices.Contains(a.Indicators, f.Indicator) })
	}
	if a.HasOld() {
		only(true, func(f *figure) bool { return b.had(f, a) })
	}
	if a.HasMeasure() {
		only(false, func(f *figure) bool { return b.measured(f, a) })
	}
	if a.HasValue() && len(a.Indicators) == 0 {
		only(false, func(f *figure) bool {
			_, ok := a.Value(b.plan.Indicator(f.Indicator))
			return ok
		})
	}
	return holds
}
