package understand

import (
	"slices"

	"chitieu/target"
)

// The second opinion. Where the rules understood nothing, or their winner is
// hardly ahead, the model's view of the sentence and the segmentations next to
// the best are heard as well, and what they make of it is offered as choices.
// Where a figure is about to be stored, the model may hesitate. It decides
// nothing by itself.

// Leads in the measure of the heads' sums: 32 are one unit of the logit.
const (
	nearLead   = 32  // of an intent over none, to be offered where nothing was understood
	chatLead   = 96  // the same where people seem to talk of other things
	otherLead  = 48  // of another question over the winner of the rules, to be offered
	surerLead  = 96  // and to take its place
	resultLead = 112 // of "no result" over "result", to hesitate over a figure
	closeLead  = 160 // how far behind the model's first its second may be, to be offered too
)

// The margin of the rules below which the model is heard: a smaller one where
// every word is explained.
const (
	hardlyAhead = 2.5
	wellAhead   = 5
)

// maxOffers is how many readings are offered.
const maxOffers = 2

// reconsider hears the second opinion where the reading may be wrong.
func (r *Reader) reconsider(m *message, out *Reading) {
	switch {
	case out.Ask != AskNothing || out.Followup || out.Detail != "":
	case out.Intent == None:
		if out.Outside == "" && !m.has(cueInjection) && m.says() {
			r.offerNear(m, out)
		}
	case out.Intent == ReportValue:
		r.doubtResult(m, out)
	case m.margin < hardlyAhead || m.margin < wellAhead && m.explained() < 1:
		r.offerOther(m, out)
	}
}

// opinions are what the model makes of a sentence: the sum of every class.
type opinions []int32

// opinions returns what the model makes of the message, until it is asked again.
func (r *Reader) opinions(m *message) opinions {
	o := sized(m.scratch.opinions, r.intents.Classes)
	clear(o)
	r.intents.Sum(m.features(), o)
	m.scratch.opinions = o
	return o
}

// classIntent is the intent of a class: the first is none.
func classIntent(class int) Intent {
	if class == 0 {
		return None
	}
	return intents[class-1]
}

// of returns the sum of one intent.
func (o opinions) of(intent Intent) int32 { return o[slices.Index(intents, intent)+1] }

// likeliest returns the class with the largest sum.
func (o opinions) likeliest() int { return slices.Index(o, slices.Max(o)) }

// ranked returns the classes, the likeliest first.
func (o opinions) ranked() []int {
	out := make([]int, len(o))
	for class := range out {
		out[class] = class
	}
	slices.SortStableFunc(out, func(a, b int) int { return int(o[b] - o[a]) })
	return out
}

// offerNear offers what a text may mean that the rules made nothing of: by
// another segmentation, or by the model.
func (r *Reader) offerNear(m *message, out *Reading) {
	all := r.opinions(m)
	lead := int32(nearLead)
	if m.has(cueChat) {
		lead = chatLead
	}
	if m.namesShortly() {
		if offer, ok := m.offer(ProgressOne); ok {
			out.addOffer(offer)
		}
	}
	least := max(all.of(None)+lead, slices.Max(all)-closeLead)
	for _, class := range all.ranked() {
		if classIntent(class) == None || all[class] < least {
			continue
		}
		if offer, ok := m.offer(classIntent(class)); ok {
			out.addOffer(offer)
		}
	}
	if len(out.Offers) == 0 {
		return
	}
	for other := range r.alternatives(m, segmentMargin) {
		if a := other.reading(); a.Intent != None && a.Ask == AskNothing && all.of(a.Intent) >= least {
			out.addOffer(offerOf(&a))
		}
	}
}

// shortWords is how many words a text has that names a target and hardly
// anything else: "lúa?", "ns sao".
const shortWords = 3

// namesShortly reports whether the text names a target and hardly anything else.
func (m *message) namesShortly() bool {
	return m.unexplained(0, len(m.tokens)) <= shortWords && m.figures() == 0 && !m.has(cueChat) && len(m.weakly()) > 0
}

// says reports whether the text has anything that is near the plan: a name, or
// a word of the lists that is more than politeness.
func (m *message) says() bool {
	return slices.ContainsFunc(m.spans, func(s span) bool {
		return s.kind == indicatorSpan || s.kind == unitSpan || s.kind == cueSpan && s.cues != politeOnly
	})
}

// addOffer adds a reading to the choices, if there is room and it is another.
func (r *Reading) addOffer(o Offer) {
	if len(r.Offers) < maxOffers && !slices.ContainsFunc(r.Offers, o.same) {
		r.Offers = append(r.Offers, o)
	}
}

// same reports whether both offers come to the same answer.
func (o Offer) same(p Offer) bool {
	return o.Intent == p.Intent && slices.Equal(o.Indicators, p.Indicators) && slices.Equal(o.Units, p.Units) && o.Period == p.Period &&
		slices.EqualFunc(o.Values, p.Values, func(a, b Value) bool { return a.String() == b.String() })
}

// reports reports whether both offers bring the same figures.
func (o Offer) reports(p Offer) bool {
	p.Period = o.Period
	return o.same(p)
}

// offerOther hears the model where the winner of the rules is hardly ahead. If
// it is sure of another question that one is taken, if it leans to one both are
// offered.
func (r *Reader) offerOther(m *message, out *Reading) {
	all := r.opinions(m)
	first, most, won := classIntent(all.likeliest()), slices.Max(all), all.of(out.Intent)
	if first == None || most < won+otherLead {
		return
	}
	offer, ok := m.offer(first)
	switch {
	case !ok:
	case most >= won+surerLead && m.figures() == 0 && first != ReportValue && first != Undo && out.Intent != Undo:
		out.Intent, out.Indicators, out.Units, out.Period = offer.Intent, offer.Indicators, offer.Units, offer.Period
	default:
		out.Offers = []Offer{offerOf(out), offer}
	}
}

// doubtResult looks again at figures that would be stored: it hesitates if the
// model plainly takes them for no result, and offers both readings if another
// segmentation is as good and comes to other figures.
func (r *Reader) doubtResult(m *message, out *Reading) {
	if len(out.Values) == 0 || out.Hesitates != "" {
		return
	}
	sums := make([]int32, r.results.Classes)
	r.results.Sum(m.figureFeatures(m.features()), sums)
	if sums[0] >= sums[1]+resultLead {
		out.Hesitates, out.Doubtful = HesitateUnread, out.Text
		return
	}
	told := offerOf(out)
	for other := range r.alternatives(m, equalMargin) {
		if o, ok := other.offer(ReportValue); ok && m.topic() == nil && o.reports(told) {
			continue // the figures alone tell so, for less than all that is read
		}
		a := other.reading()
		if o := offerOf(&a); a.Intent == ReportValue && len(a.Values) > 0 && !a.Asks() && !o.reports(told) {
			out.Offers = []Offer{told, o}
			return
		}
	}
}

// offerOf returns a reading as a choice.
func offerOf(r *Reading) Offer {
	return Offer{Intent: r.Intent, Detail: r.Detail, Indicators: r.Indicators, Units: r.Units, Values: r.Values, Period: r.Period}
}

// offer reads the sentence as the intent; false where it lacks what the intent
// cannot do without.
func (m *message) offer(intent Intent) (Offer, bool) {
	o := Offer{Intent: intent, Units: m.units(), Period: m.period()}
	inds := m.mentions()
	if len(inds) == 0 {
		inds = m.weakly()
	}
	for _, i := range inds {
		o.Indicators = append(o.Indicators, i.indicator.ID)
	}
	switch intent {
	case ReportValue:
		o.Indicators = nil
		for _, f := range m.bring(inds) {
			if f.ask != AskNothing {
				return Offer{}, false
			}
			o.Indicators, o.Values = append(o.Indicators, f.indicator.ID), append(o.Values, f.value)
		}
		return o, len(o.Values) > 0 && len(o.Units) < 2
	case Undo:
		return o, !m.denies(0, len(m.tokens)) // "đừng hủy"
	case UnitProgress:
		return o, len(o.Units) > 0
	case ProgressOne, ForecastIntent, CompareLastYear, History:
		return o, len(o.Indicators) > 0
	default:
		return o, true
	}
}

// weakly returns the indicators of names that are evidence only beside
// something else.
func (m *message) weakly() []mention {
	var out []mention
	for i := range m.spans {
		s := &m.spans[i]
		if ind := m.plan.Indicator(target.IndicatorID(s.id)); s.kind == indicatorSpan && ind != nil {
			if !slices.ContainsFunc(out, func(o mention) bool { return o.indicator == ind }) {
				out = append(out, mention{ind, s.from, s.to, s.weak})
			}
		}
	}
	return out
}
