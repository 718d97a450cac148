package target

// ForecastRefusal is why no forecast is given.
type ForecastRefusal string

const (
	RefusedKind   ForecastRefusal = "kind"    // decided by people, not by a season
	RefusedEarly  ForecastRefusal = "early"   // too little of the year is known
	RefusedNoData ForecastRefusal = "no-data" // nothing was reported
	RefusedStale  ForecastRefusal = "stale"   // the last figure is too old
)

// Forecast is where the indicator would stand at the end of the year if it
// went on as the season does. It is a range: the curve is an estimate itself.
type Forecast struct {
	Low, High Amount
	Refused   ForecastRefusal // "" when Low and High hold
}

// minForecastShare is the percent of the year's total below which a
// forecast would multiply noise.
var minForecastShare = NewAmount(20)

// minForecastBand is the least uncertainty of the curve, in points.
var minForecastBand = NewAmount(2)

// forecast divides the value by the share that the season had brought by its
// date, with the at-risk threshold as the curve's uncertainty.
func forecast(plan *Plan, p *Progress) Forecast {
	switch {
	case p.Actual == nil:
		return Forecast{Refused: RefusedNoData}
	case p.Indicator.Kind != Flow:
		return Forecast{Refused: RefusedKind}
	case p.ExpectedPercent == nil || p.ExpectedPercent.LessThan(minForecastShare):
		return Forecast{Refused: RefusedEarly}
	case p.Stale:
		return Forecast{Refused: RefusedStale}
	}
	share := *p.ExpectedPercent
	band := plan.ThresholdsOf(p.Indicator).AtRisk
	if band.LessThan(minForecastBand) {
		band = minForecastBand
	}
	whole, digits := p.Actual.Mul(Hundred), p.Indicator.Measure.Decimals
	f := Forecast{
		Low:  whole.Div(share.Add(band)).Round(digits),
		High: whole.Div(share.Sub(band)).Round(digits),
	}
	// What is in hand cannot be lost again.
	if f.Low.LessThan(*p.Actual) {
		f.Low = *p.Actual
	}
	if f.High.LessThan(f.Low) {
		f.High = f.Low
	}
	return f
}
