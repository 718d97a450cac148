package bot

import (
	"testing"

	"chitieu/target"
)

// TestWhoMayDoWhat is the table of rights, a line a role and a letter an
// action: a asks, r reports, u takes own figures back, U anybody's, p pauses.
func TestWhoMayDoWhat(t *testing.T) {
	actions := map[action]byte{ask: 'a', report: 'r', undoOwn: 'u', undoAny: 'U', pauseRule: 'p'}
	order := []action{ask, report, undoOwn, undoAny, pauseRule}
	for _, c := range []struct {
		name         string
		role         target.Role
		group, known bool
		want         string
	}{
		{"operator in private", target.Operator, false, false, "aruUp"},
		{"leader in private", target.Leader, false, false, "aruUp"},
		{"officer in private", target.Officer, false, false, "aru"},
		{"viewer in private", target.Viewer, false, false, "a"},
		{"stranger in private", "", false, false, ""},
		{"leader in a registered group", target.Leader, true, true, "aruUp"},
		{"officer in a registered group", target.Officer, true, true, "aru"},
		{"stranger in a registered group", "", true, true, "a"},
		{"leader in a group nobody knows", target.Leader, true, false, ""},
		{"stranger in a group nobody knows", "", true, false, ""},
		{"role of a newer version", "auditor", false, false, ""},
	} {
		speaker := &turn{msg: Message{Group: c.group}, known: c.known, member: target.Member{Role: c.role}}
		got := ""
		for _, a := range order {
			if speaker.may(a) {
				got += string(actions[a])
			}
		}
		if got != c.want {
			t.Errorf("%s may %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEveryFeatureNeedsARight: what changes figures is not for everybody.
func TestEveryFeatureNeedsARight(t *testing.T) {
	for intent, f := range features() {
		switch intent {
		case "report_value":
			if f.needs != report {
				t.Errorf("%s needs %q", intent, f.needs)
			}
		case "undo":
			if f.needs != undoOwn {
				t.Errorf("%s needs %q", intent, f.needs)
			}
		default:
			if f.needs != ask {
				t.Errorf("%s needs %q", intent, f.needs)
			}
		}
	}
}
