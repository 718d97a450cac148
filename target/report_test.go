package target

import (
	"strings"
	"testing"
)

func TestStanding(t *testing.T) {
	replaces := func(id, old ReportID) Report { return Report{ID: id, Replaces: old} }
	retracts := func(id, old ReportID) Report { return Report{ID: id, Retracts: old} }
	waits := func(id, old ReportID) Report { return Report{ID: id, Replaces: old, Waiting: true} }
	for _, tc := range []struct {
		rule    string
		reports []Report
		want    string
	}{
		{"plain reports stand in their order", []Report{{ID: "a"}, {ID: "b"}}, "a b"},
		{"a correction stands instead of what it corrects", []Report{{ID: "a"}, replaces("b", "a"), {ID: "c"}}, "b c"},
		{"a retraction leaves nothing", []Report{{ID: "a"}, retracts("b", "a")}, ""},
		{"a retracted correction brings the old one back", []Report{{ID: "a"}, replaces("b", "a"), retracts("c", "b")}, "a"},
		{"a retracted retraction brings the report back", []Report{{ID: "a"}, retracts("b", "a"), retracts("c", "b")}, "a"},
		{"a correction of a correction stands alone", []Report{{ID: "a"}, replaces("b", "a"), replaces("c", "b")}, "c"},
		{"and retracted brings the first correction back", []Report{{ID: "a"}, replaces("b", "a"), replaces("c", "b"), retracts("d", "c")}, "b"},
		{"a correction stands for what was retracted before it", []Report{{ID: "a"}, replaces("b", "a"), retracts("c", "b"), replaces("d", "b")}, "d"},
		{"nothing ends itself", []Report{replaces("a", "a")}, "a"},
		{"nothing ends what is said later", []Report{replaces("a", "b"), {ID: "b"}}, "a b"},
		{"what is not there cannot be ended", []Report{{ID: "a"}, retracts("b", "z")}, "a"},
		{"what waits does not count", []Report{{ID: "a"}, waits("b", "")}, "a"},
		{"what waits corrects nothing yet", []Report{{ID: "a"}, waits("b", "a")}, "a"},
		{"an approval counts, and so does its correction", []Report{{ID: "a"}, waits("b", "a"), replaces("c", "b")}, "c"},
		{"a correction of what waits is approved with all before it", []Report{{ID: "a"}, waits("b", "a"), waits("c", "b"), replaces("d", "c")}, "d"},
		{"a refusal changes nothing", []Report{{ID: "a"}, waits("b", "a"), retracts("c", "b")}, "a"},
		{"an approval that is taken back counts no more", []Report{{ID: "a"}, waits("b", "a"), replaces("c", "b"), retracts("d", "c")}, "a"},
		{"nothing", nil, ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			var ids []string
			for _, r := range Standing(tc.reports) {
				ids = append(ids, string(r.ID))
			}
			if got := strings.Join(ids, " "); got != tc.want {
				t.Errorf("standing %q, want %q", got, tc.want)
			}
		})
	}
}

func TestLatest(t *testing.T) {
	reports := []Report{
		said("revenue", "2024-05-31", "76"), said("revenue", "2024-06-30", "90"), said("revenue", "2024-06-30", "91"),
		saidBy("east", "grain", "2024-06-30", "5"), said("revenue", "2024-04-30", "60"),
		confirmed(said("waste", "2024-03-31", "93")), said("waste", "2024-03-31", "94"), said("waste", "2024-04-30", "95"),
		said("fires", "2024-03-31", "2"), estimate(said("fires", "2024-03-31", "3")),
		estimate(said("fires", "2024-06-30", "5")), said("fires", "2024-06-30", "4"),
		confirmed(estimate(said("fires", "2024-09-30", "7"))), said("fires", "2024-09-30", "8"),
	}
	for _, tc := range []struct {
		rule string
		ind  IndicatorID
		unit UnitID
		on   string
		want string
	}{
		{"the newest date, of equals the one said last", "revenue", "", "2024-07-01", "91"},
		{"none after the day", "revenue", "", "2024-06-29", "76"},
		{"none of another unit", "grain", "", "2024-07-01", ""},
		{"the unit's own", "grain", "east", "2024-07-01", "5"},
		{"nothing so early", "revenue", "", "2024-01-01", ""},
		{"a confirmed one before one said later", "waste", "", "2024-03-31", "93"},
		{"but not before one of a newer date", "waste", "", "2024-04-30", "95"},
		{"a final one before an estimate said later", "fires", "", "2024-03-31", "2"},
		{"a final one said after the estimate", "fires", "", "2024-06-30", "4"},
		{"a confirmed estimate before a final one", "fires", "", "2024-09-30", "7"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			got := ""
			if r := Latest(reports, tc.ind, tc.unit, day(tc.on)); r != nil {
				got = r.Value.String()
			}
			if got != tc.want {
				t.Errorf("latest %q, want %q", got, tc.want)
			}
		})
	}
}
