package target

import "slices"

// datesNear returns what is judged a number of days from now for which the rule
// speaks, and has not been achieved. What the lead agency hears in a group of
// its own is not said in the locality's too.
func (s *Situation) datesNear(rule *Rule, chat *Chat, since, on Date) ([]Progress, map[IndicatorID]Date) {
	dues := make(map[IndicatorID]Date)
	items := pick(s.progress(chat, on), func(p *Progress) bool {
		if p.Status == Achieved || p.Next.IsZero() || !passed(rule.Ahead, p.Next, since, on) || s.askedElsewhere(rule, chat, p) {
			return false
		}
		dues[p.Indicator.ID] = p.Next
		return true
	})
	return items, dues
}

// passed reports whether one of the days ahead of due has come since.
func passed(ahead []int, due, since, on Date) bool {
	if since.IsZero() {
		since = on.AddDays(-1)
	}
	return slices.ContainsFunc(ahead, func(days int) bool {
		day := due.AddDays(-days)
		return day.After(since) && !day.After(on)
	})
}

// directivesDue returns the chat's open directives whose time comes near or has
// passed since; to who gave them only the latter.
func (s *Situation) directivesDue(rule *Rule, chat *Chat, since, on Date) []Directive {
	if chat.Parked != "" {
		return nil
	}
	if since.IsZero() {
		since = on.AddDays(-1)
	}
	var out []Directive
	for _, d := range s.Directives {
		due := DateOf(d.Due.In(s.zone()))
		late := due.Before(on) && !due.Before(since)
		near := chat.ID == d.Chat && passed(rule.Ahead, due, since, on)
		if d.Open() && (near || late && (chat.ID == d.Chat || chat.ID == d.From)) {
			out = append(out, d)
		}
	}
	return out
}

// directivesLate returns the open directives past their day that concern the
// chat: its own, or all for the whole locality.
func (s *Situation) directivesLate(chat *Chat, on Date) []Directive {
	var out []Directive
	for _, d := range s.Directives {
		if d.Open() && DateOf(d.Due.In(s.zone())).Before(on) && (chat.Unit == Locality || chat.Unit == d.Unit) {
			out = append(out, d)
		}
	}
	return out
}
