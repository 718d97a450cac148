package target

import "testing"

func TestRollUp(t *testing.T) {
	communesOf := func(ind IndicatorID, east, west string) []Report {
		return []Report{
			illustrative(saidBy("east", ind, "2024-06-20", east)),
			estimate(saidBy("west", ind, "2024-06-30", west)),
		}
	}
	for _, tc := range []struct {
		rule    string
		ind     IndicatorID
		reports []Report
		want    string
		asOf    string
	}{
		{"a sum adds up and is as old as its oldest part", "grain", communesOf("grain", "17000", "15000.5"), "32000.5", "2024-06-20"},
		{"a mean divides by the communes of the day", "waste", communesOf("waste", "94", "97"), "95.5", "2024-06-20"},
		{"a share counts the units that meet it", "communes", communesOf("communes", "100", "95"), "50", "2024-06-20"},
		{"an older report of the whole gives way", "grain", append(communesOf("grain", "17000", "15000"), said("grain", "2024-05-31", "25000")), "32000", "2024-06-20"},
		{"a newer report of the whole wins", "grain", append(communesOf("grain", "17000", "15000"), said("grain", "2024-06-25", "33000")), "33000", "2024-06-25"},
		{"on the same day the report of the whole wins", "grain", append(communesOf("grain", "17000", "15000"), said("grain", "2024-06-20", "33000")), "33000", "2024-06-20"},
		{"direct indicators are never added up", "revenue", communesOf("revenue", "1", "2"), "", ""},
		{"a part of another year is missing", "grain", []Report{saidBy("east", "grain", "2023-12-31", "9"), saidBy("west", "grain", "2024-06-30", "15000")}, "", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			plan := district()
			p := Evaluate(plan, tc.reports, plan.Indicator(tc.ind), Locality, day("2024-06-30"))
			if tc.want == "" {
				if p.Actual != nil {
					t.Fatalf("actual = %s, want none", p.Actual)
				}
				return
			}
			if p.Actual == nil || !p.Actual.Equal(amount(tc.want)) || p.AsOf != day(tc.asOf) {
				t.Fatalf("actual = %v as of %s, want %s as of %s", p.Actual, p.AsOf, tc.want, tc.asOf)
			}
			rolled := p.Report == nil
			if p.Estimate != rolled || p.Illustrative != rolled {
				t.Errorf("estimate %t, illustrative %t for a rolled-up value %t", p.Estimate, p.Illustrative, rolled)
			}
		})
	}
}

func illustrative(r Report) Report {
	r.Illustrative = true
	return r
}

func TestRollUpCountsWhoHasReported(t *testing.T) {
	plan := district()
	p := Evaluate(plan, []Report{saidBy("east", "grain", "2024-06-30", "17000")}, plan.Indicator("grain"), Locality, day("2024-06-30"))
	if p.Reported != 1 || p.Units != 2 {
		t.Errorf("%d of %d, want 1 of 2", p.Reported, p.Units)
	}
}

func TestRollUpWaitsForNobodyWithoutUnits(t *testing.T) {
	plan := district()
	plan.Units = nil
	p := Evaluate(plan, nil, plan.Indicator("waste"), Locality, day("2024-06-30"))
	if p.Actual != nil || p.Reason != ReasonNoReport {
		t.Errorf("actual %v, reason %s", p.Actual, p.Reason)
	}
}
