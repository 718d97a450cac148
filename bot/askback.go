package bot

import (
	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// maxOffered is how many choices a question offers: more cannot be read on a phone.
const maxOffered = 9

// askBack asks which indicator or unit a question is about, where it might be
// one of several. Each choice is the same question with the answer filled in.
func (b *Bot) askBack(t *turn) (Reply, bool) {
	r := t.reading
	switch r.Ask {
	case understand.AskIndicator, understand.AskNoIndicator:
		if len(r.Candidates) == 0 {
			return Reply{}, false
		}
		return Reply{Note: target.Note{Text: t.say("ask.indicator"), Choices: b.indicatorChoices(t, r.Candidates)}}, true
	case understand.AskUnit:
		if len(r.UnitCandidates) == 0 {
			return Reply{}, false
		}
		return Reply{Note: target.Note{Text: t.say("ask.unit"), Choices: b.unitChoices(t)}}, true
	default:
		return Reply{}, false
	}
}

// indicatorChoices repeats the question for each indicator.
func (b *Bot) indicatorChoices(t *turn, candidates []target.IndicatorID) []target.Choice {
	var out []target.Choice
	for _, id := range candidates[:min(len(candidates), maxOffered)] {
		with := t.reading
		with.Indicators = []target.IndicatorID{id}
		out = append(out, target.Choice{Label: t.short(b.plan.Indicator(id)), Data: data(with.Intent, with)})
	}
	return out
}

// unitChoices repeats the question for each unit.
func (b *Bot) unitChoices(t *turn) []target.Choice {
	var out []target.Choice
	for _, id := range t.reading.UnitCandidates[:min(len(t.reading.UnitCandidates), maxOffered)] {
		with := t.reading
		with.Units = []target.UnitID{id}
		out = append(out, target.Choice{Label: lang.Capital(b.unit(t, id)), Data: data(with.Intent, with)})
	}
	return out
}

// whichIndicator asks for the indicator that a feature cannot do without.
func (b *Bot) whichIndicator(t *turn) Reply {
	var all []target.IndicatorID
	for i := range b.plan.Indicators {
		all = append(all, b.plan.Indicators[i].ID)
	}
	return Reply{Note: target.Note{Text: t.say("ask.indicator"), Choices: b.indicatorChoices(t, all)}}
}
