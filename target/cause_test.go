package target

import (
	"testing"
	"time"
)

func TestWeigh(t *testing.T) {
	digest := &Rule{Kind: Digest, Repeat: 13 * 24 * time.Hour}
	now := time.Date(2024, 7, 15, 7, 30, 0, 0, time.UTC)
	told := func(days int, facts ...Fact) *Delivery {
		return &Delivery{Done: now.AddDate(0, 0, -days), Facts: facts}
	}
	low := Fact{Indicator: "revenue", Status: Lagging, Actual: new(amount("83")), AsOf: day("2024-06-30")}
	lower := low
	lower.Status = AtRisk
	newer := low
	newer.Actual, newer.AsOf = new(amount("85.0")), day("2024-07-10")
	other := Fact{Indicator: "grain", Status: AtRisk}
	asked := Fact{Directive: "gv-1", Status: lateDirective}
	for _, tc := range []struct {
		name  string
		rule  *Rule
		facts []Fact
		last  *Delivery
		want  Cause
		say   bool
	}{
		{"never told", digest, []Fact{low}, nil, CauseFirst, true},
		{"nothing new", digest, []Fact{low}, told(7, low), CauseRepeat, false},
		{"nothing new for long", digest, []Fact{low}, told(14, low), CauseRepeat, true},
		{"part of it settled", digest, []Fact{low}, told(7, low, other), CauseRepeat, false},
		{"another figure", digest, []Fact{newer}, told(7, low), CauseChanged, true},
		{"another status", digest, []Fact{lower}, told(7, low), CauseChanged, true},
		{"another indicator", digest, []Fact{low, other}, told(7, low), CauseChanged, true},
		{"a directive fell late", digest, []Fact{low, asked}, told(7, low), CauseChanged, true},
		{"85.0 is 85", digest, []Fact{{Actual: new(amount("85.0"))}}, told(7, Fact{Actual: new(amount("85"))}), CauseRepeat, false},
		{"no interval says it each time", &Rule{Kind: Digest}, []Fact{low}, told(7, low), CauseRepeat, true},
		{"only a digest is kept back", &Rule{Kind: ReportDue}, []Fact{low}, told(7, low), CauseRepeat, true},
		{"a date", &Rule{Kind: DateNear}, []Fact{low}, told(7, low), CauseDate, true},
		{"a step", &Rule{Kind: Escalating}, []Fact{low}, told(7, low), CauseStep, true},
	} {
		if cause, say := tc.rule.Weigh(tc.facts, tc.last, now); cause != tc.want || say != tc.say {
			t.Errorf("%s: %s, %t; want %s, %t", tc.name, cause, say, tc.want, tc.say)
		}
	}
}
