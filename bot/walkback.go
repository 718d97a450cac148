package bot

import (
	"slices"

	"chitieu/target"
)

// back is the page that one came from; false at the beginning.
func (b *Bot) back(w walk) (walk, bool) {
	s := w.last()
	switch {
	case w.listed() && s.page > 0:
		return w.turned(s.page - 1), true
	case w.listed() && len(w.steps) == 1:
		return w, false
	case w.listed():
		return b.shorter(w), true
	case s.kind == stepFrom:
		w.indicator = b.tagged(s.tag, w.indicator)
		w.steps = w.steps[:len(w.steps)-1]
		return w, true
	case w.unit == target.Locality, s.ofUnit():
		w.indicator = ""
		return w, true
	default:
		w.unit = target.Locality
		return w, true
	}
}

// shorter leaves a list for where it was opened. The page of an indicator is
// its lead agency's too.
func (b *Bot) shorter(w walk) walk {
	opened := w.last().kind
	w.steps = w.steps[:len(w.steps)-1]
	if ind := b.plan.Indicator(w.indicator); opened == stepOthers && ind.Lead == w.unit && w.last().start() && !w.last().ofUnit() {
		w.unit = target.Locality
	}
	return w
}

// whole is the page of the indicator in the whole locality, by the way one came
// if that led over it.
func (w walk) whole() walk {
	up := walk{indicator: w.indicator, period: w.period}
	for _, s := range w.steps {
		if !s.start() || s.ofUnit() {
			break
		}
		up.steps = append(up.steps, s)
	}
	if len(up.steps) == 0 || w.last().kind == stepFrom {
		up.steps = []step{{kind: stepLagging}}
	}
	return up
}

// tagged finds an indicator by its tag; without it the way goes back no further
// than to the one at hand.
func (b *Bot) tagged(tag string, or target.IndicatorID) target.IndicatorID {
	for i := range b.plan.Indicators {
		if id := b.plan.Indicators[i].ID; tagOf(id) == tag {
			return id
		}
	}
	return or
}

// walkOf is the page that the message asks for. What was written by hand, or
// names what is no longer in the plan, begins at what lags.
func walkOf(t *turn) walk {
	w := walk{period: t.reading.Period, steps: t.way}
	if len(t.reading.Indicators) > 0 {
		w.indicator = t.reading.Indicators[0]
	}
	if len(t.reading.Units) > 0 {
		w.unit = t.reading.Units[0]
	}
	if len(w.steps) == 0 || !w.steps[0].start() {
		w.steps = []step{{kind: stepLagging}}
		if w.indicator == "" && w.unit != target.Locality {
			w.steps[0].kind = stepUnitLagging
		}
	}
	if w.sound() {
		return w
	}
	return walk{steps: []step{{kind: stepLagging}}}
}

// sound reports whether each step is about something: communes of an indicator,
// others of a unit.
func (w walk) sound() bool {
	last := w.last()
	deeper := slices.IndexFunc(w.steps, func(s step) bool { return !s.start() })
	switch {
	case w.indicator == "":
		return deeper < 0 && last.ofUnit() == (w.unit != target.Locality)
	case w.unit == target.Locality:
		return !last.ofUnit() && last.kind != stepOthers && last.kind != stepFrom
	default:
		return true
	}
}
