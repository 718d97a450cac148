package bot

import (
	"fmt"
	"testing"
	"time"

	"chitieu/target"
)

// TestFlood plays what one person sends: h is handled, r refused and said so,
// i ignored.
func TestFlood(t *testing.T) {
	type burst struct {
		after time.Duration
		n     int
		want  string // of each message, or of the last alone if shorter
	}
	for _, c := range []struct {
		name   string
		bursts []burst
	}{
		{"twenty at once are handled", []burst{{0, 20, "hhhhhhhhhhhhhhhhhhhh"}}},
		{"the next is refused, those after it ignored", []burst{{0, 20, "h"}, {0, 3, "rii"}}},
		{"one that comes soon is ignored still", []burst{{0, 21, "r"}, {20 * time.Second, 1, "i"}}},
		{"after half a minute it has calmed", []burst{{0, 21, "r"}, {30 * time.Second, 1, "h"}}},
		{"and then it is told anew", []burst{{0, 21, "r"}, {30 * time.Second, 12, "hhhhhhhhhhri"}}},
		{"a message every three seconds is never too much", []burst{{0, 10, "h"}, {3 * time.Second, 1, "h"}, {3 * time.Second, 1, "h"}}},
		{"a clock that goes back forgives nothing and locks nobody out", []burst{{0, 21, "r"}, {-time.Hour, 1, "i"}, {2 * time.Hour, 1, "h"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFlood(perMinute)
			now := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
			for _, burst := range c.bursts {
				now = now.Add(burst.after)
				got := ""
				for range burst.n {
					got += [...]string{handled: "h", refused: "r", ignored: "i"}[f.hear("test:1", now)]
				}
				if got[len(got)-len(burst.want):] != burst.want {
					t.Errorf("after %s: %s, want %s", burst.after, got, burst.want)
				}
			}
		})
	}
}

func TestFloodIsEachPersonsOwnAndBounded(t *testing.T) {
	f := newFlood(perMinute)
	now := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	for range perMinute + 1 {
		f.hear("test:loud", now)
	}
	for i := range floodLimit * 2 {
		now = now.Add(time.Millisecond)
		if who := target.MemberID(fmt.Sprintf("test:%d", i)); f.hear(who, now) != handled {
			t.Fatalf("%s is not heard", who)
		}
	}
	if n := len(f.people); n > floodLimit {
		t.Errorf("%d people are counted, want at most %d", n, floodLimit)
	}
	now = now.Add(2 * time.Minute)
	f.hear("test:late", now)
	if n := len(f.people); n != 1 {
		t.Errorf("%d people are counted after a quiet minute, want 1", n)
	}
}

func TestFloodCanBeSwitchedOff(t *testing.T) {
	f := newFlood(-1)
	for range 10 * perMinute {
		if f.hear("test:1", time.Time{}) != handled {
			t.Fatal("not handled")
		}
	}
}
