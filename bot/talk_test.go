package bot_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"chitieu/bot"
	"chitieu/target"
)

var update = flag.Bool("update", false, "write the replies of testdata/*.txtar anew")

// TestTalk plays the conversations of testdata. Each section of a file is one
// conversation with a fresh bot on the demonstration's figures:
//
//	@ 2024-07-01 09:00              sets the clock
//	> officer: text                 says something in private; \n and \t are signs
//	> officer in group: text        says it to the bot in a group
//	> officer among group: text     says it in a group, not to the bot
//	> officer presses: label        takes a choice of the last reply
//	> buttons                       prints the choices of the last reply
//	> officer in group presses: …   the same in a group
//	> officer replies 2: text       replies to the second queued answer
//	> officer in group replies 2: … the same in a group
//	> officer edits: text           changes what was said last
//	> officer sends: voice          sends what cannot be read
//	> zalo:an in zalo:nhom: text    somebody, somewhere in another messenger
//	! restart                       the bot starts anew on the same store
//	! again                         the last message is delivered once more
//	! report-due monthly to group   composes a reminder: kind, rule, chat
//	! send monday-digest to group   composes it and notes that it was sent
//	! notes to commune              what waits in the outbox for a chat, replies left out
//	! nowhere puts the bot out      the bot is no longer in a chat
//
// One-time codes stand as CODE1, CODE2… in the order of their coming.
//
// What stands below, up to the next of these lines, is the reply, "= " before
// its head. Choices are printed, in brackets, only where the script asks for
// them: one more button then changes few talks. -update writes what comes now.
func TestTalk(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range archive.Files {
			section := &archive.Files[i]
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+section.Name, func(t *testing.T) {
				got := play(t, string(section.Data))
				if *update {
					section.Data = []byte(got)
					return
				}
				if diff := cmp.Diff(string(section.Data), got); diff != "" {
					t.Errorf("talk differs (-want +got):\n%s", diff)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// play runs the directions of a script and returns it with the replies.
func play(t *testing.T, script string) string {
	s := newStage(t, nil)
	var out strings.Builder
	var last bot.Message
	var reply bot.Reply
	var secrets codes
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		kind, rest, _ := strings.Cut(line, " ")
		if kind != "@" && kind != ">" && kind != "!" {
			continue
		}
		fmt.Fprintln(&out, line)
		switch {
		case kind == "@":
			s.at(rest)
			continue
		case rest == "restart":
			s.restart()
			continue
		case rest == "buttons":
			for _, c := range reply.Choices {
				fmt.Fprintf(&out, "[%s]\n", c.Label)
			}
			continue
		case strings.HasPrefix(rest, "notes to "):
			notes := s.notes(target.ChatID(full(strings.TrimPrefix(rest, "notes to "))))
			for _, n := range notes {
				reply = bot.Reply{Note: n}
				out.WriteString(secrets.hide(script1(t, reply)))
			}
			if len(notes) == 0 {
				out.WriteString("(none)\n")
			}
			continue
		case strings.HasPrefix(rest, "send "):
			reply = s.send(strings.TrimPrefix(rest, "send "))
		case rest == "again":
			reply = s.handle(last)
		case strings.HasSuffix(rest, " puts the bot out"):
			reply = s.handle(s.putOut(strings.TrimSuffix(rest, " puts the bot out")))
		case kind == "!":
			reply = s.compose(rest)
		default:
			last = s.direct(secrets.fill(rest), reply, last)
			reply = s.handle(last)
			if reply.Queued && !reply.Silent {
				s.receipts = append(s.receipts, target.DeliveryID("reply/"+last.ID))
			}
		}
		out.WriteString(secrets.hide(script1(t, reply)))
	}
	return out.String()
}

// lineBreaks are written out in a script, which has one line for each message.
var lineBreaks = strings.NewReplacer(`\n`, "\n", `\t`, "\t")

// direct makes a message of a direction.
func (s *stage) direct(direction string, before bot.Reply, last bot.Message) bot.Message {
	s.t.Helper()
	how, text, ok := strings.Cut(direction, ": ")
	words := strings.Fields(how)
	if !ok || len(words) == 0 {
		s.t.Fatalf("cannot read direction %q", direction)
	}
	m := s.message(words[0], lineBreaks.Replace(text))
	if len(words) >= 3 && words[1] != "replies" {
		m.Addressed = words[1] == "in"
		s.place(&m, words[2])
		words = slices.Delete(words, 1, 3)
	}
	switch words[min(1, len(words)-1)] {
	case "replies":
		m.ReplyTo = s.shown(words[2])
		return m
	case "edits":
		m.Edited, m.At = true, last.At
	case "sends":
		m.Text, m.Wordless = "", true
	}
	if words[len(words)-1] == "presses" {
		m.Pressed, m.Text = "earlier", ""
		for _, c := range before.Choices {
			if c.Label == text {
				m.Text = c.Data
			}
		}
		if m.Text == "" {
			s.t.Fatalf("no choice %q in %q", text, before.Choices)
		}
	}
	return m
}

// shown returns the messenger's id of the n-th queued answer, which it sends.
func (s *stage) shown(n string) string {
	s.t.Helper()
	i, err := strconv.Atoi(n)
	if err != nil || i < 1 || i > len(s.receipts) {
		s.t.Fatalf("no answer %q of %q", n, s.receipts)
	}
	id := s.receipts[i-1]
	if d := s.queued(id); d != nil {
		d.State, d.Done, d.MessageID = target.Sent, s.now, "m-"+string(id)
		if err := s.store.Finish(s.t.Context(), *d); err != nil {
			s.t.Fatal(err)
		}
	}
	return "m-" + string(id)
}

// compose words a reminder: "monday-digest to group", "… since 2024-06-28".
func (s *stage) compose(direction string) bot.Reply {
	s.t.Helper()
	words := strings.Fields(direction)
	if len(words) < 3 {
		s.t.Fatalf("cannot read direction %q", direction)
	}
	d := target.Delivery{Rule: target.RuleID(words[0]), Chat: target.ChatID("test:" + words[2]), Slot: s.now}
	if len(words) == 5 {
		since, err := target.ParseDate(words[4])
		if err != nil {
			s.t.Fatal(err)
		}
		d.Since = since
	}
	return bot.Reply{Note: s.word(d).Note}
}

// word composes a delivery; why nothing is said stands for its words.
func (s *stage) word(d target.Delivery) target.Composed {
	s.t.Helper()
	said, err := s.bot.Compose(s.t.Context(), d, s.now)
	if err != nil {
		s.t.Fatal(err)
	}
	if said.Drop != "" {
		said.Note = target.Note{Text: "(dropped: " + said.Drop + ")"}
	}
	return said
}

// send words a reminder as the courier would, and stores that it was sent.
func (s *stage) send(direction string) bot.Reply {
	s.t.Helper()
	rule, chat, _ := strings.Cut(direction, " to ")
	return s.deliver(target.Delivery{
		ID:   target.DeliveryID(fmt.Sprintf("%s/%s/test:%s", rule, s.now.UTC().Format("200601021504"), chat)),
		Rule: target.RuleID(rule), Chat: target.ChatID("test:" + chat), Slot: s.now, State: target.Pending, Created: s.now,
	})
}

// deliver stores the delivery, words it and stores that it was sent.
func (s *stage) deliver(d target.Delivery) bot.Reply {
	s.t.Helper()
	ctx := s.t.Context()
	for i := range s.plan.Rules {
		if s.plan.Rules[i].ID == d.Rule {
			d.Kind = s.plan.Rules[i].Kind
		}
	}
	if err := s.store.Commit(ctx, target.Change{Deliveries: []target.Delivery{d}}); err != nil {
		s.t.Fatal(err)
	}
	said := s.word(d)
	if said.Drop != "" {
		return bot.Reply{Note: said.Note}
	}
	d.Note, d.Facts, d.Cause = &said.Note, said.Facts, said.Cause
	d.State, d.Done, d.MessageID = target.Sent, s.now, "m1"
	if err := s.store.Finish(ctx, d); err != nil {
		s.t.Fatal(err)
	}
	return bot.Reply{Note: said.Note}
}

// maxLines is how much of an answer a phone shows at once.
const maxLines = 8

// script1 writes a reply as it stands in a script, and checks what holds for
// every reply.
func script1(t *testing.T, r bot.Reply) string {
	t.Helper()
	if r.Silent {
		return "(silence)\n"
	}
	var out strings.Builder
	if r.Edit {
		fmt.Fprintln(&out, "(in place)")
	}
	if r.Head != "" {
		fmt.Fprintln(&out, "= "+r.Head)
	}
	fmt.Fprintln(&out, r.Text)
	for _, c := range r.Choices {
		if len(c.Data) > 64 || c.Data == "" || c.Label == "" {
			t.Errorf("choice %q has data of %d bytes: %q", c.Label, len(c.Data), c.Data)
		}
	}
	if n := strings.Count(out.String(), "\n") - strings.Count(out.String(), "(in place)\n"); n > maxLines {
		t.Errorf("reply of %d lines:\n%s", n, out.String())
	}
	if strings.Contains(out.String(), "<no value>") || strings.Contains(r.Text, "!") {
		t.Errorf("reply is badly worded:\n%s", out.String())
	}
	return out.String()
}
