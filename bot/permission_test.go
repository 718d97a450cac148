package bot

import (
	"slices"
	"testing"

	"chitieu/target"
)

// TestWhoMayDoWhat is the table of rights: a line an action, a column a place
// (private, own group, group of another unit, group nobody knows), in it a
// letter for each role that may: n nobody's member, v viewer, o officer,
// l leader, p operator. An action that is not here fails the test.
func TestWhoMayDoWhat(t *testing.T) {
	want := map[action][4]string{
		ask:          {"volp", "nvolp", "nvolp", ""},
		report:       {"olp", "olp", "olp", ""},
		undoOwn:      {"olp", "olp", "olp", ""},
		undoAny:      {"lp", "lp", "lp", ""},
		approve:      {"olp", "olp", "olp", ""},
		approveAny:   {"lp", "lp", "lp", ""},
		pauseRule:    {"lp", "lp", "lp", ""},
		changeRule:   {"lp", "lp", "lp", ""},
		remindNow:    {"lp", "lp", "lp", ""},
		giveTask:     {"lp", "lp", "lp", ""},
		answerTask:   {"olp", "olp", "olp", ""},
		watch:        {"lp", "", "", ""},
		enter:        {"nvolp", "", "", ""},
		request:      {"n", "", "", ""},
		invite:       {"lp", "", "", ""},
		listMembers:  {"lp", "", "", ""},
		manage:       {"lp", "", "", ""},
		manageAny:    {"p", "", "", ""},
		grantAccess:  {"p", "", "", ""},
		linkAccounts: {"volp", "", "", ""},
		ownData:      {"volp", "", "", ""},
		bindGroup:    {"", "lp", "lp", "lp"},

		answerReminder: {"olp", "olp", "olp", ""},
		stopEscalation: {"lp", "lp", "lp", ""},
	}
	roles := []target.Role{"", target.Viewer, target.Officer, target.Leader, target.Operator, "auditor"}
	for _, r := range rights {
		row, listed := want[r.action]
		if !listed {
			t.Errorf("%s is not in the table", r.action)
		}
		for column, where := range standings() {
			got := ""
			for i, role := range roles {
				speaker := where
				speaker.member = target.Member{Role: role, Unit: "east"}
				if speaker.may(r.action) {
					got += "nvolp?"[i : i+1]
				}
			}
			if got != row[column] {
				t.Errorf("%s, place %d: %q may, want %q", r.action, column, got, row[column])
			}
		}
	}
	if len(rights) != len(want) {
		t.Errorf("%d actions have rights, the table has %d", len(rights), len(want))
	}
}

// standings are turns in each of the four places, for somebody of the unit east.
func standings() []turn {
	return []turn{
		{},
		{msg: Message{Group: true}, known: true, chat: target.Chat{Unit: "east"}},
		{msg: Message{Group: true}, known: true, chat: target.Chat{Unit: "west"}},
		{msg: Message{Group: true}},
	}
}

// TestTheWholeLocalitysGroupIsEverybodys: there everybody is at home.
func TestTheWholeLocalitysGroupIsEverybodys(t *testing.T) {
	speaker := &turn{msg: Message{Group: true}, known: true, member: target.Member{Role: target.Officer, Unit: "east"}}
	if got := speaker.place(); got != ownGroup {
		t.Errorf("place %d, want %d", got, ownGroup)
	}
}

// TestWhoManagesWhom: leaders officers and viewers, operators everybody, the
// others nobody.
func TestWhoManagesWhom(t *testing.T) {
	for _, c := range []struct {
		role target.Role
		want []target.Role
	}{
		{target.Operator, []target.Role{target.Operator, target.Leader, target.Officer, target.Viewer}},
		{target.Leader, []target.Role{target.Officer, target.Viewer}},
		{target.Officer, nil},
		{target.Viewer, nil},
		{"", nil},
	} {
		speaker := &turn{member: target.Member{Role: c.role}}
		var got []target.Role
		for _, role := range []target.Role{target.Operator, target.Leader, target.Officer, target.Viewer} {
			if speaker.manages(role) {
				got = append(got, role)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s manages %v, want %v", c.role, got, c.want)
		}
	}
}

// TestEveryFeatureNeedsARight: what a feature needs is in the table of rights,
// and what changes figures is not for everybody.
func TestEveryFeatureNeedsARight(t *testing.T) {
	for intent, f := range features() {
		if !slices.ContainsFunc(rights, func(r right) bool { return r.action == f.needs }) {
			t.Errorf("%s needs %q, which has no rights", intent, f.needs)
		}
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
