package target

import "testing"

func TestQuotaOf(t *testing.T) {
	rate := func(goal string, c Comparison, count int) Indicator {
		ind := villages()
		ind.Target, ind.Comparison, ind.Whole = amount(goal), c, &Whole{Count: count}
		return ind
	}
	for _, tc := range []struct {
		rule         string
		ind          Indicator
		value        string // "" for none
		least, slack int    // 0, 0 for no quota
		have         int    // -1 for unknown
	}{
		{"over 98.5 % of 153 are 151, so two may miss", rate("98.5", MoreThan, 153), "", 151, 2, -1},
		{"150 of 153 miss by one", rate("98.5", MoreThan, 153), "98.04", 151, 2, 150},
		{"151 of 153 meet", rate("98.5", MoreThan, 153), "98.69", 151, 2, 151},
		{"a strict target is not met by its own number", rate("95", MoreThan, 20), "95", 20, 0, 19},
		{"at least is met by it", rate("95", AtLeast, 20), "95", 19, 1, 19},
		{"a part of one thing needs the whole of it", rate("90", AtLeast, 7), "85.71", 7, 0, 6},
		{"all of them", rate("100", AtLeast, 20), "90", 20, 0, 18},
		{"exactly all of them", rate("100", Exactly, 20), "100", 20, 0, 20},
		{"no number is exactly another rate", rate("98.5", Exactly, 153), "", 0, 0, -1},
		{"no number is more than all", rate("100", MoreThan, 20), "", 0, 0, -1},
		{"a ceiling is no quota", rate("5", AtMost, 20), "", 0, 0, -1},
		{"a rate of something else has no number", rate("98.5", MoreThan, 153), "98.2", 151, 2, -1},
		{"what nobody counts has no quota", waste(), "91.8", 0, 0, -1},
		{"nor has what is no rate", schools(), "1", 0, 0, -1},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			plan := district()
			var standing []Report
			if tc.value != "" {
				standing = append(standing, said(tc.ind.ID, "2024-12-20", tc.value))
			}
			p := Evaluate(plan, standing, &tc.ind, Locality, day("2024-12-20"))
			quota, ok := QuotaOf(&p)
			if ok != (tc.least > 0) {
				t.Fatalf("quota = %t: %+v", ok, quota)
			}
			have := -1
			if quota.Have != nil {
				have = *quota.Have
			}
			if quota.Least != tc.least || quota.Slack != tc.slack || have != tc.have {
				t.Errorf("at least %d, slack %d, have %d; want %d, %d, %d", quota.Least, quota.Slack, have, tc.least, tc.slack, tc.have)
			}
		})
	}
}

// TestQuotaAgreesWithTheComparison: the fewest that are said to meet the target
// do meet it, and one less does not.
func TestQuotaAgreesWithTheComparison(t *testing.T) {
	for count := 1; count <= 200; count++ {
		for _, c := range []Comparison{AtLeast, MoreThan} {
			ind := villages()
			ind.Comparison, ind.Whole = c, &Whole{Count: count}
			p := Progress{Indicator: &ind, Target: ind.Target}
			quota, ok := QuotaOf(&p)
			if !ok {
				t.Fatalf("no quota of %d", count)
			}
			share := func(n int) Amount { return NewAmount(int64(n)).Mul(Hundred).Div(NewAmount(int64(count))) }
			if !c.Met(share(quota.Least), ind.Target) || c.Met(share(quota.Least-1), ind.Target) {
				t.Errorf("%s of %d: at least %d", c, count, quota.Least)
			}
		}
	}
}

func TestSingular(t *testing.T) {
	m := Measure{
		Decimals: 2, Names: map[Lang]string{Vietnamese: "trường", English: "schools"},
		Singular: map[Lang]string{English: "school"},
	}
	for value, want := range map[string][2]string{
		"1": {"1 trường", "1 school"}, "2": {"2 trường", "2 schools"}, "0": {"0 trường", "0 schools"}, "1.5": {"1,5 trường", "1.5 schools"},
	} {
		got := [2]string{m.Format(amount(value), Vietnamese), m.Format(amount(value), English)}
		if got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
	w := Whole{Names: m.Names, Singular: m.Singular}
	if one, two := w.Things(1, English), w.Things(2, English); one != "1 school" || two != "2 schools" {
		t.Errorf("things: %q, %q", one, two)
	}
}
