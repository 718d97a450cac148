package bot

import (
	"context"
	"strings"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// silent answers who has not sent figures: the communes that have a part of an
// indicator first, then the agencies that lead what is due.
func (b *Bot) silent(ctx context.Context, t *turn) (Reply, error) {
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply {
		return Reply{Note: b.silentNote(t, b.silentUnits(t, standing, on), on)}
	})
}

// silentUnits words the communes, then the agencies, without a figure.
func (b *Bot) silentUnits(t *turn, standing []target.Report, on target.Date) []string {
	indicators := t.reading.Indicators
	if len(indicators) == 0 {
		for i := range b.plan.Indicators {
			indicators = append(indicators, b.plan.Indicators[i].ID)
		}
	}
	var communes, agencies []string
	for _, id := range indicators {
		ind := b.plan.Indicator(id)
		communes = append(communes, b.silentCommunes(t, standing, ind, on)...)
		agencies = append(agencies, b.silentLead(t, standing, ind, on)...)
	}
	return append(communes, agencies...)
}

// silentNote is a page of who has not sent figures, or that all have.
func (b *Bot) silentNote(t *turn, text []string, on target.Date) target.Note {
	head := t.say("silent.head-on", "On", on)
	if t.reading.Period.Kind != target.NoPeriod {
		head = t.say("silent.head", "Period", t.reading.Period)
	}
	note := target.Note{
		Head:    head,
		Choices: []target.Choice{t.choice("choice.lagging", slash(understand.LaggingList))},
	}
	if len(text) == 0 {
		note.Text = t.say("silent.none")
		return note
	}
	from := min(t.page*pageSize, len(text))
	shown := text[from:min(from+pageSize, len(text))]
	note.Text = bullets(shown)
	if rest := len(text) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, data(silent, t.reading)))
	}
	return note
}

// maxNamed is how many silent communes a line names; the others are counted.
const maxNamed = 8

// silentCommunes names the communes without a figure of the indicator, if
// communes report it at all.
func (b *Bot) silentCommunes(t *turn, standing []target.Report, ind *target.Indicator, on target.Date) []string {
	var names []string
	reported := false
	for _, u := range b.plan.Communes(on) {
		p := target.Evaluate(b.plan, standing, ind, u.ID, on)
		reported = reported || p.Actual != nil
		if t.unheard(&p) {
			names = append(names, u.Names.Full(t.words.Lang))
		}
	}
	switch {
	case len(names) == 0 || !reported && len(ind.Allocation) == 0:
		return nil
	case len(names) == len(b.plan.Communes(on)):
		return []string{t.say("silent.all", "Name", t.short(ind), "N", len(names))}
	}
	text := strings.Join(names[:min(len(names), maxNamed)], ", ")
	if rest := len(names) - maxNamed; rest > 0 {
		text = t.words.Count("silent.others", rest, "Names", text)
	}
	return []string{t.say("silent.communes", "Name", t.short(ind), "N", len(names), "Names", text)}
}

// silentLead names the lead agency of an indicator that is due and without a
// figure.
func (b *Bot) silentLead(t *turn, standing []target.Report, ind *target.Indicator, on target.Date) []string {
	p := target.Evaluate(b.plan, standing, ind, target.Locality, on)
	if p.Status == target.NotDue || !t.unheard(&p) {
		return nil
	}
	last := t.say("remind.never")
	if p.Actual != nil {
		last = t.say("remind.last", "AsOf", p.AsOf)
	}
	return []string{t.say("silent.lead", "Lead", lang.Capital(b.unit(t, ind.Lead)), "Name", t.short(ind), "Last", last)}
}

// asked reports whether the indicator has a figure in the month asked about: a
// quarterly one is not missing in July.
func (t *turn) asked(ind *target.Indicator) bool {
	period := t.reading.Period
	return period.Kind != target.Month || ind.ReportedIn(time.Month(period.N))
}

// unheard reports whether there is no figure, or none of the period asked
// about; without a period an old one counts as none.
func (t *turn) unheard(p *target.Progress) bool {
	switch {
	case p.Reason == target.ReasonNotAllocated || !t.asked(p.Indicator):
		return false
	case p.Actual == nil:
		return true
	case t.reading.Period.Kind == target.NoPeriod:
		return p.Stale
	default:
		return t.outsidePeriod(p) != ""
	}
}
