package plans

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// broken is the embedded plan with one text replaced by a mistaken one.
type broken struct {
	name     string
	old, new string
	// at is a text on the line that is to be named: in new, with "<" the last one
	// before it, with ">" the first one after where it begins.
	at    string
	field string
	text  string // part of what is said
}

var brokenPlans = []broken{
	{"unknown key", "    kind: flow\n    roll-up: direct", "    kinds: flow\n    kind: flow", "kinds", "indicators[0].kinds", "is not a key here; the keys are allocation, baseline"},
	{"unknown language", "      en:\n        full: Total product value", "      fr:\n        full: Total product value", "fr:", "indicators[0].names.fr", `"fr" is not one of vi, id, en`},
	{"no Vietnamese name", "- vi: {full: phường Hưng Trí", "- en: {full: phường Hưng Trí", "", "neighbours[1].vi", "every name is needed in Vietnamese"},
	{"empty alias", "- quy mô nền kinh tế", `- " "`, "", "indicators[0].names.vi.aliases[12]", "is missing or empty"},
	{"alias twice", "- quy mô nền kinh tế", "- gtsp", "", "indicators[0].names.vi.aliases[12]", `"gtsp" is in this list already`},
	{"alias of another", "- quy mô nền kinh tế", "- thu ngân sách", ">short: Thu ngân sách", "indicators[3].names.vi.short", `"Thu ngân sách" already names indicators[0], on line`},
	{"alias of a neighbour", "full: Kỳ Hải, aliases", "full: Kỳ Hà, aliases", "<[Kỳ Hà]", "neighbours[10].vi.aliases[0]", `"Kỳ Hà" already names units[13]`},
	{"not an id", "id: grain-output", "id: Grain_Output", "", "indicators[2].id", `"Grain_Output" is not an id`},
	{"id too long", "id: grain-output", "id: grain-output-of-the-whole-district", "", "indicators[2].id", "at most 27"},
	{"id twice", "id: grain-output", "id: total-product", "", "indicators[2].id", `"total-product" is in use already, on line`},
	{"id of a topic outside", "id: ocop", "id: grain-output", "", "outside[20].id", `"grain-output" is in use already`},
	{"unit id twice", "id: xa-ky-bac", "id: xa-ky-xuan", "", "units[1].id", `"xa-ky-xuan" is in use already`},
	{"year", "year: 2024\nzone", "year: 24\nzone", "", "year", `"24" is not a whole number from 2000 to 2100`},
	{"zone", "zone: Asia/Ho_Chi_Minh", "zone: Asia/Hanoi", "", "zone", `"Asia/Hanoi" is not a time zone`},
	{"number with a comma", "target: 10230.09", "target: 10230,09", "", "indicators[0].target", `"10230,09" is not a number; write digits with a dot`},
	{"number with two dots", "target: 10230.09", "target: 10.230.09", "", "indicators[0].target", "is not a number"},
	{"number without bound", "factor: 1000\n      decimals: 2\n      names: {vi: tấn", "factor: 1e999\n      decimals: 2\n      names: {vi: tấn", "factor", "indicators[2].measure.factor", "is not a number"},
	{"target of nothing", "target: 55853", "target: 0", "", "indicators[2].target", "0 is not positive"},
	{"target missing", "    target: 55853\n", "", "<id: grain-output", "indicators[2].target", "is missing; for example 10230.09"},
	{"rate above 100", "target: 98.5\n", "target: 985\n", "", "indicators[5].target", "985 is not within 0 and 100"},
	{"part of a school", "target: 7\n", "target: 7.5\n", "", "indicators[4].target", "7.5 is not a whole number"},
	{"comparison", `target: 55853
    comparison: ">"`, `target: 55853
    comparison: "=>"`, "comparison", "indicators[2].comparison", `"=>" is not one of >=, >, =, <=`},
	{"kind", "kind: count", "kind: counted", "", "indicators[4].kind", `"counted" is not one of flow, count, level, yearly`},
	{"count of tonnes", "kind: flow\n    roll-up: sum", "kind: count\n    roll-up: sum", "", "indicators[2].kind", "count is of whole things, and the measure is mass"},
	{"roll-up", "roll-up: share", "roll-up: shares", "", "indicators[8].roll-up", "is not one of direct, sum, share, mean"},
	{"sum of rates", "roll-up: share", "roll-up: sum", "", "indicators[8].roll-up", "percents do not add up"},
	{"share of tonnes", "roll-up: sum", "roll-up: share", "", "indicators[2].roll-up", "share is a percent of units, and the measure is mass"},
	{"dimension", "dimension: mass", "dimension: weight", "", "indicators[2].measure.dimension", `"weight" is not one of money, mass, area, length, count, percent`},
	{"factor", "factor: 1000\n", "factor: -1\n", "", "indicators[2].measure.factor", "-1 is not positive"},
	{"decimals", "decimals: 3", "decimals: 12", "", "indicators[3].measure.decimals", "is not a whole number from 0 to 6"},
	{"a dot for thousands", "target: 55853", "target: 55.853", "", "indicators[2].target", "55.853 is a small part of last year's 57198.8; thousands are written without a dot: 55853"},
	{"a level that grows with the days", "kind: milestones\n      milestones:\n        - {on: 01-01, expected: 95}\n", "kind: linear\n", "kind: linear", "indicators[6].pace.kind", "a level does not grow with the days of the year; write milestones"},
	{"pace kind", "kind: monthly\n      monthly: [10", "kind: weekly\n      monthly: [10", "kind", "indicators[3].pace.kind", `"weekly" is not one of linear, monthly, milestones, due`},
	{"pace of another kind", "kind: monthly\n      monthly: [10", "kind: linear\n      monthly: [10", "monthly: [10", "indicators[3].pace.monthly", "belongs to a pace of kind monthly, and this one is linear"},
	{"eleven months", "[10, 15, 23,", "[10, 23,", "", "indicators[3].pace.monthly", "has 11 entries, want 12"},
	{"a month less", "[10, 15, 23,", "[10, 15, 13,", "", "indicators[3].pace.monthly[2]", "13 is less than the 15 before it"},
	{"a month above 100", "81, 90, 100]", "81, 190, 100]", "", "indicators[3].pace.monthly[10]", "190 is not within 0 and 100"},
	{"December", "81, 90, 100]", "81, 90, 99]", "", "indicators[3].pace.monthly[11]", "December must be 100"},
	{"no days due", "due: [12-01]\n    lead: ban", "\n    lead: ban", "<pace:", "indicators[8].pace.due", "is missing: a pace of kind due needs it"},
	{"milestones out of order", "{on: 09-20, percent: 97}", "{on: 06-10, percent: 97}", "", "indicators[2].pace.milestones[1].on", "06-10 is not after the milestone before it"},
	{"a milestone less", "{on: 09-20, percent: 97}", "{on: 09-20, percent: 47}", "", "indicators[2].pace.milestones[1]", "asks less than the milestone before it"},
	{"a milestone in two ways", "{on: 09-20, percent: 97}", "{on: 09-20, percent: 97, expected: 54000}", "", "indicators[2].pace.milestones[1]", "want one of expected (in tấn) and percent"},
	{"a milestone above the target", "{on: 11-30, expected: 5}", "{on: 11-30, expected: 8}", "", "indicators[4].pace.milestones[2].expected", "8 is more than the target, 7"},
	{"day of no month", "{on: 09-20, percent: 97}", "{on: 09-31, percent: 97}", "", "indicators[2].pace.milestones[1].on", `"09-31" is not a day of the year`},
	{"leap day", "{on: 09-20, percent: 97}", "{on: 02-29, percent: 97}", "", "indicators[2].pace.milestones[1].on", `"02-29" is not a day of the year`},
	{"thresholds crossed", "{at-risk: 2, lagging: 3}", "{at-risk: 4, lagging: 3}", "", "indicators[3].thresholds.lagging", "3 is below at-risk, 4"},
	{"threshold above 100", "{at-risk: 2, lagging: 3}", "{at-risk: 2, lagging: 300}", "", "indicators[3].thresholds.lagging", "300 is not within 0 and 100"},
	{"unknown lead", "lead: ban-chi-huy-quan-su", "lead: ban-chi-huy", "", "indicators[8].lead", `"ban-chi-huy" is not the id of a unit; did you mean "ban-chi-huy-quan-su"?`},
	{"unknown supporter", "with: [mat-tran-to-quoc,", "with: [mat-tran,", "", "indicators[5].with[0]", `did you mean "mat-tran-to-quoc"?`},
	{"flag of approval", "approval: true", "approval: always", "", "approval", `"always" is neither true nor false`},
	{"discrepancy", "discrepancy: 2", "discrepancy: two", "", "discrepancy", `"two" is not a number`},
	{"discrepancy above 100", "discrepancy: 2", "discrepancy: 200", "", "discrepancy", "200 is not within 0 and 100"},
	{"unknown desk", "confirm: chi-cuc-thong-ke", "confirm: chi-cuc-thong", "", "indicators[0].confirm", `did you mean "chi-cuc-thong-ke"?`},
	{"lead confirms itself", "confirm: chi-cuc-thong-ke", "confirm: phong-tai-chinh-ke-hoach", "", "indicators[0].confirm", "is the lead"},
	{"lead supports itself", "with: [mat-tran-to-quoc,", "with: [phong-van-hoa-thong-tin,", "", "indicators[5].with[0]", "is named already"},
	{"allocation to nobody", "    target: 55853\n", "    target: 55853\n    allocation: {xa-ky-thi: 10}\n", "xa-ky-thi", "indicators[2].allocation.xa-ky-thi", `did you mean "xa-ky-tho"?`},
	{"allocation of a rate", "target: 98.5\n", "target: 98.5\n    allocation: {xa-ky-thu: 90}\n", "allocation", "indicators[5].allocation", "a rate asks the same of every unit"},
	{"negative allocation", "    target: 55853\n", "    target: 55853\n    allocation: {xa-ky-thu: -1}\n", "xa-ky-thu", "indicators[2].allocation.xa-ky-thu", "-1 is not a part of 55853 tấn"},
	{"baseline of another year", "year: 2023\n      value: 198", "year: 2022\n      value: 198", "", "indicators[3].baseline.year", "the baseline is the whole of last year, 2023"},
	{"figure without source", "value: 198\n      percent-of-plan: 100\n      source: vietnam.vn, 21/12/2023, kỳ họp HĐND huyện\n", "value: 198\n", "<baseline:", "indicators[3].baseline.source", "is missing"},
	{"history out of order", "- year: 2019\n        value: 154.778", "- year: 2021\n        value: 154.778", ">- year: 2020", "indicators[3].history[1].year", "is out of order"},
	{"flag", "half: true\n        value: 113.875", "half: sometimes\n        value: 113.875", "half", "indicators[3].history[2].half", `"sometimes" is neither true nor false`},
	{"whole of nothing", "count: 153", "count: 0", "", "indicators[5].whole.count", `"0" is not a whole number from 1`},
	{"stale", "stale-after-days: 110", "stale-after-days: often", "", "indicators[2].stale-after-days", `"often" is not a whole number`},
	{"unit kind", "id: xa-ky-bac\n    kind: commune", "id: xa-ky-bac\n    kind: ward", "kind", "units[1].kind", `"ward" is not one of agency, commune`},
	{"unit code", "code: 18760", "code: HT-18760", "", "units[1].code", "is not a code of the statistics office"},
	{"unit dates", "from: 2020-01-01", "from: 2026-01-01", ">until", "units[17].until", "2025-06-30 is before from, 2026-01-01"},
	{"date", "from: 2020-01-01", "from: 1/1/2020", "", "units[17].from", `"1/1/2020" is not a date; write year-month-day`},
	{"holiday backwards", "from: 2024-02-08, to: 2024-02-14", "from: 2024-02-14, to: 2024-02-08", "", "calendar.holidays[1].to", "2024-02-08 is before from, 2024-02-14"},
	{"holiday too long", "from: 2024-02-08, to: 2024-02-14", "from: 2024-02-08, to: 2024-04-14", "", "calendar.holidays[1].to", "is more than 31 days after"},
	{"holidays overlap", "from: 2025-04-07, to: 2025-04-07", "from: 2024-05-01, to: 2024-05-02", "", "calendar.holidays[7].from", "overlaps Ngày Chiến thắng"},
	{"holiday without end", "from: 2025-04-07, to: 2025-04-07", "from: 2025-04-07", "", "calendar.holidays[7].to", "is missing"},
	{"worked weekday", "worked: [2024-05-04", "worked: [2024-05-06", "", "calendar.worked[0]", "2024-05-06 is a Monday"},
	{"worked holiday", "worked: [2024-05-04", "worked: [2024-04-27", "", "calendar.worked[0]", "2024-04-27 lies in Ngày Chiến thắng"},
	{"worked twice", "worked: [2024-05-04", "worked: [2025-04-26", "", "calendar.worked[1]", "is in this list already"},
	{"office hours", `morning: "07:30-11:30"`, `morning: "7h30-11h30"`, "", "calendar.hours[1].morning", "is not a part of a day"},
	{"office hours backwards", `morning: "07:30-11:30"`, `morning: "11:30-07:30"`, "", "calendar.hours[1].morning", "is not a part of a day"},
	{"midday", `afternoon: "13:30-17:30"`, `afternoon: "11:00-17:30"`, "", "calendar.hours[1].afternoon", "begins before the morning ends"},
	{"rule kind", "kind: report-due", "kind: due", "", "rules[1].kind", `"due" is not one of digest, report-due, crossing, milestone, escalation, directive, health`},
	{"rule audience", "audience: all", "audience: everyone", "", "rules[1].audience", `"everyone" is not one of locality, units, all, leaders, operators`},
	{"rule on holidays", "holiday: skip", "holiday: ignore", "", "rules[2].holiday", `"ignore" is not one of move, skip`},
	{"rule grace", "grace: 8h", "grace: 8 hours", "", "rules[2].grace", `"8 hours" is not a time span`},
	{"rule schedule", "schedule: 30 7 * * 1", "schedule: Monday 7:30", "", "rules[0].schedule", "is not a schedule; write minute, hour"},
	{"rule schedule out of range", "schedule: 30 7 * * 1", "schedule: 30 25 * * 1", "", "rules[0].schedule", "is not a schedule: "},
	{"rule schedule with a zone", "schedule: 30 7 * * 1", "schedule: TZ=UTC 30 7 * 1", "", "rules[0].schedule", "is not a schedule; write"},
	{"rule repeat of another kind", "grace: 8h", "grace: 8h\n    repeat: 48h", "repeat", "rules[2].repeat", "means nothing for a rule of kind crossing"},
	{"rule without its days", "ahead-days: [14, 3]", "zone: Asia/Tokyo", "<- id: date-near", "rules[4].ahead-days", "is missing; for example [14, 3]"},
	{"rule days", "ahead-days: [14, 3]", "ahead-days: [14, 93]", "", "rules[4].ahead-days[1]", `"93" is not a whole number from 0 to 92`},
	{"rule steps backwards", "{after-days: 3, to: lead}", "{after-days: 9, to: lead}", ">{after-days: 7", "rules[5].steps[2].after-days", "7 days is before the step above"},
	{"rule step to nobody", "to: leader}", "to: mayor}", "", "rules[5].steps[2].to", `"mayor" is not one of unit, lead, leader`},
	{"rule id twice", "id: unit-digest", "id: monday-digest", "", "rules[3].id", "is in use already"},
	{"list for a value", "kind: count\n    roll-up", "kind: [count]\n    roll-up", "", "indicators[4].kind", "want a single value, not a list"},
	{"value for a list", "worked: [2024-05-04, 2025-04-26, 2026-01-10, 2026-08-22]", "worked: 2024-05-04", "", "calendar.worked", "want a list, not a single value"},
	{"value for a mapping", "thresholds: {at-risk: 2, lagging: 3}", "thresholds: 2", "", "indicators[3].thresholds", "want keys and values, not a single value"},
	{"key twice", "target: 55853", "target: 55853\n    target: 55000", "target: 55000", "", `mapping key "target" already defined`},
	{"anchor", "target: 55853", "target: &grain 55853", "", "", "anchors, aliases, tags and complex keys are not used here"},
	{"bare colon", "source: Báo Hà Tĩnh, 6/1/2024, hội", "source: Báo Hà Tĩnh: 6/1/2024, hội", "", "", "has two keys"},
	{"unclosed bracket", "worked: [2024-05-04, 2025-04-26, 2026-01-10, 2026-08-22]", "worked: [2024-05-04", ">hours:", "", "',' or ']' must be specified"},
	{"deep nesting", "worked: [2024-05-04", "worked: " + strings.Repeat("[", 40) + "2024-05-04", "", "", "is nested too deeply"},
}

// breakPlan returns the broken plan and the line that is to be named.
func breakPlan(t *testing.T, b broken) (text string, line int) {
	t.Helper()
	plan := string(defaultPlan)
	at := strings.Index(plan, b.old)
	if at < 0 {
		t.Fatalf("the plan has no text %q to replace", b.old)
	}
	text = plan[:at] + b.new + plan[at+len(b.old):]
	place := at
	switch before, after := text[:at], text[at:]; {
	case strings.HasPrefix(b.at, "<"):
		place = strings.LastIndex(before, b.at[1:])
	case strings.HasPrefix(b.at, ">"):
		place = at + strings.Index(after, b.at[1:])
	default:
		place = at + strings.Index(b.new, b.at)
	}
	return text, 1 + strings.Count(text[:place], "\n")
}

func TestMistakesAreRefused(t *testing.T) {
	for _, b := range brokenPlans {
		t.Run(b.name, func(t *testing.T) {
			text, line := breakPlan(t, b)
			_, err := Parse("plan.yaml", []byte(text))
			if err == nil {
				t.Fatal("accepted")
			}
			want := fmt.Sprintf("plan.yaml:%d: ", line)
			if b.field != "" {
				want += b.field + ": "
			}
			if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), b.text) {
				t.Errorf("got\n%v\nwant %s…%s", err, want, b.text)
			}
			if n := strings.Count(err.Error(), "\n"); n > 0 {
				t.Errorf("one mistake gives %d more:\n%v", n, err)
			}
		})
	}
}

// TestAllMistakesAreReported wants every mistake of a file at once, by line.
func TestAllMistakesAreReported(t *testing.T) {
	text := string(defaultPlan)
	for _, change := range [][2]string{
		{"grace: 8h", "grace: soon"},
		{"target: 55853", "target: lots"},
		{"year: 2024\nzone", "years: 2024\nzone"},
		{"worked: [2024-05-04", "worked: [2024-05-06"},
		{"lead: ban-chi-huy-quan-su", "lead: nobody"},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("the plan has no text %q", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	_, err := Parse("plan.yaml", []byte(text))
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("got %v, want joined mistakes", err)
	}
	var fields []string
	line := 0
	for _, err := range joined.Unwrap() {
		m, ok := errors.AsType[*Mistake](err)
		if !ok {
			t.Fatalf("%v is a %T, want a *Mistake", err, err)
		}
		if m.Line < line {
			t.Errorf("%v comes after line %d", m, line)
		}
		line = m.Line
		fields = append(fields, m.Field)
	}
	want := "year years indicators[2].target indicators[8].lead calendar.worked[0] rules[2].grace"
	if got := strings.Join(fields, " "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestEmptyPlanNamesWhatIsMissing keeps a first attempt at a plan helpful.
func TestEmptyPlanNamesWhatIsMissing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "source: chưa có\n", "- a\n- b\n", "\t"} {
		_, err := Parse("plan.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), "plan.yaml:") {
			t.Errorf("%q: got %v, want an error that names the file", text, err)
		}
	}
}

func TestMistakesAreBounded(t *testing.T) {
	text := "units:\n" + strings.Repeat("  - {id: Not An Id}\n", 500)
	_, err := Parse("plan.yaml", []byte(text))
	if n := strings.Count(err.Error(), "\n"); n != maxMistakes {
		t.Errorf("%d lines of mistakes, want %d and one for the rest", n+1, maxMistakes)
	}
}
