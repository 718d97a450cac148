package target

import (
	"slices"
	"time"
)

// ForecastRefusal is why no forecast is given.
type ForecastRefusal string

const (
	RefusedKind   ForecastRefusal = "kind"    // decided by people, not by a season
	RefusedEarly  ForecastRefusal = "early"   // the season's share by then is small or not known
	RefusedNoData ForecastRefusal = "no-data" // nothing was reported
	RefusedStale  ForecastRefusal = "stale"   // the last figure is too old
)

// Forecast is where the indicator would stand at the end of the year if it
// went on as the season does. It is a range: the curve is an estimate itself.
type Forecast struct {
	Low, High Amount
	Refused   ForecastRefusal // "" when Low and High hold
}

var (
	// minForecastShare is the percent of the year's total below which a
	// forecast would multiply noise.
	minForecastShare = NewAmount(20)
	// minForecastBand is the least uncertainty of the curve, in points.
	minForecastBand = NewAmount(2)
)

// stepHolds is for how many days after a milestone its share is taken for the
// season's: later the next crop is coming in, and nobody has said how fast.
const stepHolds = 31

// forecast divides the value by the share that the season had brought by its
// date. The at-risk threshold is the curve's uncertainty; around the half-year
// the shape of earlier years widens it.
func forecast(plan *Plan, p *Progress) Forecast {
	if why := refuseForecast(p); why != "" {
		return Forecast{Refused: why}
	}
	shares := p.Indicator.shares(plan.Year, p.AsOf)
	if len(shares) == 0 {
		return Forecast{Refused: RefusedEarly}
	}
	if shares[0].GreaterThanOrEqual(Hundred) {
		return Forecast{Low: *p.Actual, High: *p.Actual} // the year is over
	}
	band := plan.ThresholdsOf(p.Indicator).AtRisk
	if band.LessThan(minForecastBand) {
		band = minForecastBand
	}
	least := slices.MinFunc(shares, Amount.Cmp).Sub(band)
	most := slices.MaxFunc(shares, Amount.Cmp).Add(band)
	if least.Add(band).LessThan(minForecastShare) || !least.IsPositive() {
		return Forecast{Refused: RefusedEarly}
	}
	whole, digits := p.Actual.Mul(Hundred), p.Indicator.Measure.Decimals
	// What is in hand cannot be lost again.
	return Forecast{
		Low:  larger(whole.Div(most).Round(digits), *p.Actual),
		High: larger(whole.Div(least).Round(digits), *p.Actual),
	}
}

func refuseForecast(p *Progress) ForecastRefusal {
	switch {
	case p.Actual == nil:
		return RefusedNoData
	case p.Indicator.Kind != Flow || p.Indicator.Pace.Kind == Due:
		return RefusedKind
	case p.Stale || p.Reason == ReasonOutdated:
		return RefusedStale
	default:
		return ""
	}
}

// shares returns what percent of the year's total may have been in by the day:
// the plan's curve first, then what earlier years had at the half-year. None
// if the curve does not say.
func (i *Indicator) shares(year int, on Date) []Amount {
	share, ok := i.Pace.share(year, on, i.Target)
	if !ok {
		return nil
	}
	out := []Amount{share}
	if midYear(on) {
		out = append(out, i.halfShares()...)
	}
	return out
}

// share returns the percent of the year's total that the season brings by the
// day. whole is the target that milestones are part of.
func (p Pace) share(year int, on Date, whole Amount) (Amount, bool) {
	first, last := yearBounds(year)
	switch p.Kind {
	case Linear:
		return daysOf(on, first).Mul(Hundred).Div(daysOf(last, first)), true
	case Monthly:
		return p.monthlyShare(year, on), true
	default:
		m := p.milestone(year, on)
		if m == nil || on.DaysSince(m.On.In(year)) > stepHolds || whole.IsZero() {
			return Amount{}, false
		}
		return m.Expected.Mul(Hundred).Div(whole), true
	}
}

// halfShares returns what percent of each earlier year's total its published
// half-year figure was.
func (i *Indicator) halfShares() []Amount {
	var out []Amount
	for _, half := range i.History {
		if !half.Half {
			continue
		}
		if year := i.yearResult(half.Year); year != nil && year.Value.IsPositive() {
			out = append(out, *percentOf(half.Value, year.Value))
		}
	}
	return out
}

// yearResult returns the published result of a whole year, nil for none.
func (i *Indicator) yearResult(year int) *Past {
	if i.Baseline != nil && i.Baseline.Year == year && !i.Baseline.Half {
		return i.Baseline
	}
	for k := range i.History {
		if past := &i.History[k]; past.Year == year && !past.Half {
			return past
		}
	}
	return nil
}

// midYear reports whether figures as of the day are half-year figures: from
// the closing of the half-year report to the calendar's end of the half.
func midYear(on Date) bool { return on.Month == time.June && on.Day >= closingDay }

func larger(a, b Amount) Amount {
	if a.LessThan(b) {
		return b
	}
	return a
}
