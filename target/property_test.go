package target

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// drawAmount draws an amount with up to twelve digits before and three after
// the comma: what a district can have of anything.
func drawAmount(t *rapid.T, label string) Amount {
	digits := rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999).Draw(t, label)
	return decimal.New(digits, -rapid.Int32Range(0, 3).Draw(t, label+" decimals"))
}

func drawLang(t *rapid.T) Lang { return rapid.SampledFrom(Langs).Draw(t, "language") }

func drawDay(t *rapid.T, label string) Date {
	return day("2024-01-01").AddDays(rapid.IntRange(0, 365).Draw(t, label))
}

func TestWhatIsPrintedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, lang := drawAmount(t, "amount"), drawLang(t)
		text := FormatAmount(a, lang, 3)
		readings, err := ParseNumber(text, lang)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		// A fraction of three digits looks like a group: then it is the language's
		// own reading all the same, since its separators are the language's.
		if !readings[0].Equal(a) {
			t.Fatalf("%s printed as %q in %s, read as %s", a, text, lang, readings[0])
		}
	})
}

func TestWhatIsMeasuredIsReadBack(t *testing.T) {
	ind := revenue()
	rapid.Check(t, func(t *rapid.T) {
		// Two decimals and usual sizes: where nothing has two readings.
		a := decimal.New(rapid.Int64Range(194, 38_730).Draw(t, "amount"), -2)
		lang := drawLang(t)
		text := ind.Measure.Format(a, lang)
		got, err := ParseAmount(text, lang, &ind)
		if err != nil || !got.Equal(a) {
			t.Fatalf("%q in %s: %s, %v", text, lang, got, err)
		}
	})
}

func TestReadingsOfOneNumberAreAThousandApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9]{1,4}[.,][0-9]{1,4}`).Draw(t, "number")
		readings, err := ParseNumber(text, drawLang(t))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if len(readings) == 2 {
			low, high := decimal.Min(readings[0], readings[1]), decimal.Max(readings[0], readings[1])
			if !low.Mul(NewAmount(1000)).Equal(high) {
				t.Fatalf("%q: %s and %s", text, low, high)
			}
		}
	})
}

func TestMoreIsAskedWithEveryDay(t *testing.T) {
	plan := district()
	rapid.Check(t, func(t *rapid.T) {
		ind := plan.Indicators[rapid.IntRange(0, len(plan.Indicators)-1).Draw(t, "indicator")]
		a, b := drawDay(t, "one day"), drawDay(t, "another day")
		if b.Before(a) {
			a, b = b, a
		}
		before, asked := ind.Expected(ind.Target, plan.Year, a)
		after, still := ind.Expected(ind.Target, plan.Year, b)
		if asked && (!still || after.LessThan(before)) {
			t.Fatalf("%s: %s on %s, %s on %s", ind.ID, before, a, after, b)
		}
		if still && after.GreaterThan(ind.Target) {
			t.Fatalf("%s: %s of %s on %s", ind.ID, after, ind.Target, b)
		}
	})
}

func TestPercentOfPlanIsTheValuesShare(t *testing.T) {
	plan := district()
	ind := plan.Indicator("revenue")
	rapid.Check(t, func(t *rapid.T) {
		share := decimal.New(rapid.Int64Range(-10_000, 100_000).Draw(t, "share"), -2)
		value := ind.Target.Mul(share).Div(Hundred)
		on := drawDay(t, "day")
		r := Report{ID: "r", Indicator: ind.ID, Value: value, AsOf: on}
		p := Evaluate(plan, []Report{r}, ind, Locality, on)
		if !p.Percent.Equal(share) {
			t.Fatalf("%s of %s is %s %%, want %s", value, ind.Target, p.Percent, share)
		}
		if !p.Gap.Add(value).Equal(ind.Target) {
			t.Fatalf("gap %s and value %s are not the target", p.Gap, value)
		}
	})
}

// drawHistory draws reports each of which may correct or take back an earlier one.
func drawHistory(t *rapid.T) []Report {
	out := make([]Report, rapid.IntRange(0, 12).Draw(t, "reports"))
	for i := range out {
		out[i] = Report{ID: ReportID(fmt.Sprint(i)), Indicator: "revenue", Value: NewAmount(int64(i)), AsOf: drawDay(t, "as of")}
		if i == 0 {
			continue
		}
		earlier := out[rapid.IntRange(0, i-1).Draw(t, "earlier")].ID
		switch rapid.IntRange(0, 3).Draw(t, "word") {
		case 0:
			out[i].Replaces = earlier
		case 1:
			out[i].Retracts = earlier
		}
		out[i].Waiting = out[i].Retracts == "" && rapid.Bool().Draw(t, "waiting")
	}
	return out
}

func TestWhatWaitsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := drawHistory(t)
		before := Standing(history)
		waiting := Report{ID: "waiting", Indicator: "revenue", Value: NewAmount(99), AsOf: drawDay(t, "as of"), Waiting: true}
		if len(before) > 0 && rapid.Bool().Draw(t, "correction") {
			waiting.Replaces = before[rapid.IntRange(0, len(before)-1).Draw(t, "corrected")].ID
		}
		history = append(history, waiting)
		if after := Standing(history); fmt.Sprint(ids(after)) != fmt.Sprint(ids(before)) {
			t.Fatalf("%v with one that waits, %v before", ids(after), ids(before))
		}
		history = append(history, Report{ID: "approval", Replaces: "waiting", ApprovedBy: "leader"})
		approved := Standing(history)
		if n := len(approved); n == 0 || approved[n-1].ID != "approval" || waiting.Replaces != "" && n != len(before) {
			t.Fatalf("%v after the approval, %v before", ids(approved), ids(before))
		}
		history = append(history, Report{ID: "undo", Retracts: "approval"})
		after, queue := Standing(history), Waiting(history)
		if fmt.Sprint(ids(after)) != fmt.Sprint(ids(before)) || queue[len(queue)-1].ID != "waiting" {
			t.Fatalf("%v after the undo with %v waiting, %v before", ids(after), ids(queue), ids(before))
		}
	})
}

func TestStandingOfWhatStandsIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Standing(drawHistory(t))
		if twice := Standing(once); fmt.Sprint(ids(twice)) != fmt.Sprint(ids(once)) {
			t.Fatalf("%v, then %v", ids(once), ids(twice))
		}
	})
}

func TestUndoOfACorrectionBringsTheOldOneBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := drawHistory(t)
		before := Standing(history)
		if len(before) == 0 {
			t.Skip("nothing to correct")
		}
		old := before[rapid.IntRange(0, len(before)-1).Draw(t, "corrected")]
		history = append(history, Report{ID: "correction", Indicator: old.Indicator, Value: NewAmount(99), AsOf: old.AsOf, Replaces: old.ID})
		corrected := Standing(history)
		if len(corrected) != len(before) || corrected[len(corrected)-1].ID != "correction" {
			t.Fatalf("%v corrected is %v", ids(before), ids(corrected))
		}
		history = append(history, Report{ID: "undo", Retracts: "correction"})
		if after := Standing(history); fmt.Sprint(ids(after)) != fmt.Sprint(ids(before)) {
			t.Fatalf("%v after the undo, %v before the correction", ids(after), ids(before))
		}
	})
}

func ids(reports []Report) (out []ReportID) {
	for _, r := range reports {
		out = append(out, r.ID)
	}
	return out
}

func TestAForecastIsARangeAboveWhatIsInHand(t *testing.T) {
	plan := district()
	rapid.Check(t, func(t *rapid.T) {
		ind := plan.Indicator(rapid.SampledFrom([]IndicatorID{"revenue", "product", "grain", "fires"}).Draw(t, "indicator"))
		on := drawDay(t, "day")
		r := Report{ID: "r", Indicator: ind.ID, Value: NewAmount(rapid.Int64Range(0, 100_000).Draw(t, "value")), AsOf: on}
		f := Evaluate(plan, []Report{r}, ind, Locality, on).Forecast
		if f.Refused == "" && (f.Low.LessThan(r.Value) || f.High.LessThan(f.Low)) {
			t.Fatalf("%s on %s: %s to %s", r.Value, on, f.Low, f.High)
		}
	})
}

func TestPeriodsLieInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := drawDay(t, "said")
		p := Period{Kind: Month, Year: 2024, N: rapid.IntRange(1, 12).Draw(t, "month"), ToEnd: rapid.Bool().Draw(t, "to its end")}
		if asOf := p.AsOf(said); asOf.After(said) {
			t.Fatalf("%s said on %s is as of %s", p, said, asOf)
		}
		next := Period{Kind: Month, Year: 2024, N: p.N + 1}
		if p.N < 12 {
			_, closes := p.Window()
			if opens, _ := next.Window(); opens != closes.AddDays(1) {
				t.Fatalf("%s closes on %s, the next opens on %s", p, closes, opens)
			}
		}
	})
}
