package target

import "testing"

func TestAdded(t *testing.T) {
	plus := func(id ReportID, onto ReportID, value, added string) Report {
		inc := amount(added)
		return Report{ID: id, Indicator: "revenue", Value: amount(value), Increment: &inc, Onto: onto, AsOf: day("2024-07-01")}
	}
	base := Report{ID: "1", Indicator: "revenue", Value: amount("87.25"), AsOf: day("2024-06-28")}
	total := Report{ID: "4", Indicator: "revenue", Value: amount("96"), AsOf: day("2024-07-01")}
	replacing := func(r Report, old ReportID) Report {
		r.Replaces = old
		return r
	}
	for _, tc := range []struct {
		rule     string
		standing []Report
		r        Report
		want     string
		onto     ReportID
	}{
		{"nothing to add to", nil, plus("9", "", "0", "3"), "3", ""},
		{"the newest", []Report{base, plus("2", "1", "89.25", "2")}, plus("9", "", "0", "3"), "92.25", "2"},
		{"without what it corrects", []Report{base, plus("2", "1", "89.25", "2")}, replacing(plus("9", "", "0", "3"), "2"), "90.25", "1"},
		{"in the place of what it corrects", []Report{base, plus("2", "1", "89.25", "2"), plus("3", "2", "90.25", "1")}, replacing(plus("9", "", "0", "3"), "2"), "91.25", "3"},
		{"and once more", []Report{base, plus("3", "2", "90.25", "1"), replacing(plus("5", "3", "91.25", "3"), "2")}, replacing(plus("9", "", "0", "4"), "5"), "92.25", "3"},
		{"a total told since is not known to hold it", []Report{base, plus("2", "1", "89.25", "2"), total}, replacing(plus("9", "", "0", "3"), "2"), "99", "4"},
		{"what corrects a total is added to the rest", []Report{base, total}, replacing(plus("9", "", "0", "3"), "4"), "90.25", "1"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			tc.r.Value = Amount{}
			got, onto := Added(tc.standing, &tc.r)
			if got.String() != tc.want || onto != tc.onto {
				t.Errorf("Added = %s onto %q, want %s onto %q", got, onto, tc.want, tc.onto)
			}
		})
	}
}

func TestRestsOn(t *testing.T) {
	reports := []Report{{ID: "1"}, {ID: "2", Onto: "1"}, {ID: "3", Onto: "2"}, {ID: "4", Onto: "lost"}, {ID: "5", Onto: "6"}, {ID: "6", Onto: "5"}, {ID: "7", Onto: "3", Without: "2"}}
	for _, tc := range []struct {
		at   int
		id   ReportID
		want bool
	}{
		{2, "2", true}, {2, "1", true}, {2, "3", false}, {1, "3", false}, {0, "1", false}, {0, "", false},
		{3, "lost", true}, {3, "1", false}, {4, "1", false}, {4, "", false},
		{6, "3", true}, {6, "2", false},
	} {
		if got := RestsOn(reports, &reports[tc.at], tc.id); got != tc.want {
			t.Errorf("RestsOn(%s, %q) = %t", reports[tc.at].ID, tc.id, got)
		}
	}
}
