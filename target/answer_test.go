package target

import "testing"

func TestQuiet(t *testing.T) {
	ind := revenue()
	until := day("2024-07-20")
	for _, tc := range []struct {
		rule   string
		a      Answer
		status Status
		on     string
		want   bool
	}{
		{"an acknowledgement covers what it saw", Answer{Kind: Acknowledged, Status: AtRisk}, AtRisk, "2024-07-20", true},
		{"and nothing worse", Answer{Kind: Acknowledged, Status: AtRisk}, Lagging, "2024-07-10", false},
		{"but what is better", Answer{Kind: Acknowledged, Status: Lagging}, AtRisk, "2024-07-10", true},
		{"it expires", Answer{Kind: Acknowledged, Status: Lagging}, Lagging, "2024-07-21", false},
		{"a snooze covers all", Answer{Kind: Snoozed}, Lagging, "2024-07-20", true},
		{"a promise covers all until its day", Answer{Kind: Promised}, Lagging, "2024-07-20", true},
		{"a checked promise covers nothing", Answer{Kind: Promised, Outcome: Kept}, Lagging, "2024-07-10", false},
		{"nor does one that another replaced", Answer{Kind: Snoozed, Ended: true}, Lagging, "2024-07-10", false},
		{"nor another chat's", Answer{Kind: Snoozed, Chat: "t:2"}, Lagging, "2024-07-10", false},
		{"nor another indicator's", Answer{Kind: Snoozed, Indicator: "grain"}, Lagging, "2024-07-10", false},
	} {
		a := tc.a
		a.Until = until
		if a.Chat == "" {
			a.Chat = "t:1"
		}
		if a.Indicator == "" {
			a.Indicator = "revenue"
		}
		p := &Progress{Indicator: &ind, Status: tc.status}
		if got := Quiet([]Answer{a}, "t:1", p, day(tc.on)); got != tc.want {
			t.Errorf("%s: quiet %t", tc.rule, got)
		}
	}
}

func TestPromises(t *testing.T) {
	promise := Answer{Kind: Promised, Indicator: "revenue", Value: new(amount("100")), Until: day("2024-07-31")}
	ceiling := Answer{Kind: Promised, Indicator: "fires", Value: new(amount("3")), Until: day("2024-07-31")}
	for _, tc := range []struct {
		rule    string
		a       Answer
		reports []Report
		on      string
		want    Outcome
	}{
		{"open until its day", promise, []Report{said("revenue", "2024-07-10", "90")}, "2024-07-31", ""},
		{"kept as soon as the figure is there", promise, []Report{said("revenue", "2024-07-10", "100")}, "2024-07-11", Kept},
		{"kept by a figure of its day that comes later", promise, []Report{said("revenue", "2024-07-31", "101")}, "2024-08-05", Kept},
		{"broken when the day is over", promise, []Report{said("revenue", "2024-07-30", "99.9")}, "2024-08-01", Broken},
		{"a later figure does not mend it", promise, []Report{said("revenue", "2024-08-01", "120")}, "2024-08-02", Broken},
		{"less is better for a ceiling", ceiling, []Report{said("fires", "2024-07-31", "2")}, "2024-08-01", Kept},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			s := &Situation{Plan: district(), Standing: tc.reports, Answers: []Answer{tc.a}}
			got := s.CheckPromises(day(tc.on))
			switch {
			case tc.want == "" && len(got) > 0:
				t.Errorf("outcome %q, want none yet", got[0].Outcome)
			case tc.want != "" && (len(got) != 1 || got[0].Outcome != tc.want || got[0].Checked != day(tc.on)):
				t.Errorf("checked %+v, want %q", got, tc.want)
			}
			s.Answers = got
			if again := s.CheckPromises(day("2024-12-31")); tc.want != "" && len(again) > 0 {
				t.Errorf("checked twice: %+v", again)
			}
		})
	}
}

// What a chat has answered is left out of its reminders and of no other's.
func TestAnswersKeepRemindersQuiet(t *testing.T) {
	s := &Situation{
		Plan: district(), Standing: []Report{said("revenue", "2024-06-30", "83")},
		Answers: []Answer{{Kind: Snoozed, Chat: wholeGroup.ID, Indicator: "revenue", Until: day("2024-07-05")}},
	}
	rule := &Rule{Kind: Digest, Audience: AllGroups}
	for _, tc := range []struct {
		chat *Chat
		on   string
		want string
	}{
		{wholeGroup, "2024-07-05", ""}, {wholeGroup, "2024-07-06", "revenue"}, {moneyGroup, "2024-07-05", "revenue"},
	} {
		f := s.Judge(rule, tc.chat, Date{}, day(tc.on))
		if got := items(f); got != tc.want {
			t.Errorf("%s on %s: %q, want %q", tc.chat.ID, tc.on, got, tc.want)
		}
	}
}
