package target

// Slack returns how many days a figure is behind the season: days since the
// season asked for no more than there is. ok is false for what does not lie
// behind, and for what does not grow day by day: rates and titles, and harvests.
// Of a harvest a milestone asks a season's worth from one day to the next, and
// the days since then would hide how much is missing.
func Slack(plan *Plan, p *Progress) (days int, ok bool) {
	if p.Actual == nil || p.Shortfall == nil || !p.Shortfall.IsPositive() || !p.Indicator.grows() || p.Indicator.harvested() {
		return 0, false
	}
	first, _ := yearBounds(plan.Year)
	on := p.Judged
	for ; !on.Before(first); on = on.AddDays(-1) {
		if asked, due := p.expected(plan, on); !due || !asked.GreaterThan(*p.Actual) {
			break
		}
	}
	days = p.Judged.DaysSince(on)
	return days, days > 0
}

// harvested holds for totals that come in with the seasons.
func (i *Indicator) harvested() bool { return i.Kind == Flow && i.Pace.Kind == Milestones }

// grows holds for totals and counts that a plan wants to reach.
func (i *Indicator) grows() bool {
	return (i.Kind == Flow || i.Kind == Count) && i.Comparison != AtMost
}

// DueBy returns what the season asks at the next checkpoint after the day of
// the question: the next judging date, or the month's end where more is asked
// every day. ok is false when that much is there already, or nothing is asked.
func DueBy(plan *Plan, p *Progress) (asked Amount, by Date, ok bool) {
	if p.Actual == nil || !p.Indicator.grows() {
		return Amount{}, Date{}, false
	}
	by = p.Next
	if k := p.Indicator.Pace.Kind; k == Linear || k == Monthly {
		by = NewDate(p.On.Year, p.On.Month+1, 0)
	}
	if by.IsZero() {
		return Amount{}, Date{}, false
	}
	asked, due := p.expected(plan, by)
	return asked, by, due && asked.GreaterThan(*p.Actual)
}
