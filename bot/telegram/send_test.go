package telegram

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
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

func TestAnswers(t *testing.T) {
	picture := func(alt string) *bot.Picture { return &bot.Picture{Name: "thu.png", Data: []byte("PNG"), Alt: alt} }
	for name, c := range map[string]struct {
		reply  bot.Reply
		method string
		fault  telegramtest.Fault
		want   []string
	}{
		"plain":                 {reply: bot.Reply{Note: note}, want: []string{"Nhắc việc\nThu ngân sách đang chậm"}},
		"after 429":             {bot.Reply{Note: target.Note{Text: "một"}}, "sendMessage", telegramtest.TooMany(30), []string{"một"}},
		"after a cut":           {bot.Reply{Note: target.Note{Text: "một"}}, "sendMessage", telegramtest.CutBefore, []string{"một"}},
		"kicked":                {bot.Reply{Note: target.Note{Text: "một"}}, "sendMessage", telegramtest.Kicked, nil},
		"caption":               {reply: bot.Reply{Note: note, Picture: picture("cột")}, want: []string{"[PNG] Nhắc việc\nThu ngân sách đang chậm"}},
		"picture without words": {reply: bot.Reply{Picture: picture("cột")}, want: []string{"[PNG] cột"}},
		"picture, many words":   {reply: bot.Reply{Note: target.Note{Text: strings.Repeat("x", 1025)}, Picture: picture("cột")}, want: []string{"[PNG] cột", strings.Repeat("x", 1025)}},
		"picture after a cut":   {bot.Reply{Note: target.Note{Text: "một"}, Picture: picture("")}, "sendPhoto", telegramtest.Refuse, []string{"[PNG] một"}},
		"picture refused":       {bot.Reply{Note: target.Note{Text: "một"}, Picture: picture("")}, "sendPhoto", telegramtest.Blocked, nil},
		"edit without a press":  {reply: bot.Reply{Note: target.Note{Text: "một"}, Edit: true}, want: []string{"một"}},
		"empty":                 {want: nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := start(t, newServer())
				l.rec.On("hỏi", bottest.Always(c.reply))
				l.srv.Fail(c.method, 1, c.fault)
				if c.method == "" {
					l.srv.Heal()
				}
				l.srv.Say(officer, officer, "hỏi")
				time.Sleep(time.Minute)
				var got []string
				for _, m := range l.srv.Seen(officer) {
					if m.Photo != nil {
						m.Text = "[" + string(m.Photo) + "] " + m.Text
					}
					got = append(got, m.Text)
				}
				if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
					t.Errorf("said %q, want %q", got, c.want)
				}
				if strings.Contains(l.log.Log(), testToken) {
					t.Error("the log holds the token")
				}
			})
		})
	}
}

func TestEdits(t *testing.T) {
	for name, c := range map[string]struct {
		fault telegramtest.Fault
		want  string
	}{
		"replaced":     {telegramtest.Fault{}, "Trang 2"},
		"after 429":    {telegramtest.TooMany(3), "Trang 2"},
		"after a page": {telegramtest.BadGateway, "Trang 2"},
		"not modified": {telegramtest.BadRequest("message is not modified: specified new message content"), "Trang 1"},
		"not found":    {telegramtest.BadRequest("message to edit not found"), "Trang 1\nTrang 2"},
		"too old":      {telegramtest.BadRequest("message can't be edited"), "Trang 1\nTrang 2"},
		"not parsed":   {telegramtest.BadRequest("can't parse entities: x"), "Trang 2"},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := start(t, newServer())
			l.rec.On("/hoi", bottest.Always(bot.Reply{Note: target.Note{Text: "Trang 1", Choices: []target.Choice{{Label: "Sau", Data: "/2"}}}}))
			l.rec.On("/2", bottest.Always(bot.Reply{Note: target.Note{Text: "Trang 2"}, Edit: true}))
			l.srv.Say(officer, officer, "/hoi")
			synctest.Wait()
			l.srv.Fail("editMessageText", 1, c.fault)
			if _, err := l.srv.Press(officer, officer, "Sau"); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			if got := texts(l.srv, officer); got != c.want {
				t.Errorf("%s: the chat shows %q, want %q", name, got, c.want)
			}
		})
	}
}

func TestAnswerFollowsAMovedGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.AddGroup(-300, "Nhóm nhỏ")
		l := start(t, srv)
		l.rec.On("/cham", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			srv.Migrate(-300, -1003000000000) // while the bot thinks
			return bottest.Echo(ctx, m)
		})
		srv.Say(-300, officer, "/cham@chitieu_bot")
		synctest.Wait()
		if got := texts(srv, -1003000000000); got != "re: /cham" {
			t.Errorf("the new group shows %q", got)
		}
		for _, m := range l.rec.Got() {
			if m.Text != "/cham" && (m.MovedFrom != "telegram:-300" || m.Chat != "telegram:-1003000000000") {
				t.Errorf("handled %+v: the service messages of a move say only that", m)
			}
		}
	})
}

func TestAnswersInGroupsBelongToTheQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		question := l.srv.Say(forum, officer, "/cham@chitieu_bot", telegramtest.InTopic(5))
		l.srv.Say(officer, officer, "riêng")
		synctest.Wait()
		if m := l.srv.Seen(forum); len(m) != 1 || m[0].Topic != 5 || m[0].ReplyTo != question {
			t.Errorf("in the topic: %+v", m)
		}
		if m := l.srv.Seen(officer); len(m) != 1 || m[0].ReplyTo != 0 {
			t.Errorf("in private: %+v", m)
		}
		if got := l.rec.Got(); !maps.Equal(chats(got), map[target.ChatID]bool{address{forum, 5}.id(): true, "telegram:7": true}) {
			t.Errorf("chats %v", chats(got))
		}
	})
}

func chats(messages []bot.Message) map[target.ChatID]bool {
	ids := make(map[target.ChatID]bool)
	for _, m := range messages {
		ids[m.Chat] = true
	}
	return ids
}
