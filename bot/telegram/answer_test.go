package telegram

import (
	"context"
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
