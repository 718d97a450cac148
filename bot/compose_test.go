package bot_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"chitieu/target"
)

// The chats of reminders that are not in every talk: a leader's and an
// operator's private ones in each language, and a group that leads what lags.
var reminderChats = []target.Chat{
	{ID: "test:leader", Member: "test:leader"},
	{ID: "test:operator", Member: "test:operator"},
	{ID: "test:leader-id", Member: "test:leader", Lang: target.Indonesian},
	{ID: "test:leader-en", Member: "test:leader", Lang: target.English},
	{ID: "test:waste-group", Group: true, Unit: "phong-tai-nguyen-moi-truong"},
	{ID: "test:waste-en", Group: true, Unit: "phong-tai-nguyen-moi-truong", Lang: target.English},
	{ID: "test:waste-id", Group: true, Unit: "phong-tai-nguyen-moi-truong", Lang: target.Indonesian},
}

func (s *stage) commit(c target.Change) {
	s.t.Helper()
	if err := s.store.Commit(s.t.Context(), c); err != nil {
		s.t.Fatal(err)
	}
}

func day(month time.Month, d int) target.Date { return target.NewDate(2024, month, d) }

func amount(s string) *target.Amount {
	a, err := target.ParseAmount(s, target.Vietnamese, &target.Indicator{Target: target.NewAmount(100)})
	if err != nil {
		panic(err)
	}
	return &a
}

// wasteChain is an escalation that has written to the lead agency and now
// writes to the leaders.
var wasteChain = target.Escalation{
	ID: "chain-1", Rule: "escalation", Indicator: "waste-treatment", Began: day(7, 2), Done: 2, Ended: day(7, 9),
	Steps: []target.ChainStep{
		{On: day(7, 2), To: target.ToUnit, Chats: []target.ChatID{"test:waste-group"}},
		{On: day(7, 9), To: target.ToLeader, Chats: []target.ChatID{"test:leader"}},
	},
}

// longChain still has a step to come after the leaders'.
var longChain = target.Escalation{
	ID: "chain-2", Rule: "escalation", Indicator: "waste-treatment", Unit: "xa-ky-khang", Began: day(7, 2), Done: 1,
	Steps: []target.ChainStep{
		{On: day(7, 2), To: target.ToLeader, Chats: []target.ChatID{"test:leader"}},
		{On: day(7, 16), To: target.ToLead, Chats: []target.ChatID{"test:waste-group"}},
	},
}

// TestComposeTellsWhatHappened: the kinds that no digest is, in the words of
// each language, a section of testdata/compose/kinds.txtar each.
func TestComposeTellsWhatHappened(t *testing.T) {
	golden := openGolden(t, "testdata/compose/kinds.txtar")
	step := func(chat target.ChatID, n int) target.Delivery {
		return target.Delivery{ID: "d", Rule: "escalation", Kind: target.Escalating, Chat: chat, Subject: "chain-1", Step: n}
	}
	outage := func(chat target.ChatID, subject string) target.Delivery {
		return target.Delivery{ID: "d", Kind: target.OutageNotice, Chat: chat, Subject: subject}
	}
	checked := func(chat target.ChatID, id string) target.Delivery {
		return target.Delivery{ID: "d", Kind: target.PromiseChecked, Chat: chat, Subject: id}
	}
	due := func(chat target.ChatID, subject string) target.Delivery {
		return target.Delivery{ID: "d", Rule: "directive-due", Chat: chat, Subject: subject}
	}
	const down = "2024-07-05T22:00:00+07:00/2024-07-08T09:00:00+07:00/2"
	for _, c := range []struct {
		what string
		d    target.Delivery
	}{
		{"the first step, to the group", step("test:waste-group", 1)},
		{"the first step, in English", step("test:waste-en", 1)},
		{"the first step, in Indonesian", step("test:waste-id", 1)},
		{"the last step, to a leader", step("test:leader", 2)},
		{"the last step, in English", step("test:leader-en", 2)},
		{"the last step, in Indonesian", step("test:leader-id", 2)},
		{"a chain that nobody knows", target.Delivery{ID: "d", Rule: "escalation", Kind: target.Escalating, Chat: "test:leader", Subject: "chain-9", Step: 1}},
		{"a step that the chain has not", step("test:leader", 3)},
		{"an outage", outage("test:leader", down)},
		{"an outage, in English", outage("test:leader-en", down)},
		{"an outage without a loss, in Indonesian", outage("test:leader-id", "2024-07-05T22:00:00+07:00/2024-07-08T09:00:00+07:00/0")},
		{"an outage that cannot be read", outage("test:leader", "yesterday")},
		{"a promise kept", checked("test:leader", "kept")},
		{"a promise broken", checked("test:leader", "broken")},
		{"a promise broken, in English", checked("test:leader-en", "broken")},
		{"a promise kept, in Indonesian", checked("test:leader-id", "kept")},
		{"a promise that is open", checked("test:leader", "open")},
		{"directives due and late", due("test:waste-group", "")},
		{"one directive, in English", due("test:waste-en", "gv-1")},
		{"one directive, in Indonesian", due("test:waste-id", "gv-2")},
		{"a late directive, to who gave it", due("test:leader", "gv-1")},
		{"a directive that was answered", due("test:waste-group", "gv-3")},
		{"a kind that nobody knows", target.Delivery{ID: "d", Kind: "horoscope", Chat: "test:group"}},
		{"a leader's nudge", target.Delivery{ID: "d", Kind: target.Nudge, Chat: "test:waste-group"}},
		{"sent once more", target.Delivery{ID: "d", Kind: target.Nudge, Chat: "test:waste-en", Resent: true}},
		{"for a chat that another stands in for", target.Delivery{ID: "d", Kind: target.Nudge, Chat: "test:leader", For: "test:waste-group"}},
		{"for a chat that is unknown", target.Delivery{ID: "d", Kind: target.Nudge, Chat: "test:leader", For: "test:nowhere"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newStage(t, nil)
			s.at("2024-07-09 08:30")
			s.commit(target.Change{
				Chats: reminderChats, Escalations: []target.Escalation{wasteChain},
				Answers: []target.Answer{
					{ID: "kept", Kind: target.Promised, Chat: "test:group", Indicator: "budget-revenue", Value: amount("87"), Until: day(7, 5), Outcome: target.Kept, Checked: day(7, 8)},
					{ID: "broken", Kind: target.Promised, Chat: "test:group", Indicator: "budget-revenue", Value: amount("95"), Until: day(7, 5), Outcome: target.Broken, Checked: day(7, 8)},
					{ID: "open", Kind: target.Promised, Chat: "test:group", Indicator: "budget-revenue", Value: amount("95"), Until: day(9, 5)},
				},
				Directives: []target.Directive{
					{ID: "gv-1", Unit: "phong-tai-nguyen-moi-truong", Chat: "test:waste-group", From: "test:leader", Text: "Báo cáo bãi rác Kỳ Tân", Due: day(7, 5).In(s.plan.Zone).Add(17 * time.Hour), State: target.DirectiveOpen},
					{ID: "gv-2", Unit: "phong-tai-nguyen-moi-truong", Chat: "test:waste-group", From: "test:leader", Text: "Gửi kế hoạch quý III", Due: day(7, 9).In(s.plan.Zone).Add(17 * time.Hour), State: target.DirectiveOpen},
					{ID: "gv-3", Unit: "phong-tai-nguyen-moi-truong", Chat: "test:waste-group", Text: "Đã xong", Due: day(7, 9).In(s.plan.Zone), State: target.DirectiveAnswered},
				},
			})
			golden.check(t, c.what, told(s.word(c.d).Note))
		})
	}
	golden.close(t)
}

// golden is an archive of texts, one a case.
type golden struct {
	file    string
	archive *txtar.Archive
	seen    []txtar.File
}

func openGolden(t *testing.T, file string) *golden {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return &golden{file: file, archive: archive}
}

// check compares a text with its section; -update takes it instead.
func (g *golden) check(t *testing.T, name, got string) {
	t.Helper()
	g.seen = append(g.seen, txtar.File{Name: name, Data: []byte(got + "\n")})
	at := slices.IndexFunc(g.archive.Files, func(f txtar.File) bool { return f.Name == name })
	switch {
	case *update:
	case at < 0:
		t.Errorf("%s has no section %q", g.file, name)
	default:
		if diff := cmp.Diff(string(g.archive.Files[at].Data), got+"\n"); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// close writes the archive anew if that is asked for, and finds what no case is
// for any more.
func (g *golden) close(t *testing.T) {
	t.Helper()
	if *update {
		g.archive.Files = g.seen
		if err := os.WriteFile(g.file, txtar.Format(g.archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(g.archive.Files) != len(g.seen) {
		t.Errorf("%s has %d sections for %d cases", g.file, len(g.archive.Files), len(g.seen))
	}
}

// told is a note as a person sees it.
func told(n target.Note) string {
	text := n.Text
	if n.Head != "" {
		text = n.Head + "\n" + text
	}
	for _, c := range n.Choices {
		text += "\n[" + c.Label + "]"
	}
	return text
}

// TestHealth: one line when all is well, and what has to be looked at else.
func TestHealth(t *testing.T) {
	golden := openGolden(t, "testdata/compose/health.txtar")
	at := time.Date(2024, 7, 9, 2, 0, 0, 0, time.UTC)
	row := func(id string, state target.DeliveryState) target.Delivery {
		return target.Delivery{ID: target.DeliveryID("monday-digest/" + id), Rule: "monday-digest", Chat: "test:group", Slot: at, Created: at, State: state, Done: at}
	}
	var many []target.Incident
	for i, kind := range []target.IncidentKind{target.Outage, target.ClockJumped, target.QuotaWarning, target.QuotaStop, target.FellBack, target.DeliveryLate} {
		many = append(many, target.Incident{At: at.Add(time.Duration(i) * time.Minute), Kind: kind})
	}
	for _, c := range []struct {
		what   string
		change target.Change
	}{
		{"nothing was due", target.Change{}},
		{"all was sent", target.Change{Deliveries: []target.Delivery{row("a", target.Sent), row("b", target.Sent)}}},
		{"something went wrong", target.Change{
			Deliveries: []target.Delivery{row("a", target.Sent), row("b", target.Missed), row("c", target.Unsure), row("d", target.Dead)},
			Chats:      []target.Chat{{ID: "test:gone", Group: true, Parked: "kicked"}},
			Incidents:  []target.Incident{{At: at, Kind: target.ChatParked, Chat: "test:gone"}, {At: at.Add(time.Hour), Kind: target.Unreachable}},
		}},
		{"a lot went wrong", target.Change{Incidents: many}},
	} {
		for _, chat := range []target.Chat{{ID: "test:operator"}, {ID: "test:operator-id", Lang: target.Indonesian}, {ID: "test:operator-en", Lang: target.English}} {
			s := newStage(t, nil)
			s.at("2024-07-09 16:30")
			s.unparked()
			chat.Member = "test:operator"
			s.commit(target.Change{Chats: []target.Chat{chat}})
			s.commit(c.change)
			said := s.word(target.Delivery{ID: "d", Rule: "operator-daily", Chat: chat.ID})
			golden.check(t, strings.TrimSpace(c.what+" "+string(chat.Lang)), told(said.Note))
			if !said.Note.Deferrable || strings.Count(told(said.Note), "\n") >= maxLines {
				t.Errorf("%s: %+v", c.what, said.Note)
			}
		}
	}
	golden.close(t)
}

// unparked takes back that a group of the stage is parked.
func (s *stage) unparked() {
	for _, chat := range groups {
		if chat.Parked != "" {
			chat.Parked = ""
			s.commit(target.Change{Chats: []target.Chat{chat}})
		}
	}
}

// TestHealthOverAWeekend: Monday's line goes back to Friday's, not a day.
func TestHealthOverAWeekend(t *testing.T) {
	s := newStage(t, nil)
	s.at("2024-07-05 16:30")
	s.unparked()
	s.commit(target.Change{Chats: []target.Chat{{ID: "test:operator", Member: "test:operator"}}})
	line := func(id target.DeliveryID) target.Delivery {
		return target.Delivery{ID: id, Rule: "operator-daily", Kind: target.Health, Chat: "test:operator", Slot: s.now, Created: s.now, State: target.Pending}
	}
	s.deliver(line("operator-daily/friday"))
	s.at("2024-07-06 10:00")
	s.commit(target.Change{Incidents: []target.Incident{{At: s.now, Kind: target.ChatParked, Chat: "test:group"}}})
	s.at("2024-07-08 16:30")
	if got := told(s.word(line("operator-daily/monday")).Note); !strings.Contains(got, "Nhắc việc từ 16:30 ngày 5/7/2024") || !strings.Contains(got, "ngừng gửi đến một nhóm") {
		t.Errorf("Saturday's incident is not in Monday's line:\n%s", got)
	}
	s.deliver(line("operator-daily/monday"))
	s.at("2024-07-09 16:30")
	if got := told(s.word(line("operator-daily/tuesday")).Note); !strings.Contains(got, "0 kỳ, đã gửi 0 tin") {
		t.Errorf("the line counts itself:\n%s", got)
	}
}
