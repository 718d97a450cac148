package target

import (
	"strings"
	"testing"
)

var chain = &Rule{
	ID: "escalation", Kind: Escalating, Audience: AllGroups, After: 14,
	Steps: []EscalationStep{{0, ToUnit}, {3, ToLead}, {7, ToLeader}},
}

// late is a district whose revenue lags since April, with the groups of the
// money agency and of the east, and one leader.
func late() *Situation {
	return &Situation{
		Plan:     district(),
		Standing: []Report{said("revenue", "2024-04-30", "30"), saidBy("east", "grain", "2024-05-31", "100")},
		Chats:    []Chat{*wholeGroup, *eastGroup, *moneyGroup, {ID: "t:9", Group: true, Unit: "farming"}, {ID: "t:boss", Member: "boss"}},
		Members:  []Member{{ID: "boss", Role: Leader}},
	}
}

// playDays plays the rule day by day and notes what is said: "2024-06-03 revenue/ unit t:3".
func playDays(s *Situation, from, to Date, each func(Date)) string {
	var out []string
	for on := from; !on.After(to); on = on.AddDays(1) {
		if each != nil {
			each(on)
		}
		for _, e := range s.Escalate(chain, on) {
			took := true
			for i := range s.Escalations {
				if s.Escalations[i].ID == e.ID {
					took = e.Done > s.Escalations[i].Done
					s.Escalations[i] = e
				}
			}
			if e.Began == on {
				s.Escalations = append(s.Escalations, e)
			}
			if took && e.Done > 0 {
				step := e.Steps[e.Done-1]
				for _, c := range step.Chats {
					out = append(out, on.String()+" "+string(e.Indicator)+"/"+string(e.Unit)+" "+string(step.To)+" "+string(c))
				}
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestEscalationGoesUpStepByStep(t *testing.T) {
	s := late()
	got := playDays(s, day("2024-06-03"), day("2024-08-30"), nil)
	want := strings.Join([]string{
		"2024-06-03 revenue/ unit t:3",
		"2024-06-10 revenue/ leader t:boss",
		"2024-06-14 grain/east unit t:2",
		"2024-06-17 grain/east lead t:9",
		"2024-06-21 grain/east leader t:boss",
	}, "\n")
	if got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
}

func TestEscalationStops(t *testing.T) {
	for _, tc := range []struct {
		name string
		on   string
		do   func(*Situation)
		why  StopReason
	}{
		{"with a report, though it be no better", "2024-06-05", func(s *Situation) {
			r := said("revenue", "2024-06-04", "31")
			r.Said = day("2024-06-05").In(s.zone())
			s.Standing = append(s.Standing, r)
		}, StoppedByReport},
		{"with progress", "2024-06-05", func(s *Situation) { s.Standing = append(s.Standing, said("revenue", "2024-06-04", "100")) }, StoppedByProgress},
		{"with a promise of the lead agency", "2024-06-05", func(s *Situation) {
			s.Answers = append(s.Answers, Answer{Kind: Promised, Chat: "t:3", Unit: "finance", Indicator: "revenue", Until: day("2024-06-30"), At: day("2024-06-05").In(s.zone())})
		}, StoppedByPromise},
		{"with a leader's word", "2024-06-05", func(s *Situation) {
			s.Escalations[0].Stopped, s.Escalations[0].Ended = StoppedByLeader, day("2024-06-05")
		}, StoppedByLeader},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := late()
			s.Standing = s.Standing[:1]
			got := playDays(s, day("2024-06-03"), day("2024-07-30"), func(on Date) {
				if on == day(tc.on) {
					tc.do(s)
				}
			})
			if want := "2024-06-03 revenue/ unit t:3"; got != want {
				t.Errorf("said\n%s\nwant\n%s", got, want)
			}
			if e := s.Escalations[0]; e.Stopped != tc.why || e.Running() {
				t.Errorf("stopped %q, running %t, want %q", e.Stopped, e.Running(), tc.why)
			}
		})
	}
}

func TestEscalationBeginsAnewForANewSpell(t *testing.T) {
	s := late()
	s.Standing = s.Standing[:1]
	got := playDays(s, day("2024-06-03"), day("2024-10-30"), func(on Date) {
		switch on {
		case day("2024-06-20"):
			s.Standing = append(s.Standing, said("revenue", "2024-06-20", "95"))
		case day("2024-08-01"):
			s.Standing = append(s.Standing, said("revenue", "2024-07-31", "96"))
		}
	})
	want := "2024-06-03 revenue/ unit t:3\n2024-06-10 revenue/ leader t:boss\n2024-08-14 revenue/ unit t:3\n2024-08-21 revenue/ leader t:boss"
	if got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
}

func TestEscalationWaits(t *testing.T) {
	for _, tc := range []struct {
		name string
		do   func(*Situation)
	}{
		{"while somebody has answered", func(s *Situation) {
			s.Answers = []Answer{{Kind: Acknowledged, Chat: "t:3", Unit: "finance", Indicator: "revenue", Until: day("2024-12-31")}}
		}},
		{"until it has lagged long enough", func(s *Situation) { s.Standing = []Report{said("revenue", "2024-05-25", "30")} }},
		{"for what has nobody to write to", func(s *Situation) { s.Chats = s.Chats[:1] }},
		{"for what is not due", func(s *Situation) { s.Standing = []Report{said("schools", "2024-05-01", "0")} }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := late()
			s.Standing = s.Standing[:1]
			tc.do(s)
			if got := playDays(s, day("2024-06-03"), day("2024-06-04"), nil); got != "" {
				t.Errorf("said\n%s", got)
			}
		})
	}
}

func TestEscalationStepsFallOnWorkingDays(t *testing.T) {
	s := late()
	s.Standing = s.Standing[:1]
	playDays(s, day("2024-06-05"), day("2024-06-05"), nil) // Wednesday: three days on is Saturday
	s2 := late()
	s2.Standing = s2.Standing[1:]
	playDays(s2, day("2024-06-19"), day("2024-06-19"), nil)
	if on := s2.Escalations[0].Steps[1].On; on != day("2024-06-24") {
		t.Errorf("the second step is on %s, want Monday the 24th", on)
	}
}
