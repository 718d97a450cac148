package bot

import (
	"slices"

	"chitieu/target"
)

// doubtKind is why a figure is questioned before it is stored: one of those
// below or a target.DoubtKind. A doubtful figure is neither silently accepted
// nor refused: the speaker decides.
type doubtKind string

const (
	doubtWhose   doubtKind = "whose"   // a commune's officer, and no unit named
	doubtAgency  doubtKind = "agency"  // named for an agency that does not lead
	doubtAhead   doubtKind = "ahead"   // of a period that is not over
	doubtNoBase  doubtKind = "no-base" // an increment, and nothing to add it to
	doubtOverlap doubtKind = "overlap" // an increment of days already counted
	doubtAlone   doubtKind = "alone"   // the running total, or a month by itself
	doubtOrder   doubtKind = "order"   // more than was reported for a later day
	doubtLess    doubtKind = "less"    // said to be taken off
	doubtMoved   doubtKind = "moved"   // another figure came in while a question waited
	doubtSince   doubtKind = "since"   // another one has come since what is put right
)

// doubted is a question about a figure.
type doubted struct {
	head, text string
	options    []option
	refused    bool // nothing that the speaker could answer would make it right
}

// suspicion is one figure under examination, with what is known around it.
type suspicion struct {
	b        *Bot
	t        *turn
	standing []target.Report
	figures  []figure
	at       int
	f        *figure
	ind      *target.Indicator
	before   *target.Report // the newest at the figure's date, nil for none
	after    *target.Report // that of the next later day, nil for none
	report   target.Report  // what would be stored
}

// doubt returns the first question about a figure, nil if there is none.
func (b *Bot) doubt(t *turn, standing []target.Report, figures []figure, at int) *doubted {
	s := &suspicion{b: b, t: t, standing: standing, figures: figures, at: at, f: &figures[at]}
	s.ind = b.plan.Indicator(s.f.Indicator)
	s.before, s.after = s.f.neighbours(standing)
	s.report = b.reports(t, standing, figures)[at]
	for _, check := range []struct {
		kind  doubtKind
		asked func(*suspicion) *doubted
	}{
		{doubtMoved, (*suspicion).moved}, {doubtSince, (*suspicion).overtaken}, {doubtWhose, (*suspicion).whose}, {doubtAgency, (*suspicion).agency},
		{doubtAhead, (*suspicion).ahead}, {doubtAlone, (*suspicion).alone}, {doubtLess, (*suspicion).less}, {doubtNoBase, (*suspicion).noBase},
		{doubtOverlap, (*suspicion).overlap}, {doubtOrder, (*suspicion).order},
	} {
		if slices.Contains(s.f.Settled, check.kind) {
			continue
		}
		if d := check.asked(s); d != nil {
			return d
		}
	}
	return s.value()
}

// value asks about what the domain finds suspicious in the value itself.
func (s *suspicion) value() *doubted {
	doubts := target.Doubts(s.b.plan, s.standing, &s.report, s.t.today)
	doubts = append(doubts, target.Contradictions(s.b.plan, s.standing, &s.report, s.f.Claims)...)
	for i := range doubts {
		switch d := &doubts[i]; {
		case d.Refuses():
			return s.refusal()
		case !slices.Contains(s.f.Settled, doubtKind(d.Kind)):
			return s.question(s.why(d), s.ways(d)...)
		}
	}
	return nil
}

// refusal says that the figure cannot be. Only what else the message brought may
// still be stored.
func (s *suspicion) refusal() *doubted {
	why := s.b.impossible(s.t, s.f)
	if len(s.figures) > 1 {
		return s.question(why)
	}
	return &doubted{text: why, refused: true}
}

// impossible words that a rate cannot be what was said.
func (b *Bot) impossible(t *turn, f *figure) string {
	ind := b.plan.Indicator(f.Indicator)
	return t.say("doubt.impossible", "Name", b.nameOf(t, f.Unit, ind), "Value", t.exact(ind, f.Value))
}

// why words what is suspicious.
func (s *suspicion) why(d *target.Doubt) string {
	previous := ""
	if d.Previous != nil {
		previous = s.t.exact(s.ind, *d.Previous)
	}
	switch d.Kind {
	case target.DoubtFall:
		return s.t.say("doubt.fall", "Value", previous, "AsOf", d.AsOf)
	case target.DoubtJump:
		return s.t.say("doubt.jump", "Value", previous, "AsOf", d.AsOf)
	case target.DoubtDuplicate:
		return s.t.say("doubt.duplicate", "AsOf", d.AsOf)
	case target.DoubtHigh:
		return s.t.say("doubt.above-target", "Goal", s.t.amount(s.ind, s.ind.Target))
	case target.DoubtEarly:
		return s.t.say("doubt.early", "AsOf", s.f.AsOf)
	case target.DoubtSurge:
		return s.t.say("doubt.surge", "Value", previous, "AsOf", d.AsOf)
	case target.DoubtAhead:
		return s.t.say("doubt.far-ahead", "AsOf", s.f.AsOf, "Value", previous)
	case target.DoubtShare:
		return s.t.say("doubt.share", "Value", s.t.exact(s.ind, s.report.Value), "Own", s.t.percentAs(*d.Own, *d.Stated), "Said", s.t.words.Percent(*d.Stated))
	case target.DoubtPart:
		return s.t.say("doubt.part", "Part", s.t.exact(s.ind, *d.Stated))
	case target.DoubtGain:
		return s.t.say("doubt.gain", "Value", previous, "AsOf", d.AsOf, "Own", s.gain(d, *d.Own), "Said", s.gain(d, *d.Stated))
	default:
		return s.t.say("doubt.kind." + string(d.Kind))
	}
}

// ways are the answers to a doubt about the value.
func (s *suspicion) ways(d *target.Doubt) []option {
	kind := doubtKind(d.Kind)
	switch d.Kind {
	case target.DoubtFall:
		return s.fallen(d)
	case target.DoubtFuture, target.DoubtYear:
		return s.today(kind)
	case target.DoubtUnitSlip:
		meant := *d.Suggested
		label := s.t.exact(s.ind, meant)
		return []option{
			s.answer(kind, label, func(f *figure) { f.Value, f.Increment = meant, false }),
			s.anyway(kind),
		}
	default:
		return []option{s.anyway(kind)}
	}
}

// fallen are the answers to a running total below the one before: it may
// correct that one, be what came in since, or really have gone down.
func (s *suspicion) fallen(d *target.Doubt) []option {
	kind := doubtKind(d.Kind)
	if was := s.f.Was; was != nil && s.f.Moves == "" { // it corrects another one already
		return []option{s.answer(kind, s.t.say("choice.correct", "Value", s.t.exact(s.ind, was.Value)), nil)}
	}
	old := s.t.exact(s.ind, *d.Previous)
	options := []option{
		s.answer(kind, s.t.say("choice.correct", "Value", old), func(f *figure) { f.replace(s.before) }),
	}
	if !s.f.Increment {
		sum := s.t.exact(s.ind, d.Previous.Add(s.f.Value))
		options = append(options, s.answer(kind, s.t.say("choice.add", "Total", sum), func(f *figure) {
			f.Increment = true
			f.Settled = append(f.Settled, doubtKind(target.DoubtSurge)) // the sum was seen
		}))
	}
	return append(options, s.anyway(kind))
}

// today is the answer that the figure is as of the day it is said; after the
// plan's year that it is the whole year's. Before the year no date would count.
func (s *suspicion) today(kind doubtKind) []option {
	day := s.b.lastDay(s.t.today)
	if day.Year != s.b.plan.Year {
		return nil
	}
	label := s.t.say("choice.as-of", "AsOf", day)
	if day != s.t.today {
		label = s.t.say("choice.whole-year", "AsOf", day)
	}
	return []option{s.answer(kind, label, func(f *figure) { f.AsOf, f.Ahead = day, false })}
}

// question completes a doubt: the figure as it was read first, then why it is
// questioned, the answers, and the ways to store nothing or only the rest.
func (s *suspicion) question(why string, options ...option) *doubted {
	d := &doubted{head: s.t.say("doubt.head"), options: options}
	d.text = lines(s.b.readLine(s.t, s.standing, s.f), why)
	if len(s.figures) > 1 {
		rest := slices.Delete(slices.Clone(s.figures), s.at, s.at+1)
		d.options = append(d.options, option{Label: s.t.say("choice.others-only"), Figures: rest})
	}
	if s.f.Taken {
		d.options = append(d.options, s.whole(doubtWhose))
	}
	d.options = append(d.options, s.t.dropOption())
	return d
}

// answer is an option that settles the doubt and changes the figure.
func (s *suspicion) answer(kind doubtKind, label string, change func(*figure)) option {
	figures := slices.Clone(s.figures)
	f := &figures[s.at]
	f.Settled = append(slices.Clone(f.Settled), kind)
	if change != nil {
		change(f)
	}
	f.Asked = s.t.now
	return option{Label: label, Figures: figures}
}

// anyway stores the figure as it is.
func (s *suspicion) anyway(kind doubtKind) option {
	o := s.answer(kind, s.t.say("choice.save-anyway"), nil)
	o.Keep = true
	return o
}

// gain words how much more than another a figure is.
func (s *suspicion) gain(d *target.Doubt, a target.Amount) string {
	if d.Percent {
		return s.t.percentAs(a, *d.Stated)
	}
	return s.t.exact(s.ind, a)
}

// percentAs words a percentage with one decimal more than the one that it is
// held against, so that both can be told apart.
func (t *turn) percentAs(a, other target.Amount) string {
	return t.words.Percent(a.Round(min(1-min(other.Exponent(), 0), 3)))
}
