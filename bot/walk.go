package bot

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// walking is the way from the locality over an indicator to a unit and back, in
// one message. Every page is a command that is complete in itself: what the page
// is about, and by which steps one came. So a button works however old it is,
// and whoever presses it in a group, and sees the figures of now:
//
//	/xem ~c0                              what lags
//	/xem budget-revenue ~c0               an indicator of that list
//	/xem budget-revenue ~c0k1             its communes, second page
//	/xem budget-revenue xa-ky-thu ~c0k1   the part of one of them
const walking understand.Intent = "walk"

// The kinds of steps: lists that are walked from, and what one looks at behind.
const (
	stepLagging     = 'c' // what lags in the locality,
	stepUnitLagging = 'C' // or in the unit
	stepSummary     = 't' // the whole picture of the locality,
	stepUnitSummary = 'T' // or of the unit
	stepAll         = 'a' // every indicator
	stepCommunes    = 'k' // the communes of the indicator, the slowest first
	stepOthers      = 'u' // the unit's other indicators
	stepFrom        = 'i' // one of those was chosen; Tag is of the indicator before
	stepHistory     = 'h'
	stepNeeded      = 'n'
	stepForecast    = 'f'
	stepMethod      = 'm'
)

// step is one step of the way, and the page of a list that it shows.
type step struct {
	kind byte
	page int
	tag  string // of stepFrom, see tagOf
}

// walk is a page of the way.
type walk struct {
	indicator target.IndicatorID
	unit      target.UnitID
	period    target.Period
	steps     []step // one at least
}

var (
	wayArg  = regexp.MustCompile(`^~(?:[cCtTakuhnfm][0-9]{1,2}|i[a-z2-7]{3}){1,9}$`)
	stepArg = regexp.MustCompile(`([cCtTakuhnfm])([0-9]{1,2})|i([a-z2-7]{3})`)
)

// wayOf reads the steps in the data of a choice; wayArg must match.
func wayOf(arg string) []step {
	var out []step
	for _, m := range stepArg.FindAllStringSubmatch(arg, -1) {
		if m[1] == "" {
			out = append(out, step{kind: stepFrom, tag: m[3]})
			continue
		}
		page, _ := strconv.Atoi(m[2]) // two digits
		out = append(out, step{kind: m[1][0], page: page})
	}
	return out
}

// tagOf names an indicator in three letters, for the way back to it.
func tagOf(id target.IndicatorID) string {
	sum := sha256.Sum256([]byte(id))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:2]))[:3]
}

// maxData is how many bytes a messenger carries in a button.
const maxData = 64

// data is the choice that leads to the page. A way that is too long forgets its
// beginning, and then the period.
func (w walk) data() string { return w.as(walking) }

// as is the data of another command that is given on the page.
func (w walk) as(intent understand.Intent) string {
	for {
		out := data(intent, w.reading()) + " ~" + written(w.steps)
		switch {
		case len(out) <= maxData:
			return out
		case len(w.steps) > 1:
			w.steps = w.steps[1:]
		case w.period.Kind != target.NoPeriod:
			w.period = target.Period{}
		default:
			return data(intent, w.reading())
		}
	}
}

func written(steps []step) string {
	var out strings.Builder
	for _, s := range steps {
		out.WriteByte(s.kind)
		if out.WriteString(s.tag); s.tag == "" {
			out.WriteString(strconv.Itoa(s.page))
		}
	}
	return out.String()
}

// reading is what the page is about.
func (w walk) reading() understand.Reading {
	r := understand.Reading{Period: w.period}
	if w.indicator != "" {
		r.Indicators = []target.IndicatorID{w.indicator}
	}
	if w.unit != target.Locality {
		r.Units = []target.UnitID{w.unit}
	}
	return r
}

func (w walk) last() step { return w.steps[len(w.steps)-1] }

// on goes a step further; the page that one came from stays as it is.
func (w walk) on(s step) walk {
	w.steps = append(slices.Clone(w.steps), s)
	return w
}

// about is the page of an indicator or unit that the page offers.
func (w walk) about(ind target.IndicatorID, unit target.UnitID) walk {
	w.indicator, w.unit = ind, unit
	return w
}

// turned is another page of the same list.
func (w walk) turned(page int) walk {
	w.steps = slices.Clone(w.steps)
	w.steps[len(w.steps)-1].page = page
	return w
}

// start reports whether the step is a list that one walks from.
func (s step) start() bool { return strings.IndexByte("cCtTa", s.kind) >= 0 }

// ofUnit reports whether that list is a unit's.
func (s step) ofUnit() bool { return s.kind == stepUnitLagging || s.kind == stepUnitSummary }

// listed reports whether the page is what its last step shows, and not
// something that was chosen there.
func (w walk) listed() bool {
	switch s := w.last(); {
	case s.start():
		return w.indicator == ""
	case s.kind == stepCommunes:
		return w.unit == target.Locality
	default:
		return s.kind != stepFrom
	}
}
