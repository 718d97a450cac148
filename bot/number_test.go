package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"chitieu/target"
)

var number = regexp.MustCompile(`[0-9][0-9.,]*[0-9]|[0-9]`)

// known collects every number that an answer about a progress may print.
type known map[string]bool

func (k known) amount(ind *target.Indicator, lang target.Lang, amounts ...*target.Amount) {
	for _, a := range amounts {
		if a != nil {
			k[target.FormatAmount(a.Abs(), lang, ind.Measure.Decimals)] = true
			k[target.FormatAmount(a.Abs(), lang, 2)] = true
		}
	}
}

func (k known) percent(lang target.Lang, shares ...*target.Amount) {
	for _, a := range shares {
		if a != nil {
			k[target.FormatAmount(*a, lang, 1)] = true
			k[target.FormatAmount(a.Truncate(1), lang, 1)] = true
		}
	}
}

func (k known) date(dates ...target.Date) {
	for _, d := range dates {
		for _, n := range []int{d.Day, int(d.Month), d.Year} {
			k[fmt.Sprint(n)] = true
		}
	}
}

// numbersOf says what may be printed, from an evaluation of its own.
func numbersOf(plan *target.Plan, standing []target.Report, p *target.Progress, lang target.Lang) known {
	k := known{}
	k.way(plan, standing, p, lang)
	ind := p.Indicator
	k.amount(ind, lang, &p.Target, p.Actual, p.Expected, p.Gap)
	k.percent(lang, p.Percent, p.ExpectedPercent)
	if p.Actual != nil && p.Expected != nil {
		difference := p.Actual.Sub(*p.Expected)
		k.amount(ind, lang, &difference)
	}
	k.date(p.On, p.AsOf, p.Judged, p.Next)
	k[fmt.Sprint(p.Age)] = true
	k[fmt.Sprint(p.Reported)], k[fmt.Sprint(p.Units)] = true, true
	if p.Unit != target.Locality { // the rank among the communes
		for i := range len(plan.Communes(p.On)) + 1 {
			k[fmt.Sprint(i)] = true
		}
	}
	return k
}

// way adds what it takes to meet the target.
func (k known) way(plan *target.Plan, standing []target.Report, p *target.Progress, lang target.Lang) {
	if step, ok := target.NextStep(plan, p); ok {
		k.amount(p.Indicator, lang, &step.Asked, &step.Missing)
		k.date(step.On)
	}
	if quota, ok := target.QuotaOf(p); ok {
		for _, n := range []int{quota.Least, quota.Whole, quota.Slack} {
			k[fmt.Sprint(n)] = true
		}
	}
	if effort, ok := target.WeeklyNeed(plan, standing, p); ok {
		k.amount(p.Indicator, lang, &effort.PerWeek, effort.Achieved)
		k.date(effort.From, effort.By)
		k[fmt.Sprint(effort.Days)], k[fmt.Sprint(effort.Days/7)] = true, true
		if effort.Times != nil {
			k[target.FormatAmount(*effort.Times, lang, 1)] = true
		}
	}
}

// TestNumbersComeFromTheStore: no answer about progress prints a number that
// does not follow from the plan and the stored reports.
func TestNumbersComeFromTheStore(t *testing.T) {
	s := newStage(t, nil)
	standing := target.Standing(s.reports)
	asked := 0
	for _, day := range []string{"2024-01-10", "2024-03-31", "2024-06-20", "2024-07-01", "2024-10-15"} {
		s.at(day + " 09:00")
		on := target.DateOf(s.now)
		for i := range s.plan.Indicators {
			ind := &s.plan.Indicators[i]
			for _, unit := range []target.UnitID{target.Locality, "xa-ky-khang", "xa-ky-thuong", ind.Lead} {
				p := target.Evaluate(s.plan, standing, ind, unit, on)
				for _, c := range []struct {
					who, command string
					lang         target.Lang
				}{
					{"viewer", "/tiendo", target.Vietnamese}, {"officer", "/kemajuan", target.Indonesian}, {"leader", "/progress", target.English},
				} {
					text := strings.TrimSpace(fmt.Sprintf("%s %s %s", c.command, ind.ID, unit))
					reply := s.say(c.who, text)
					may := numbersOf(s.plan, standing, &p, c.lang)
					for _, n := range number.FindAllString(reply.Head+"\n"+reply.Text, -1) {
						asked++
						if !may[n] {
							t.Errorf("%s on %s: where does %s come from?\n%s\n%s", text, day, n, reply.Head, reply.Text)
						}
					}
				}
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d numbers were seen", asked)
	}
}

// TestOutsideThePlanThereIsNoNumber: whatever the plan names as not its own is
// answered without any number.
func TestOutsideThePlanThereIsNoNumber(t *testing.T) {
	s := newStage(t, nil)
	for _, o := range s.plan.Outside {
		for lang, question := range map[target.Lang]string{
			target.Vietnamese: "%s đến nay đạt bao nhiêu?", target.Indonesian: "Berapa %s sekarang?", target.English: "How much is %s now?",
		} {
			reply := s.say("viewer", fmt.Sprintf(question, o.Names.Full(lang)))
			if n := number.FindAllString(reply.Head+reply.Text, -1); len(n) > 0 {
				t.Errorf("%s in %s is answered with %v: %s %s", o.ID, lang, n, reply.Head, reply.Text)
			}
		}
	}
	if added := s.added(); len(added) > 0 {
		t.Errorf("questions stored %v", added)
	}
}
