package understand

import (
	"slices"
	"strings"
	"time"

	"chitieu/target"
)

// Directive is what was understood of work that is given to a unit.
type Directive struct {
	Unit target.UnitID // target.Locality where it is not clear which is meant
	// Units are the units to choose from then.
	Units []target.UnitID
	// Elsewhere is the place that was named and is not the plan's.
	Elsewhere string
	Indicator target.IndicatorID // "" for none, or for several
	Text      string             // the work
	Due       time.Time
	Unread    string // what was written as the deadline and makes none
	Figure    bool   // the text brings a figure, besides the deadline
	First     bool   // the unit stands at the beginning
	Work      bool   // what follows begins with a verb of work
}

// maxBetween is how many words may stand before a unit's name, or between two:
// "cho UBND xã", "và xã".
const maxBetween = 3

// ReadDirective reads unit, work and deadline. The work may be about anything,
// so the judgement of the whole counts for nothing: only the names do.
func (r *Reader) ReadDirective(text string, now time.Time) Directive {
	text = compose(strings.Join(strings.Fields(text), " "))
	rest, due, ok := SplitDue(text, now, &r.plan.Calendar)
	d := Directive{Due: due}
	if !ok {
		rest, d.Unread, _ = WrittenDue(text)
	}
	m := r.scan(rest, Context{Today: target.DateOf(now.In(r.plan.Zone))})
	whole := m.reading()
	d.Text, d.Figure = rest, whole.Intent == ReportValue && len(whole.Values) > 0
	if len(whole.Indicators) == 1 {
		d.Indicator = whole.Indicators[0]
	}
	if r.isNeighbour(whole.Outside) {
		d.Elsewhere = whole.Outside
	}
	m.address(&d, whole.UnitCandidates)
	return d
}

// address finds the unit that the work is given to, and where the work begins.
func (m *message) address(d *Directive, unclear []target.UnitID) {
	var named []*span
	for i := range m.spans {
		if s := &m.spans[i]; s.kind == unitSpan && m.answers(target.UnitID(s.id)) {
			named = append(named, s)
		}
	}
	switch {
	case len(named) == 0:
		d.Units, d.Work = unclear, m.works(0)
		return
	case len(named) > 1 && named[1].from-named[0].to <= maxBetween && named[0].id != named[1].id:
		for _, s := range named {
			d.Units = append(d.Units, target.UnitID(s.id))
		}
		d.Work = m.works(0)
		return
	}
	d.Unit = target.UnitID(named[0].id)
	if d.First = named[0].from <= maxBetween; d.First {
		at := m.opening(named[0].to)
		d.Text, d.Work = strings.TrimSpace(m.text[m.tokens[at-1].end:]), m.works(at)
		d.Text = strings.TrimLeft(d.Text, " ,:;-–")
		return
	}
	d.Work = m.works(0)
}

// opening returns where the work begins: behind "to" and signs.
func (m *message) opening(at int) int {
	for at < len(m.tokens) && (m.tokens[at].kind == signToken || opens[m.tokens[at].key]) {
		at++
	}
	return at
}

// opens are the words between a unit and its work.
var opens = map[string]bool{"to": true, "untuk": true, "agar": true}

// works reports whether a verb of work stands there.
func (m *message) works(at int) bool {
	return slices.ContainsFunc(m.hints, func(h hint) bool { return h.name == hintWork && h.from == at })
}

// isNeighbour reports whether the plan knows the name as a place beside its own.
func (r *Reader) isNeighbour(name string) bool {
	return slices.ContainsFunc(r.plan.Neighbours, func(n target.Names) bool { return n.Full(target.Vietnamese) == name })
}

// directs reports whether the text gives work: it begins with a verb of asking,
// then a unit, and has a deadline or work. A speaker who may give none is only
// told so where nothing else can be meant.
func (r *Reader) directs(m *message, out *Reading) bool {
	if slices.ContainsFunc(m.tokens, func(t token) bool { return t.is("?") }) {
		return false
	}
	verb, sure := m.leads(hintAssign)
	if !sure {
		ok := false
		if verb, ok = m.leads(hintAskFor); !ok || !m.in.Directs {
			return false
		}
	}
	rest := strings.TrimSpace(m.behind(verb))
	switch {
	case rest == "":
		if !sure || !m.in.Directs {
			return false
		}
	default:
		d := r.ReadDirective(rest, m.in.Today.In(r.plan.Zone))
		named := d.First || d.Elsewhere != "" || len(d.Units) > 0
		due := !d.Due.IsZero() || d.Unread != ""
		if !(named && (due || d.Work) && !d.Figure || due && sure) {
			return false
		}
	}
	*out = Reading{Intent: None, Lang: verb.lang, Detail: DetailDirective, Rest: rest, Confidence: outright}
	return true
}
