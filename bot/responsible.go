package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// responsible answers who leads an indicator, or what a unit leads.
func (b *Bot) responsible(_ context.Context, t *turn) (Reply, error) {
	r := &t.reading
	switch {
	case len(r.Units) > 0 && (len(r.Indicators) == 0 || r.Followup):
		return b.ledBy(t, r.Units[0]), nil
	case len(r.Indicators) > 0:
		return b.leadsOf(t, r.Indicators), nil
	default:
		return b.allLeads(t), nil
	}
}

func (b *Bot) leadsOf(t *turn, ids []target.IndicatorID) Reply {
	var note target.Note
	for _, id := range ids[:min(len(ids), pageSize)] {
		ind := b.plan.Indicator(id)
		line := t.say("responsible.lead", "Name", t.short(ind), "Lead", b.unit(t, ind.Lead))
		if len(ids) == 1 {
			line = lines(line, b.with(t, ind))
		}
		note.Text = lines(note.Text, line)
		note.Choices = append(note.Choices, target.Choice{
			Label: t.say("choice.progress-of", "Name", t.short(ind)), Data: slash(understand.ProgressOne) + " " + string(id),
		})
	}
	return Reply{Note: note}
}

// with names the supporting agencies.
func (b *Bot) with(t *turn, ind *target.Indicator) string {
	var names []string
	for _, id := range ind.With {
		names = append(names, b.unit(t, id))
	}
	if len(names) == 0 {
		return ""
	}
	return t.say("responsible.with", "Units", strings.Join(names, "; "))
}

// ledBy lists what a unit leads and supports.
func (b *Bot) ledBy(t *turn, id target.UnitID) Reply {
	var leads, supports []string
	for i := range b.plan.Indicators {
		ind := &b.plan.Indicators[i]
		if ind.Lead == id {
			leads = append(leads, t.short(ind))
		} else if slices.Contains(ind.With, id) {
			supports = append(supports, t.short(ind))
		}
	}
	note := target.Note{Head: lang.Capital(b.unit(t, id))}
	if len(leads) > 0 {
		note.Text = t.say("responsible.leads", "Names", strings.Join(leads, "; "))
	}
	if len(supports) > 0 {
		note.Text = lines(note.Text, t.say("responsible.supports", "Names", strings.Join(supports, "; ")))
	}
	if note.Text == "" {
		note.Text = t.say("responsible.nothing")
	}
	note.Choices = []target.Choice{t.choice("choice.unit-progress", slash(understand.ProgressOne), string(id))}
	return Reply{Note: note}
}

// allLeads lists the lead agencies with their indicators, an agency a line.
func (b *Bot) allLeads(t *turn) Reply {
	var agencies []target.UnitID
	for i := range b.plan.Indicators {
		if lead := b.plan.Indicators[i].Lead; !slices.Contains(agencies, lead) {
			agencies = append(agencies, lead)
		}
	}
	var text []string
	for _, id := range agencies {
		var names []string
		for _, ind := range b.plan.LedBy(id) {
			names = append(names, t.short(ind))
		}
		text = append(text, b.unit(t, id)+": "+strings.Join(names, "; "))
	}
	from := min(t.page*listLines, len(text))
	shown := text[from:min(from+listLines, len(text))]
	note := target.Note{Head: t.say("responsible.head", "Year", b.plan.Year), Text: bullets(shown)}
	if rest := len(text) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(understand.WhoIsResponsible)))
	}
	return Reply{Note: note}
}
