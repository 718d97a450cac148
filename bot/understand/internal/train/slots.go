package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"chitieu/bot/understand/internal/training"
	"chitieu/target"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// slots fills the places of one sentence: the figure is one that its indicator
// can have.
func (w world) slots(rng *rand.Rand, lang target.Lang) training.Slots {
	ind := &w.plan.Indicators[rng.IntN(len(w.plan.Indicators))]
	return func(name string) string {
		switch name {
		case "ind":
			return pick(rng, called(ind.Names, lang))
		case "fig":
			return w.figure(rng, ind, lang)
		case "share":
			return fmt.Sprintf("%d,%d%%", 30+rng.IntN(60), rng.IntN(10))
		case "unit":
			return pick(rng, called(w.unit(rng, true).Names, lang))
		case "agency":
			return pick(rng, called(w.unit(rng, false).Names, lang))
		default:
			return fmt.Sprintf("%d/%d", 1+rng.IntN(28), 1+rng.IntN(6))
		}
	}
}

func pick(rng *rand.Rand, all []string) string { return all[rng.IntN(len(all))] }

// called returns what a thing is called in the language, else in Vietnamese.
func called(names target.Names, lang target.Lang) []string {
	n, ok := names[lang]
	if !ok {
		n = names[target.Vietnamese]
	}
	out := append([]string{n.Full}, n.Aliases...)
	if n.Short != "" {
		out = append(out, n.Short)
	}
	return out
}

func (w world) unit(rng *rand.Rand, commune bool) *target.Unit {
	for {
		u := &w.plan.Units[rng.IntN(len(w.plan.Units))]
		if (u.Kind == target.Commune) == commune {
			return u
		}
	}
}

// figure writes a figure of the indicator: a part of its target, with its
// measure.
func (w world) figure(rng *rand.Rand, ind *target.Indicator, lang target.Lang) string {
	share := target.NewAmount(int64(20 + rng.IntN(85)))
	v := ind.Target.Mul(share).Div(target.Hundred).Round(int32(rng.IntN(2)))
	if ind.Measure.Whole() {
		v = v.Round(0)
	}
	number := target.FormatAmount(v, lang, 1)
	measure := ind.Measure.Name(lang)
	if measure == "%" && rng.IntN(2) == 0 {
		return number + measure
	}
	return number + " " + measure
}
