package telegram

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

var note = target.Note{Head: "Nhắc việc", Text: "Thu ngân sách đang chậm"}

// class says what a SendError claims, all of it.
func class(err error) string {
	e, ok := errors.AsType[*target.SendError](err)
	if !ok {
		return fmt.Sprintf("%T", err)
	}
	var claims []string
	if e.RetryAfter > 0 {
		claims = append(claims, "after "+e.RetryAfter.String())
	}
	if e.Gone {
		claims = append(claims, "gone")
	}
	if e.MovedTo != "" {
		claims = append(claims, "moved to "+string(e.MovedTo))
	}
	if e.Refused {
		claims = append(claims, "refused")
	}
	if e.Unsure {
		claims = append(claims, "unsure")
	}
	if claims == nil {
		return "later"
	}
	return strings.Join(claims, ", ")
}

func TestErrorClasses(t *testing.T) {
	code := func(code int, text string) telegramtest.Fault {
		return telegramtest.Fault{Code: code, Description: text}
	}
	for _, c := range []struct {
		fault telegramtest.Fault
		want  string
	}{
		{telegramtest.TooMany(7), "after 7s"},
		{code(429, "Too Many Requests"), "after 5s"},
		{telegramtest.Fault{Status: 429, Body: "<html>slow down"}, "after 5s"},
		{telegramtest.Migrated(-1005), "moved to telegram:-1005"},
		{telegramtest.BadRequest("chat not found"), "gone"},
		{telegramtest.BadRequest("private chat not found"), "gone"},
		{telegramtest.BadRequest("TOPIC_CLOSED"), "gone"},
		{telegramtest.BadRequest("not enough rights to send text messages to the chat"), "gone"},
		{telegramtest.Kicked, "gone"},
		{telegramtest.Blocked, "gone"},
		{code(403, "Forbidden: user is deactivated"), "gone"},
		{code(403, "Forbidden: the group chat was deleted"), "gone"},
		{telegramtest.BadRequest("message is too long"), "refused"},
		{telegramtest.BadRequest("BUTTON_DATA_INVALID"), "refused"},
		{telegramtest.BadRequest("something of 2030"), "refused"},
		{code(401, "Unauthorized"), "later"},
		{code(409, "Conflict"), "later"},
		{telegramtest.Fault{Status: 407, Body: "<html>proxy</html>"}, "later"},
		{telegramtest.Fault{Status: 302, Body: "<html>elsewhere</html>"}, "later"},
		{telegramtest.Refuse, "later"},
		{telegramtest.CutBefore, "unsure"}, // nobody can tell it from the next
		{telegramtest.CutAfter, "unsure"},
		{telegramtest.BadGateway, "unsure"},
		{telegramtest.ServerError, "unsure"},
		{telegramtest.Fault{Body: "null"}, "unsure"},
		{telegramtest.Fault{Body: "{}"}, "unsure"},
		{telegramtest.Fault{Status: 200}, "unsure"},
		{telegramtest.Fault{Delay: time.Minute}, "unsure"}, // longer than the timeout
	} {
		synctest.Test(t, func(t *testing.T) {
			srv := newServer()
			srv.Fail("sendMessage", 1, c.fault)
			transport, _ := newTransport(t, srv)
			_, err := transport.Send(t.Context(), "telegram:7", note)
			if got := class(err); got != c.want {
				t.Errorf("%+v: %s (%v), want %s", c.fault, got, err, c.want)
			}
			if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), testToken) {
				t.Errorf("%+v: the error holds the token", c.fault)
			}
		})
	}
}

func TestSendToChatsAsTheyAre(t *testing.T) {
	srv := newServer()
	srv.AddUser(telegramtest.User{ID: 8, First: "Chưa quen"})
	srv.AddGroup(-300, "Nhóm nhỏ")
	srv.Migrate(-300, -1003000000000)
	srv.AddGroup(-400, "Nhóm cũ")
	srv.Kick(-400, officer)
	transport, _ := newTransport(t, srv)
	for chat, want := range map[target.ChatID]string{
		"telegram:404":                    "gone",
		"telegram:8":                      "gone",
		"telegram:-300":                   "moved to telegram:-1003000000000",
		"telegram:-400":                   "gone",
		"web:lead":                        "refused",
		"telegram:":                       "refused",
		"telegram:officer":                "refused",
		"telegram:-100/general":           "refused",
		"telegram:-100/-5":                "refused",
		"telegram:9999999999999999999999": "refused",
	} {
		if _, err := transport.Send(t.Context(), chat, note); class(err) != want {
			t.Errorf("%s: %s (%v), want %s", chat, class(err), err, want)
		}
	}
	if _, err := transport.Send(t.Context(), "telegram:7", target.Note{Head: " ", Text: "\n"}); class(err) != "refused" {
		t.Errorf("an empty note: %v", err)
	}
}

func TestSendMarksTheHead(t *testing.T) {
	srv := newServer()
	transport, _ := newTransport(t, srv)
	id, err := transport.Send(t.Context(), "telegram:7", target.Note{Head: "Thu & chi <2024>", Text: "a < b"})
	if err != nil {
		t.Fatal(err)
	}
	m := srv.Seen(officer)[0]
	if id != fmt.Sprint(m.ID) || m.Text != "Thu & chi <2024>\na < b" || len(m.Bold) != 1 || m.Bold[0] != "Thu & chi <2024>" {
		t.Errorf("id %s of %+v", id, m)
	}
}

// TestSentWithoutANumber: a message that Telegram has scheduled has no number
// yet; it is sent all the same.
func TestSentWithoutANumber(t *testing.T) {
	for result, want := range map[string]string{
		`{"message_id":0}`:                "",
		`{}`:                              "",
		`true`:                            "",
		`{"message_id":4503599627370495}`: "4503599627370495",
	} {
		srv := newServer()
		srv.Fail("sendMessage", 1, telegramtest.Fault{Body: `{"ok":true,"result":` + result + `}`})
		transport, _ := newTransport(t, srv)
		if id, err := transport.Send(t.Context(), "telegram:7", note); err != nil || id != want {
			t.Errorf("%s: id %q, %v, want %q", result, id, err, want)
		}
	}
}

func TestSendIntoTopic(t *testing.T) {
	srv := newServer()
	transport, _ := newTransport(t, srv)
	chat := address{forum, 6}.id()
	if _, err := transport.Send(t.Context(), chat, note); err != nil {
		t.Fatal(err)
	}
	srv.CloseTopic(forum, 6)
	if _, err := transport.Send(t.Context(), chat, note); err != nil {
		t.Fatal(err)
	}
	if seen := srv.Seen(forum); len(seen) != 2 || seen[0].Topic != 6 || seen[1].Topic != 0 {
		t.Errorf("want one in topic 6 and, after it was deleted, one in the group: %+v", seen)
	}
}

// TestDeadTopic: every message for a topic that is gone goes to its group, and
// the operator hears of it once, until it works again.
func TestDeadTopic(t *testing.T) {
	srv := newServer()
	var told []target.Incident
	transport, _ := newTransport(t, srv, func(o *Options) { o.Incident = func(i target.Incident) { told = append(told, i) } })
	send := func(chat target.ChatID) {
		t.Helper()
		if _, err := transport.Send(t.Context(), chat, note); err != nil {
			t.Error(err)
		}
	}
	dead, general := address{forum, 6}.id(), address{forum, 1}.id()
	srv.CloseTopic(forum, 6)
	send(dead)
	send(dead)
	send(general)
	if len(told) != 1 || told[0].Kind != target.TopicGone || told[0].Chat != dead || told[0].At.IsZero() {
		t.Errorf("told %+v, want once that the topic is gone", told)
	}
	if n := len(srv.Requests("sendMessage")); n != 5 {
		t.Errorf("%d requests, want two for each message to the topic, one to the general topic", n)
	}
	srv.OpenTopic(forum, 6)
	send(dead)
	srv.CloseTopic(forum, 6)
	send(dead)
	if len(told) != 2 {
		t.Errorf("told %d times, want again after it had worked", len(told))
	}
}

func TestUnreadableMarkupGoesPlain(t *testing.T) {
	srv := newServer()
	srv.Fail("sendMessage", 1, telegramtest.BadRequest(`can't parse entities: Unsupported start tag "x" at byte offset 3`))
	transport, log := newTransport(t, srv)
	if _, err := transport.Send(t.Context(), "telegram:7", target.Note{Head: "A & B", Text: "<x>"}); err != nil {
		t.Fatal(err)
	}
	if got := texts(srv, officer); got != "A & B\n<x>" {
		t.Errorf("sent %q", got)
	}
	if !strings.Contains(log.Log(), "sent again after a refusal") {
		t.Error("our mistake is not in the log")
	}
}

// long is a note in three parts.
func long() target.Note {
	return target.Note{Text: strings.Repeat(strings.Repeat("x", 99)+"\n", 100), Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro"}}}
}

func TestLongNoteIsNotBegunTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		transport, _ := newTransport(t, srv)
		srv.Fail("sendMessage", 1, telegramtest.Fault{})
		srv.Fail("sendMessage", 1, telegramtest.TooMany(8))
		if _, err := transport.Send(t.Context(), "telegram:7", long()); err != nil {
			t.Fatal(err)
		}
		seen := srv.Seen(officer)
		if len(seen) != 3 || len(seen[0].Buttons) != 0 || len(seen[2].Buttons) != 1 {
			t.Errorf("%d parts, want 3 with the buttons under the last", len(seen))
		}
	})
}

func TestHalfSentNoteIsUnsure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		transport, _ := newTransport(t, srv)
		srv.Fail("sendMessage", 1, telegramtest.Fault{})
		srv.Fail("sendMessage", -1, telegramtest.Refuse)
		if _, err := transport.Send(t.Context(), "telegram:7", long()); class(err) != "unsure" {
			t.Errorf("after one of three parts: %v", err)
		}
	})
}

func TestChoicesThatCannotBeSent(t *testing.T) {
	srv := newServer()
	transport, log := newTransport(t, srv)
	tooLong := strings.Repeat("ế", 22) // 22 letters, 66 bytes
	_, err := transport.Send(t.Context(), "telegram:7", target.Note{Text: "Chọn", Choices: []target.Choice{
		{Label: "Dài", Data: tooLong}, {Label: "Vừa", Data: strings.Repeat("ế", 21) + "x"}, {Label: "", Data: "/x"}}})
	if err != nil {
		t.Fatal(err)
	}
	if rows := srv.Seen(officer)[0].Buttons; len(rows) != 1 || len(rows[0]) != 1 || rows[0][0].Label != "Vừa" {
		t.Errorf("buttons %v", rows)
	}
	if !strings.Contains(log.Log(), "choices left out") {
		t.Error("the log does not say that choices were left out")
	}
}

func TestKeyboardRows(t *testing.T) {
	srv := newServer()
	transport, _ := newTransport(t, srv)
	var choices []target.Choice
	for _, label := range []string{"Kỳ Thư", "Kỳ Khang", "Thu ngân sách nhà nước", "Đã rõ", "Một nhãn dài hơn nửa màn hình", "Cuối"} {
		choices = append(choices, target.Choice{Label: label, Data: "/x"})
	}
	if _, err := transport.Send(t.Context(), "telegram:7", target.Note{Text: "Chọn", Choices: choices}); err != nil {
		t.Fatal(err)
	}
	var shape []int
	for _, row := range srv.Seen(officer)[0].Buttons {
		shape = append(shape, len(row))
	}
	if got := fmt.Sprint(shape); got != "[2 1 1 1 1]" {
		t.Errorf("rows of %s, want two short labels side by side", got)
	}
}
