package target

import (
	"strings"
	"testing"
	"time"
)

func TestDatesComeNear(t *testing.T) {
	rule := &Rule{Kind: DateNear, Audience: AllGroups, Ahead: []int{14, 3}}
	s := &Situation{Plan: district(), Standing: []Report{said("schools", "2024-06-30", "2")}}
	for _, tc := range []struct {
		name      string
		since, on string
		want      string
	}{
		{"a fortnight before", "2024-09-13", "2024-09-16", "per-hectare"},
		{"three days before, seen on the working day after", "2024-09-26", "2024-09-27", "per-hectare"},
		{"on no other day", "2024-09-18", "2024-09-19", ""},
		{"a day that passed over a holiday is made up for", "2024-09-12", "2024-09-17", "per-hectare"},
		{"without a day before, only the day itself", "", "2024-09-16", "per-hectare"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var since Date
			if tc.since != "" {
				since = day(tc.since)
			}
			f := s.Judge(rule, wholeGroup, since, day(tc.on))
			var got []string
			for _, p := range f.Items {
				if p.Indicator.Pace.Kind != Due || p.Indicator.Lead != "farming" {
					continue
				}
				got = append(got, string(p.Indicator.ID))
				if f.Dues[p.Indicator.ID] != day("2024-09-30") {
					t.Errorf("%s is due %s", p.Indicator.ID, f.Dues[p.Indicator.ID])
				}
			}
			if strings.Join(got, " ") != tc.want {
				t.Errorf("near %q, want %q", got, tc.want)
			}
		})
	}
}

func TestDirectivesFallDue(t *testing.T) {
	rule := &Rule{Kind: DirectiveDue, Audience: AllGroups, Ahead: []int{1, 0}}
	due := time.Date(2024, 7, 19, 17, 0, 0, 0, time.UTC)
	s := &Situation{Plan: district(), Directives: []Directive{
		{ID: "gv-1", Unit: "finance", Chat: moneyGroup.ID, From: "t:boss", Due: due, State: DirectiveOpen},
		{ID: "gv-2", Unit: "finance", Chat: moneyGroup.ID, From: "t:boss", Due: due, State: DirectiveAnswered},
	}}
	boss := &Chat{ID: "t:boss", Member: "boss"}
	for _, tc := range []struct {
		name      string
		chat      *Chat
		since, on string
		want      bool
	}{
		{"the day before", moneyGroup, "2024-07-17", "2024-07-18", true},
		{"on the day", moneyGroup, "2024-07-18", "2024-07-19", true},
		{"not long before", moneyGroup, "2024-07-15", "2024-07-16", false},
		{"once when it is late", moneyGroup, "2024-07-19", "2024-07-22", true},
		{"and not again", moneyGroup, "2024-07-22", "2024-07-23", false},
		{"who gave it hears of it when it is late", boss, "2024-07-19", "2024-07-22", true},
		{"and not before", boss, "2024-07-18", "2024-07-19", false},
		{"nobody else does", eastGroup, "2024-07-19", "2024-07-22", false},
	} {
		f := s.Judge(rule, tc.chat, day(tc.since), day(tc.on))
		if got := len(f.Directives) == 1; got != tc.want {
			t.Errorf("%s: %t", tc.name, got)
		}
	}
}

func TestLateDirectivesStandInTheDigest(t *testing.T) {
	late := Directive{ID: "gv-1", Unit: "finance", Chat: moneyGroup.ID, Due: time.Date(2024, 7, 19, 17, 0, 0, 0, time.UTC), State: DirectiveOpen}
	s := &Situation{Plan: district(), Directives: []Directive{late}}
	rule := &Rule{Kind: Digest, Audience: AllGroups}
	for _, tc := range []struct {
		chat *Chat
		on   string
		want int
	}{{wholeGroup, "2024-07-22", 1}, {moneyGroup, "2024-07-22", 1}, {eastGroup, "2024-07-22", 0}, {wholeGroup, "2024-07-19", 0}} {
		if f := s.Judge(rule, tc.chat, Date{}, day(tc.on)); len(f.Directives) != tc.want || f.Empty() != (tc.want == 0 && len(f.Items) == 0) {
			t.Errorf("%s on %s: %d directives", tc.chat.ID, tc.on, len(f.Directives))
		}
	}
}

// Who is asked for a figure in a group of their own is not named in the group
// of the whole as well.
func TestReportDueIsSaidOnce(t *testing.T) {
	s := &Situation{Plan: district(), Chats: []Chat{*wholeGroup, *moneyGroup}}
	rule := &Rule{Kind: ReportDue, Audience: AllGroups}
	if got := items(s.Judge(rule, wholeGroup, Date{}, day("2024-06-13"))); got != "grain waste" {
		t.Errorf("the whole hears %q, want what has no group of its own", got)
	}
	if got := items(s.Judge(rule, moneyGroup, Date{}, day("2024-06-13"))); !strings.Contains(got, "revenue") {
		t.Errorf("the agency hears %q", got)
	}
	near := &Rule{Kind: DateNear, Audience: AllGroups, Ahead: []int{14}}
	s.Chats = append(s.Chats, Chat{ID: "t:8", Group: true, Unit: "education"})
	if got := items(s.Judge(near, wholeGroup, Date{}, day("2024-09-16"))); strings.Contains(got, "schools") || !strings.Contains(got, "per-hectare") {
		t.Errorf("the whole hears of the dates of %q", got)
	}
	rule.Audience = WholeGroups
	if got := items(s.Judge(rule, wholeGroup, Date{}, day("2024-06-13"))); !strings.Contains(got, "revenue") {
		t.Errorf("a rule for the whole alone names %q", got)
	}
}

func TestPrivateAudiences(t *testing.T) {
	s := &Situation{
		Plan:    district(),
		Members: []Member{{ID: "t:1", Role: Leader}, {ID: "z:1", Of: "t:1"}, {ID: "t:2", Role: Operator}, {ID: "t:3", Role: Viewer}},
		Chats: []Chat{
			{ID: "t:1", Member: "t:1"}, {ID: "z:1", Member: "z:1"}, {ID: "t:2", Member: "t:2"}, {ID: "t:3", Member: "t:3"},
			{ID: "t:4", Member: "t:gone"},
		},
	}
	names := func(chats []Chat) string {
		var ids []string
		for _, c := range chats {
			ids = append(ids, string(c.ID))
		}
		return strings.Join(ids, " ")
	}
	if got := names(s.LeaderChats()); got != "t:1" {
		t.Errorf("a leader with two messengers is written to in %q", got)
	}
	s.Chats[0].Parked = "blocked"
	if got := names(s.LeaderChats()); got != "z:1" {
		t.Errorf("with the first out of reach in %q", got)
	}
	if got := names(s.OperatorChats()); got != "t:2" {
		t.Errorf("operators in %q", got)
	}
	f := s.Judge(&Rule{Kind: Health, Audience: Operators}, &s.Chats[2], Date{}, day("2025-02-03"))
	if f.Empty() {
		t.Error("the operator's line is said though all is well, in any year")
	}
}

func TestSlack(t *testing.T) {
	plan := district()
	for _, tc := range []struct {
		name  string
		r     Report
		days  int
		asked string
		by    string
	}{
		{"behind the curve", said("revenue", "2024-06-30", "83"), 18, "110.3805", "2024-07-31"},
		{"ahead of it", said("revenue", "2024-06-30", "100"), 0, "110.3805", "2024-07-31"},
		{"ahead for the month to come too", said("revenue", "2024-06-30", "150"), 0, "", ""},
		{"a rate does not grow by days", said("waste", "2024-06-30", "80"), 0, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			ind := plan.Indicator(tc.r.Indicator)
			p := Evaluate(plan, []Report{tc.r}, ind, Locality, day("2024-07-01"))
			days, late := Slack(plan, &p)
			if days != tc.days || late != (tc.days > 0) {
				t.Errorf("%d days, %t", days, late)
			}
			asked, by, ok := DueBy(plan, &p)
			if ok != (tc.by != "") || ok && (asked.String() != tc.asked || by.String() != tc.by) {
				t.Errorf("asked %s by %s, %t", asked, by, ok)
			}
		})
	}
	harvest := plan.Indicator("grain")
	harvest.Pace = Pace{Kind: Milestones, Milestones: []Milestone{{On: MonthDay{Month: 6, Day: 14}, Expected: amount("30719.15")}, {On: MonthDay{Month: 12, Day: 31}, Expected: NewAmount(55853)}}}
	grain := Evaluate(plan, []Report{said("grain", "2024-06-14", "20000")}, harvest, Locality, day("2024-07-01"))
	if days, ok := Slack(plan, &grain); ok || grain.Status != Lagging {
		t.Errorf("grain, %s, is %d days behind a harvest that is over", grain.Status, days)
	}
	schools := Evaluate(plan, []Report{said("schools", "2024-06-30", "1")}, plan.Indicator("schools"), Locality, day("2024-10-07"))
	if days, ok := Slack(plan, &schools); !ok || days != 8 {
		t.Errorf("schools: %d days since the step of 30 September, %t", days, ok)
	}
	if asked, by, ok := DueBy(plan, &schools); !ok || asked.String() != "4" || by != day("2024-10-31") {
		t.Errorf("schools: %s by %s, %t", asked, by, ok)
	}
}
