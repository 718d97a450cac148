package scheduler

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"chitieu/target"
)

const saigon = "Asia/Ho_Chi_Minh"

func at(t testing.TB, s string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(saigon)
	if err != nil {
		t.Fatal(err)
	}
	v, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// stamps prints moments in the zone of the district.
func stamps(t testing.TB, all []time.Time) []string {
	var out []string
	for _, v := range all {
		out = append(out, v.In(at(t, "2024-01-01 00:00").Location()).Format("Mon 01-02 15:04"))
	}
	return out
}

func TestScheduleNext(t *testing.T) {
	tests := []struct {
		name, expr, after string
		want              []string
	}{
		{"weekly", "30 7 * * MON", "2024-06-29 00:00", []string{"Mon 07-01 07:30", "Mon 07-08 07:30"}},
		{"the moment itself is past", "30 7 * * MON", "2024-07-01 07:30", []string{"Mon 07-08 07:30"}},
		{"seconds before the moment", "30 7 * * 1", "2024-07-01 07:29", []string{"Mon 07-01 07:30"}},
		{"monthly", "30 7 18 * *", "2024-06-18 08:00", []string{"Thu 07-18 07:30", "Sun 08-18 07:30"}},
		{"only months that have the day", "0 8 31 * *", "2024-01-31 09:00", []string{"Sun 03-31 08:00", "Fri 05-31 08:00"}},
		{"leap day", "0 8 29 2 *", "2023-03-01 00:00", []string{"Thu 02-29 08:00"}},
		{"several hours", "0 8,14 * * MON-FRI", "2024-07-05 09:00", []string{"Fri 07-05 14:00", "Mon 07-08 08:00"}},
		{"hourly is as often as it gets", "15 * * * *", "2024-07-05 09:20", []string{"Fri 07-05 10:15", "Fri 07-05 11:15"}},
		{"month end", "0 8 L * *", "2024-01-31 08:00", []string{"Thu 02-29 08:00", "Sun 03-31 08:00", "Tue 04-30 08:00"}},
		{"month end of some months, at several hours", "0 8,14 l 6,12 *", "2024-06-30 08:00", []string{"Sun 06-30 14:00", "Tue 12-31 08:00", "Tue 12-31 14:00"}},
		{"first Monday", "30 7 * * MON#1", "2024-06-03 07:30", []string{"Mon 07-01 07:30", "Mon 08-05 07:30", "Mon 09-02 07:30"}},
		{"by number and in lower case", "30 7 * * 1#2", "2024-06-01 00:00", []string{"Mon 06-10 07:30", "Mon 07-08 07:30"}},
		{"fifth Friday, where there is one", "30 7 * * fri#5", "2024-01-01 00:00", []string{"Fri 03-29 07:30", "Fri 05-31 07:30", "Fri 08-30 07:30"}},
		{"last Friday", "0 16 * * FRI#L", "2024-02-01 00:00", []string{"Fri 02-23 16:00", "Fri 03-29 16:00", "Fri 04-26 16:00"}},
		{"first Monday of a quarter", "0 8 * 1,4,7,10 MON#1", "2024-01-02 00:00", []string{"Mon 04-01 08:00", "Mon 07-01 08:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := ParseSchedule(tt.expr, saigon)
			if err != nil {
				t.Fatal(err)
			}
			if got := stamps(t, s.NextN(at(t, tt.after), len(tt.want))); !slices.Equal(got, tt.want) {
				t.Errorf("NextN = %v, want %v", got, tt.want)
			}
		})
	}
}

// A rule's zone decides, not the zone of the question nor of the machine.
func TestScheduleZone(t *testing.T) {
	s, err := ParseSchedule("30 7 * * MON", saigon)
	if err != nil {
		t.Fatal(err)
	}
	got := s.Next(time.Date(2024, 6, 30, 23, 0, 0, 0, time.UTC))
	if want := time.Date(2024, 7, 1, 0, 30, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("Next = %s, want %s", got, want)
	}
}

func TestScheduleRefused(t *testing.T) {
	tests := []struct {
		name, expr, zone string
		want             target.ScheduleFault
	}{
		{"both day fields mean either to cron", "0 8 1-7 * MON", saigon, target.FaultBothDays},
		{"a step is a restriction too", "0 8 */2 * MON", saigon, target.FaultBothDays},
		{"the last day and a weekday", "0 8 L * FRI", saigon, target.FaultBothDays},
		{"the first Monday of some days", "0 8 1-7 * MON#1", saigon, target.FaultBothDays},
		{"the last day and the first Monday", "0 8 L * MON#1", saigon, target.FaultBothDays},
		{"a sixth Monday", "0 8 * * MON#6", saigon, target.FaultSyntax},
		{"no number", "0 8 * * MON#", saigon, target.FaultSyntax},
		{"the first of several weekdays", "0 8 * * MON,TUE#1", saigon, target.FaultSyntax},
		{"the first of any weekday", "0 8 * * *#1", saigon, target.FaultSyntax},
		{"the last day among others", "0 8 15,L * *", saigon, target.FaultSyntax},
		{"a fifth Monday in February", "0 8 * 2 MON#5", saigon, target.FaultNever},
		{"30 February", "0 8 30 2 *", saigon, target.FaultNever},
		{"31 April and June", "0 8 31 4,6 *", saigon, target.FaultNever},
		{"every 24h counts from the start of the process", "@every 24h", saigon, target.FaultShortcut},
		{"a shortcut", "@monthly", saigon, target.FaultShortcut},
		{"a zone prefix", "CRON_TZ=Asia/Tokyo 0 8 * * *", saigon, target.FaultPrefix},
		{"a lone zone prefix panics in cron", "CRON_TZ=Asia/Ho_Chi_Minh", saigon, target.FaultPrefix},
		{"the other prefix", "TZ=UTC 0 8 * * *", saigon, target.FaultPrefix},
		{"a lone other prefix", " TZ=", saigon, target.FaultPrefix},
		{"seconds", "0 30 7 * * MON", saigon, target.FaultFields},
		{"four fields", "30 7 * *", saigon, target.FaultFields},
		{"nothing", "", saigon, target.FaultFields},
		{"too long", "30 7 " + strings.Repeat("1,", 80) + "1 * *", saigon, target.FaultFields},
		{"minute 60", "60 7 * * *", saigon, target.FaultSyntax},
		{"day 7", "30 7 * * 7", saigon, target.FaultSyntax},
		{"words", "bảy giờ sáng thứ hai", saigon, target.FaultSyntax},
		{"a lone comma", "30 , * * *", saigon, target.FaultSyntax},
		{"step zero", "*/0 7 * * *", saigon, target.FaultSyntax},
		{"every minute", "* 7 * * *", saigon, target.FaultFrequent},
		{"twice an hour", "0,30 7 * * *", saigon, target.FaultFrequent},
		{"unknown zone", "30 7 * * MON", "Asia/Ky_Anh", target.FaultZone},
		{"no zone", "30 7 * * MON", "", target.FaultZone},
		{"the machine's zone", "30 7 * * MON", "Local", target.FaultZone},
		{"a path as zone", "30 7 * * MON", "../../etc/passwd", target.FaultZone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseSchedule(tt.expr, tt.zone)
			fault, ok := errors.AsType[*target.ScheduleError](err)
			if !ok {
				t.Fatalf("error = %v, want a *target.ScheduleError", err)
			}
			if fault.Fault != tt.want {
				t.Errorf("fault = %s (%v), want %s", fault.Fault, err, tt.want)
			}
			expr, zone := fault.Example, tt.zone
			if fault.Fault == target.FaultZone {
				expr, zone = tt.expr, fault.Example
			}
			if _, err := ParseSchedule(expr, zone); err != nil {
				t.Errorf("the example is refused too: %v", err)
			}
		})
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, s := range []string{"30 7 * * MON", "0 8 30 2 *", "TZ=", "@every 1s", ", , , , ,", "*/9 1-3 ? JAN-MAR *", "0 0 L * *", "1/ 2 3 4 5", "0 8 * * MON#1", "0 8 * 2 sun#5", "0 8 * * 3#L", "0 8 L 2 ?", "0 8 L * 1#L"} {
		f.Add(s)
	}
	from := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, expr string) {
		s, err := ParseSchedule(expr, saigon)
		if err != nil {
			if _, ok := errors.AsType[*target.ScheduleError](err); !ok {
				t.Fatalf("error = %v, want a *target.ScheduleError", err)
			}
			return
		}
		last := from
		for _, next := range s.NextN(from, 5) {
			if !next.After(last) || last != from && next.Sub(last) < time.Hour {
				t.Fatalf("%s follows %s", next, last)
			}
			last = next
		}
		if last == from {
			t.Fatal("accepted, and never due")
		}
	})
}
