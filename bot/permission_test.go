package bot

import (
	"testing"

	"chitieu/target"
)

// TestWhoMayDoWhat is the table of rights, a line a role and a letter an
// action: a asks, r reports, u takes own figures back, U anybody's, d decides on
// what waits for the own unit, D on all that waits, p pauses.
func TestWhoMayDoWhat(t *testing.T) {
	actions := map[action]byte{ask: 'a', report: 'r', undoOwn: 'u', undoAny: 'U', approve: 'd', approveAny: 'D', pauseRule: 'p'}
	order := []action{ask, report, undoOwn, undoAny, approve, approveAny, pauseRule}
	for _, c := range []struct {
		name         string
		role         target.Role
		group, known bool
		want         string
	}{
		{"operator in private", target.Operator, false, false, "aruUdDp"},
		{"leader in private", target.Leader, false, false, "aruUdDp"},
		{"officer in private", target.Officer, false, false, "arud"},
		{"viewer in private", target.Viewer, false, false, "a"},
		{"stranger in private", "", false, false, ""},
		{"leader in a registered group", target.Leader, true, true, "aruUdDp"},
		{"officer in a registered group", target.Officer, true, true, "arud"},
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
		case "approve", "refuse":
			if f.needs != approve {
				t.Errorf("%s needs %q", intent, f.needs)
			}
		case "report_value", "confirm":
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

// TestWhoseFiguresWait: a line a member and what is reported, of a plan that
// wants approval.
func TestWhoseFiguresWait(t *testing.T) {
	plan := &target.Plan{Approval: true}
	ind := &target.Indicator{Lead: "finance", With: []target.UnitID{"tax", "communes"}, Confirm: "statistics"}
	for _, c := range []struct {
		rule             string
		role             target.Role
		member, reported target.UnitID
		want             bool
	}{
		{"a leader answers for everything", target.Leader, "", "", false},
		{"an operator too", target.Operator, "", "east", false},
		{"the lead agency for the whole", target.Officer, "finance", "", false},
		{"and for every part", target.Officer, "finance", "east", false},
		{"a supporting unit for the whole", target.Officer, "tax", "", false},
		{"but not for a commune", target.Officer, "tax", "east", true},
		{"the desk that confirms for the whole", target.Officer, "statistics", "", false},
		{"and for every part", target.Officer, "statistics", "east", false},
		{"a commune for its own part", target.Officer, "east", "east", false},
		{"but not for the whole", target.Officer, "east", "", true},
		{"nor for another commune", target.Officer, "east", "west", true},
		{"an agency that has nothing to do with it", target.Officer, "culture", "", true},
		{"an officer of no unit", target.Officer, "", "", true},
	} {
		m := &target.Member{Role: c.role, Unit: c.member}
		if got := waits(plan, m, ind, c.reported); got != c.want {
			t.Errorf("%s: waits %t, want %t", c.rule, got, c.want)
		}
		if waits(&target.Plan{}, m, ind, c.reported) {
			t.Errorf("%s: waits though the plan wants no approval", c.rule)
		}
	}
}

// TestWhoHasTheLastWord: only officers of the desk confirm, and nobody where no
// desk is named.
func TestWhoHasTheLastWord(t *testing.T) {
	of := func(role target.Role, unit target.UnitID) *target.Member {
		return &target.Member{Role: role, Unit: unit}
	}
	desk, nobody := &target.Indicator{Lead: "finance", Confirm: "statistics"}, &target.Indicator{Lead: "finance"}
	for _, c := range []struct {
		member *target.Member
		ind    *target.Indicator
		want   bool
	}{
		{of(target.Officer, "statistics"), desk, true},
		{of(target.Officer, "finance"), desk, false},
		{of(target.Leader, ""), desk, false},
		{of(target.Viewer, "statistics"), desk, false},
		{of(target.Officer, ""), nobody, false},
	} {
		if got := confirms(c.member, c.ind); got != c.want {
			t.Errorf("%s of %q confirms for desk %q: %t, want %t", c.member.Role, c.member.Unit, c.ind.Confirm, got, c.want)
		}
	}
}
