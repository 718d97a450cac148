package bot

import (
	"slices"

	"chitieu/target"
)

// overtaken doubts a correction of a figure since which another one has come to be
// in force, or was added to it: what the correction makes of that one is shown
// before anything is stored.
func (s *suspicion) overtaken() *doubted {
	i := slices.IndexFunc(s.standing, func(r target.Report) bool { return s.f.Replaces != "" && r.ID == s.f.Replaces })
	if i < 0 || s.f.Moves != "" {
		return nil
	}
	old, now := &s.standing[i], s.before
	if s.after != nil {
		now = target.Latest(s.standing, s.f.Indicator, s.f.Unit, s.t.today)
	}
	if now == nil || now.ID == old.ID || now.ID == old.Onto {
		return nil // nothing has come since
	}
	rests := target.RestsOn(s.standing, now, old.ID) || old.Replaces != "" && target.RestsOn(s.standing, now, old.Replaces)
	switch {
	case rests && s.f.Increment == (old.Increment != nil) && s.changed(old, now).Equal(now.Value):
		return nil // its day or a mark is put right
	case rests:
		why := s.t.say("since.rests", "Value", s.t.exact(s.ind, now.Value), "AsOf", now.AsOf)
		return s.question(why, s.restingOn(old, now)...)
	case s.f.Increment && now.ID != old.Onto && (old.Onto != "" || now.Said.After(old.Said)),
		!s.f.Increment && now.AsOf == s.f.AsOf && now.Said.After(old.Said):
		why := s.t.say("since.came", "Value", s.t.exact(s.ind, now.Value), "AsOf", now.AsOf)
		return s.question(why, s.besides(old, now)...)
	}
	return nil
}

// restingOn are the answers where the total in force was added up from the
// figure that is put right: it changes with it, or what was said is the whole.
func (s *suspicion) restingOn(old, now *target.Report) []option {
	if s.f.Increment && old.Increment == nil {
		return []option{s.sum(s.report.Value, nil)}
	}
	total := s.changed(old, now)
	if now.AsOf != s.f.AsOf { // the later one is told anew beside it
		later := figure{Indicator: s.f.Indicator, Unit: s.f.Unit, Value: total, AsOf: now.AsOf, Estimate: now.Estimate, Onto: now.ID}
		later.Settled = []doubtKind{doubtWhose, doubtKind(target.DoubtFall), doubtKind(target.DoubtDuplicate)}
		o := s.sum(total, nil)
		o.Figures = append(o.Figures, later)
		return []option{o}
	}
	if s.f.Increment {
		return []option{s.sum(total, nil)}
	}
	return []option{
		s.sum(total, func(f *figure) { f.Value, f.Onto = total, now.ID }),
		s.asRead(s.t.say("since.whole", "Value", s.t.exact(s.ind, s.f.Value))),
	}
}

// changed is what the total in force becomes that was added up from the figure
// which is put right.
func (s *suspicion) changed(old, now *target.Report) target.Amount {
	part := old.Value
	if s.f.Increment && old.Increment != nil {
		part = *old.Increment
	}
	return now.Value.Sub(part).Add(s.f.Value)
}

// besides are the answers where the figure in force has nothing to do with the
// one that is put right, as far as is known: an increment is added to it, or
// stands in it already and is changed there.
func (s *suspicion) besides(old, now *target.Report) []option {
	if !s.f.Increment {
		return []option{s.asRead(s.t.say("since.instead", "Value", s.t.exact(s.ind, s.f.Value)))}
	}
	options := []option{s.asRead(s.t.say("since.added", "Value", s.t.exact(s.ind, s.report.Value)))}
	if old.Increment != nil && !now.AsOf.Before(old.AsOf) {
		total := now.Value.Sub(*old.Increment).Add(s.f.Value)
		o := s.answer(doubtSince, s.t.say("since.within", "Old", s.t.exact(s.ind, *old.Increment), "New", s.t.exact(s.ind, s.f.Value), "Total", s.t.exact(s.ind, total)), func(f *figure) {
			f.Value, f.Increment, f.AsOf = total, false, now.AsOf
			f.seen()
		})
		options = append(options, o)
	}
	return options
}

// sum offers the total that was computed, of the changed figure.
func (s *suspicion) sum(total target.Amount, change func(*figure)) option {
	return s.answer(doubtSince, s.t.say("since.sum", "Total", s.t.exact(s.ind, total)), func(f *figure) {
		if change != nil {
			change(f)
		}
		f.seen()
	})
}

// asRead offers to store the figure as it was read.
func (s *suspicion) asRead(label string) option {
	return s.answer(doubtSince, label, (*figure).seen)
}

// seen settles the doubts that a total raises which was shown and chosen.
func (f *figure) seen() {
	f.Settled = append(f.Settled, doubtKind(target.DoubtFall), doubtKind(target.DoubtDuplicate), doubtKind(target.DoubtSurge))
}

// resting is what is still in force of what was taken back: totals that were
// added up from it.
type resting struct {
	said    string   // that they are in force
	figures []figure // the totals without it, as far as they can be computed
}

// resting finds totals in force that were added up from reports just taken back.
// all are the reports with the retractions, standing those in force by now.
func (b *Bot) resting(t *turn, all, standing, gone []target.Report) resting {
	var out resting
	for i := range gone {
		r := &gone[i]
		left := target.Latest(standing, r.Indicator, r.Unit, b.lastDay(t.today))
		if left == nil || !target.RestsOn(all, left, r.ID) {
			continue
		}
		ind := b.plan.Indicator(r.Indicator)
		part := r.Value
		if r.Increment != nil {
			part = *r.Increment
		}
		out.said = lines(out.said, t.say("since.still", "Value", t.exact(ind, left.Value), "AsOf", left.AsOf, "Part", t.exact(ind, part)))
		if total, ok := without(all, standing, left, r); ok {
			f := figure{Indicator: r.Indicator, Unit: r.Unit, Value: total, AsOf: left.AsOf, Estimate: left.Estimate, Onto: left.ID, Without: r.ID, Asked: t.now}
			f.Settled = []doubtKind{doubtWhose}
			f.seen()
			out.figures = append(out.figures, f)
		}
	}
	return out
}

// restingOnMoved says what rests on reports that were by mistake stored as they
// were; "" for nothing. all are the reports with the retractions of those.
func (b *Bot) restingOnMoved(t *turn, all, moved []target.Report) string {
	gone := slices.DeleteFunc(slices.Clone(all), func(r target.Report) bool {
		return !slices.ContainsFunc(moved, func(m target.Report) bool { return m.Retracts == r.ID })
	})
	left := b.resting(t, all, target.Standing(all), gone)
	return left.said
}

// without is the total of r without a report that it rests on: with what that
// one had corrected, or what holds at its day, in its place. False where there
// is nothing to compute it from.
func without(all, standing []target.Report, r, gone *target.Report) (target.Amount, bool) {
	i := slices.IndexFunc(standing, func(s target.Report) bool { return gone.Replaces != "" && s.ID == gone.Replaces })
	switch {
	case i >= 0 && gone.Increment != nil && standing[i].Increment != nil:
		return r.Value.Sub(*gone.Increment).Add(*standing[i].Increment), true
	case i >= 0:
		return r.Value.Sub(gone.Value).Add(standing[i].Value), true
	case gone.Increment != nil:
		return r.Value.Sub(*gone.Increment), true
	}
	others := slices.DeleteFunc(slices.Clone(standing), func(s target.Report) bool { return target.RestsOn(all, &s, gone.ID) })
	base := target.Latest(others, gone.Indicator, gone.Unit, gone.AsOf)
	if base == nil {
		return target.Amount{}, false
	}
	return r.Value.Sub(gone.Value).Add(base.Value), true
}

// offer asks whether the totals are to be told without what was taken back.
func (r *resting) offer(b *Bot, t *turn) []option {
	if len(r.figures) == 0 || !t.may(report) {
		return nil
	}
	var values []string
	for _, f := range r.figures {
		values = append(values, t.exact(b.plan.Indicator(f.Indicator), f.Value))
	}
	return []option{
		{Label: t.say("since.tell", "Value", t.words.List(values)), Figures: r.figures},
		{Label: t.say("since.keep")},
	}
}
