package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// nameMark stands in every person's name of the property below.
const nameMark = "TÊNRIÊNG"

// late are the words that call something late, in each language.
var late = regexp.MustCompile(`(?i)chậm|terlambat|lagging|behind|nguy cơ|at risk`)

// marked gives everybody a name that would be found again, and lets them report,
// be given work, and prepare.
func (s *stage) marked() {
	s.t.Helper()
	var members []target.Member
	for _, m := range cast {
		m.Name = nameMark + " " + m.Name
		members = append(members, m)
	}
	s.commit(target.Change{
		Members: members, Chats: reminderChats,
		Directives: []target.Directive{{
			ID: "gv-1", Unit: "phong-tai-chinh-ke-hoach", Chat: "test:finance-group", By: "test:leader", From: "test:leader",
			Text: "Báo cáo giải pháp thu ngân sách", Due: day(3, 1).In(s.plan.Zone), State: target.DirectiveOpen,
		}},
		Preparations: []target.Preparation{{Indicator: "cultural-villages", Stage: 2, AsOf: day(2, 1), By: "test:culture"}},
	})
	s.at("2024-02-20 08:00")
	for who, text := range map[string]string{"officer": "thu ngân sách 18 tỷ", "leader": "rác thải 90%"} {
		m := s.message(who, text)
		m.FromName = nameMark
		s.handle(m)
	}
}

// TestReminders holds every reminder of a year to what all of them promise: at
// most seven lines and the one that an answer adds, nothing that is not due is
// called late, no person is named, and every choice fits a button.
func TestReminders(t *testing.T) {
	s := newStage(t, nil)
	s.marked()
	said := make(map[target.RuleKind]int)
	for on := day(1, 8); on.Year == 2024; on = on.AddDays(11) {
		for i := range s.plan.Rules {
			rule := &s.plan.Rules[i]
			for _, chat := range []target.ChatID{"test:group", "test:english-group", "test:finance-group", "test:waste-id", "test:operator", "test:leader-en"} {
				s.now = on.In(s.plan.Zone).Add(8 * time.Hour)
				d := target.Delivery{ID: "d", Rule: rule.ID, Kind: rule.Kind, Chat: chat, Slot: s.now, Since: on.AddDays(-11), Created: s.now}
				composed := s.word(d)
				if composed.Drop != "" {
					continue
				}
				said[rule.Kind]++
				s.holds(rule, &composed)
			}
		}
	}
	for _, kind := range []target.RuleKind{target.Digest, target.Crossing, target.ReportDue, target.DateNear, target.DirectiveDue, target.Health} {
		if said[kind] == 0 {
			t.Errorf("no reminder of kind %s in the year", kind)
		}
	}
}

// holds checks one reminder.
func (s *stage) holds(rule *target.Rule, c *target.Composed) {
	s.t.Helper()
	text := told(target.Note{Head: c.Note.Head, Text: c.Note.Text})
	if n := strings.Count(text, "\n") + 1; n > maxLines || rule.Kind == target.Digest && n >= maxLines {
		s.t.Errorf("%s on %s: %d lines:\n%s", rule.ID, s.now, n, text)
	}
	if strings.Contains(text, nameMark) || strings.Contains(text, "<no value>") {
		s.t.Errorf("%s on %s names a person or nothing:\n%s", rule.ID, s.now, text)
	}
	for _, f := range c.Facts {
		if f.Status == target.NotDue && late.MatchString(text) {
			s.t.Errorf("%s on %s calls %s late:\n%s", rule.ID, s.now, f.Indicator, text)
		}
	}
	for _, choice := range c.Note.Choices {
		if len(choice.Data) > 64 || choice.Label == "" {
			s.t.Errorf("%s: choice %+v", rule.ID, choice)
		}
	}
}

// TestGroupsHearNoNames: neither who reported nor who answered is named where
// others read it.
func TestGroupsHearNoNames(t *testing.T) {
	s := newStage(t, nil)
	s.marked()
	s.at("2024-07-01 07:30")
	m := s.message("officer", "thu ngân sách 87,3 tỷ")
	m.FromName = nameMark
	s.handle(m)
	sent := s.send("monday-digest to group")
	for _, label := range []string{"Đã rõ", "Vì sao nhắc?", "Hoãn"} {
		reply := s.handle(s.presses("officer", "group", label, sent))
		if text := told(reply.Note); strings.Contains(text, nameMark) {
			t.Errorf("%s:\n%s", label, text)
		}
	}
	if why := s.handle(s.inGroup("leader", "group", "vì sao nhắc thu ngân sách?")); !strings.Contains(why.Text, "Phòng TC-KH báo cáo") {
		t.Errorf("why does not name the unit: %q", why.Text)
	}
}
