package bot

import (
	"context"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// askDay asks of which day the figures of a message are, where it names a day
// that there is not, that is of another calendar or year, or that is one of
// several; and where it was written on another day and names none.
func (b *Bot) askDay(ctx context.Context, t *turn) (Reply, bool, error) {
	r := &t.reading
	why, days := t.dayDoubt(b.plan.Year), r.Days
	switch {
	case why != "":
	case r.Period.Kind == target.NoPeriod && t.saidOn != t.today:
		why = t.say("day.forwarded", "Day", t.saidOn)
		days = []target.Period{{Kind: target.Day, Year: t.saidOn.Year, Date: t.saidOn}}
	default:
		return Reply{}, false, nil
	}
	if r.DayDoubt != understand.DayNoYear {
		days = append(slices.Clip(days), target.Period{Kind: target.Day, Year: t.today.Year, Date: t.today})
	}
	note := target.Note{Head: t.say("doubt.head"), Text: lines(b.readFigures(t), t.hesitation(), why, t.say("day.again", "Example", b.lastDay(t.today)))}
	if !b.dateable(t) {
		return Reply{Note: note}, true, nil
	}
	note, waiting := t.question(note.Head, note.Text, append(b.dayOptions(t, days), t.dropOption()))
	waiting.Figures, waiting.Lacks = b.figures(t, t.saidUnit()), lacksDay
	reply, err := b.put(ctx, t, note, waiting)
	return reply, true, err
}

// hesitation words why the reader hesitates over what a message says, "" if it
// does not or hesitates over the day alone.
func (t *turn) hesitation() string {
	r := &t.reading
	if r.Hesitates == "" || r.Hesitates == understand.HesitateDay {
		return ""
	}
	return t.say("hesitate."+string(r.Hesitates), "Words", r.Doubtful)
}

// dayDoubt words why the day that a message names cannot be told, "" if it can.
func (t *turn) dayDoubt(year int) string {
	r := &t.reading
	if r.DayDoubt == "" {
		return ""
	}
	return t.say("day."+string(r.DayDoubt), "Words", r.DayWords, "Year", year)
}

// readFigures says what was read of a report whose day is asked for.
func (b *Bot) readFigures(t *turn) string {
	r := &t.reading
	if len(r.Values) != len(r.Indicators) {
		return ""
	}
	var read []string
	for i, id := range r.Indicators {
		ind := b.plan.Indicator(id)
		name := b.nameOf(t, b.unitOf(t, id), ind)
		read = append(read, t.say("day.read", "Name", name, "Value", t.exact(ind, r.Values[i].Amount)))
	}
	return lines(read...)
}

// dateable reports whether nothing but the day is unclear.
func (b *Bot) dateable(t *turn) bool {
	r := &t.reading
	return r.Ask == understand.AskNothing && len(r.Values) == len(r.Indicators) && len(r.Units) <= 1 && len(r.Values) <= maxRows
}

// dayOptions offers to store the figures as of each of the days that the plan
// covers and that are not to come.
func (b *Bot) dayOptions(t *turn, days []target.Period) []option {
	r := &t.reading
	said := r.Period
	defer func() { r.Period = said }()
	var options []option
	var offered []target.Date
	for _, p := range days {
		on := p.AsOf(t.today)
		if p.Start().Year != b.plan.Year || p.Kind == target.Day && on.After(t.today) || p.IsAhead(t.today) || slices.Contains(offered, on) {
			continue
		}
		offered = append(offered, on)
		r.Period = p
		options = append(options, option{Label: t.say("choice.of-day", "AsOf", on), Figures: b.figures(t, t.saidUnit())})
	}
	return options
}
