package bot

import (
	"chitieu/bot/lang"
	"chitieu/target"
)

// maxLabel is the longest label of a choice, in runes: what a phone of 360
// pixels shows in one line. Messengers cut what is longer where they like.
const maxLabel = 30

// label is a name with a figure behind it. Where both do not fit it is the name
// that is cut.
func (t *turn) label(name, figure string) string {
	room := maxLabel
	if figure != "" {
		figure = " " + figure
		room -= len([]rune(figure))
	}
	return lang.Capital(cutName(name, max(room, maxLabel/2))) + figure
}

// cutName shortens a name to so many runes, behind a whole word where it can.
func cutName(name string, room int) string {
	runes := []rune(name)
	if len(runes) <= room {
		return name
	}
	end := room - 1
	for i := end; i > room/2; i-- {
		if runes[i] == ' ' {
			end = i
			break
		}
	}
	return string(runes[:end]) + "…"
}

// figure is the one figure of a label: the share of the plan, a rate as it
// stands, "" for what has none.
func (t *turn) figure(p *target.Progress) string {
	switch {
	case p.Actual == nil:
		return ""
	case p.Indicator.Rate() || p.Percent == nil:
		return t.stored(p)
	default:
		return t.words.Percent(*p.Percent)
	}
}

// walkTo leads from a list of the walk to one of its indicators.
func (b *Bot) walkTo(t *turn, p *target.Progress) target.Choice {
	w := t.walk.about(p.Indicator.ID, p.Unit)
	if t.walk.last().kind == stepOthers {
		w = w.on(step{kind: stepFrom, tag: tagOf(t.walk.indicator)})
	}
	return target.Choice{Label: t.label(t.short(p.Indicator), t.figure(p)), Data: w.data()}
}

// walkToLate leads from the summary to the indicators that are late, the worst
// first; the rest are behind the list of what lags.
func (b *Bot) walkToLate(t *turn, items []target.Progress) []target.Choice {
	var out []target.Choice
	for i := range items {
		if t.walk != nil && late(&items[i]) && len(out) < pageSize-1 {
			out = append(out, b.walkTo(t, &items[i]))
		}
	}
	return out
}

// leadBack puts the way back below a reply, last of its choices. A reply that
// has one takes the place of what was pressed.
func (t *turn) leadBack(r Reply) Reply {
	if t.back == "" || r.Silent {
		return r
	}
	r.Note = t.withBack(r.Note)
	r.Edit = r.Edit || !r.Queued
	return r
}

// withBack is the note with the way back as its last choice.
func (t *turn) withBack(n target.Note) target.Note {
	if last := len(n.Choices) - 1; last >= 0 && n.Choices[last].Data == t.back {
		return n
	}
	n.Choices = append(n.Choices[:len(n.Choices):len(n.Choices)], t.choice("walk.back", t.back))
	return n
}
