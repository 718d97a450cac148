package understand

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/target"
)

// Fold returns the words of a text in lower case and without marks, apart by one
// space: what stands before and between them is dropped.
func Fold(text string) string {
	var out []string
	for _, t := range tokenize(compose(text)) {
		if t.kind != signToken {
			out = append(out, t.fold)
		}
	}
	return strings.Join(out, " ")
}

// ReadPeriod returns the period that a text names, the zero Period for none.
func (r *Reader) ReadPeriod(text string, today target.Date) target.Period {
	return r.scan(text, Context{Today: today}).period()
}

// ReadDay reads a day to come: a deadline in words that is all of the text, its
// end, or stands behind its last "until".
func (r *Reader) ReadDay(text string, now time.Time) (target.Date, bool) {
	text = r.Behind(HintUntil, strings.Trim(text, " .?,"))
	for _, written := range []string{text, "trong " + text} {
		if due, ok := ReadDue(written, now, &r.plan.Calendar); ok {
			return target.DateOf(due.In(r.plan.Zone)), true
		}
	}
	if _, due, ok := SplitDue(text, now, &r.plan.Calendar); ok {
		return target.DateOf(due.In(r.plan.Zone)), true
	}
	m := r.scan(text, Context{Today: target.DateOf(now.In(r.plan.Zone))})
	last := hint{}
	for _, h := range m.hints {
		if h.name == HintUntil && h.to > last.to {
			last = h
		}
	}
	if last.to == 0 {
		return target.Date{}, false
	}
	due, ok := ReadDue(strings.TrimSpace(m.behind(last)), now, &r.plan.Calendar)
	return target.DateOf(due.In(r.plan.Zone)), ok
}

// ReadUnit reads a text that is a unit's name: target.Locality for the whole.
// ok is false for anything else, and for several.
func (r *Reader) ReadUnit(text string, today target.Date) (unit target.UnitID, ok bool) {
	m := r.scan(text, Context{Today: today})
	if m.isWhole() {
		return target.Locality, true
	}
	if units := m.units(); len(units) == 1 && m.unclearUnit() == nil {
		return units[0], true
	}
	return "", false
}

// isWhole reports whether the text names the whole locality and nothing else.
func (m *message) isWhole() bool {
	if _, ok := m.whole(hintWhole); ok {
		return true
	}
	return len(m.spans) == 1 && m.spans[0].kind == localitySpan && m.spans[0].from == 0 && m.spans[0].to == len(m.tokens)
}

// ReadFigure reads a text as a figure of the indicator, which it need not name.
func (r *Reader) ReadFigure(text string, about target.IndicatorID, in Context) Reading {
	in.About, in.Topic = about, nil
	m := r.scan(text, in)
	out := Reading{Text: text, Lang: m.lang, Period: m.period()}
	m.store(&out, m.mentions(), m.bring(m.mentions()))
	if len(out.Values) == 0 && out.Ask == AskNothing {
		out.Ask = AskNoValue
	}
	return out
}

// ReadShare reads the only percentage of a text. Nobody groups thousands of
// percent, so a comma and a dot are both the decimal sign.
func (r *Reader) ReadShare(text string, today target.Date) (target.Amount, bool) {
	m := r.scan(text, Context{Today: today})
	var found []target.Amount
	for i := range m.spans {
		if q := m.spans[i].quantity; q != nil && q.percent() && q.over == "" {
			if share, err := decimal.NewFromString(strings.ReplaceAll(q.number, ",", ".")); err == nil {
				found = append(found, share)
			}
		}
	}
	if len(found) != 1 {
		return target.Amount{}, false
	}
	return found[0], true
}

// ReadWholePlan reports whether the text says of the indicator, and of nothing
// else, that its plan will be met.
func (r *Reader) ReadWholePlan(text string, about target.IndicatorID, today target.Date) bool {
	m := r.scan(text, Context{Today: today})
	for _, s := range m.spans {
		if s.kind == indicatorSpan && s.id == string(about) {
			m.hints = append(m.hints, hint{from: s.from, to: s.to, name: hintCourtesy})
		}
	}
	_, ok := m.whole(hintPlanMet)
	return ok
}

// Behind returns the text behind a phrase of the hint that it begins with, the
// whole text if it begins with none.
func (r *Reader) Behind(name, text string) string {
	m := r.scan(text, Context{})
	if h, ok := m.leads(name); ok && h.from == 0 {
		return strings.TrimSpace(m.behind(h))
	}
	return text
}

// Says reports whether the text is a phrase of the hint, politeness aside.
func (r *Reader) Says(name, text string) bool {
	_, ok := r.scan(text, Context{}).whole(name)
	return ok
}

// ReadName reads which of the hints the words begin with; rest is what follows,
// as written.
func (r *Reader) ReadName(names []string, text string) (name, rest string) {
	m := r.scan(text, Context{})
	var found hint
	for _, h := range m.hints {
		if h.from == 0 && h.to > found.to && slices.Contains(names, h.name) {
			found = h
		}
	}
	if found.to == 0 {
		return "", text
	}
	return found.name, strings.TrimSpace(m.behind(found))
}

// ReadLang reads the language that the text ends in; rest is what stands before
// it, as written.
func (r *Reader) ReadLang(text string) (l target.Lang, rest string) {
	m := r.scan(text, Context{})
	found := hint{from: len(m.tokens)}
	for _, h := range m.hints {
		if h.to == len(m.tokens) && h.from < found.from && languages[h.name] != "" {
			found = h
		}
	}
	switch {
	case found.to == 0:
		return "", text
	case found.from == 0:
		return languages[found.name], ""
	}
	return languages[found.name], m.text[:m.tokens[found.from-1].end]
}

// languages are what the hints call them.
var languages = map[string]target.Lang{
	hintVietnamese: target.Vietnamese, hintIndonesian: target.Indonesian, hintEnglish: target.English,
}
