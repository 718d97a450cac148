package telegram

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"chitieu/bot"
)

const (
	fromOfficer = `"from":{"id":7,"first_name":"Officer","last_name":"Finance","language_code":"vi-VN"}`
	inGroup     = `"chat":{"id":-1001,"type":"supergroup","title":"Tổ"}`
	inDirect    = `"chat":{"id":7,"type":"private"}`
)

func TestRead(t *testing.T) {
	now := time.Unix(1_720_000_000, 0)
	said := func(m bot.Message) *bot.Message {
		m.ID = "telegram:9"
		if m.At.IsZero() {
			m.At = time.Unix(1_700_000_000, 0)
		}
		return &m
	}
	for _, c := range []struct {
		rule, update string
		want         *bot.Message
	}{
		{"private", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inDirect + `,"text":"thu?"}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "thu?", Addressed: true})},
		{"group, not addressed", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inGroup + `,"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "họp"})},
		{"a topic is a chat of its own", `"message":{"message_id":30,"message_thread_id":5,"is_topic_message":true,"date":1700000000,` + fromOfficer + `,` + inGroup + `,"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-1001/5", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "họp"})},
		{"a thread that is no topic", `"message":{"message_id":30,"message_thread_id":5,"date":1700000000,` + fromOfficer + `,` + inGroup + `,"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "họp"})},
		{"a reply to the bot", `"message":{"message_id":30,"date":1700000000,` + fromOfficer + `,` + inGroup + `,"text":"họp","reply_to_message":{"message_id":20,"date":1,` + inGroup + `,"from":{"id":123456789,"is_bot":true}}}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "họp", Addressed: true, ReplyTo: "20"})},
		{"the first message of the bot's topic is no reply", `"message":{"message_id":30,"message_thread_id":20,"is_topic_message":true,"date":1700000000,` + fromOfficer + `,` + inGroup + `,"text":"họp","reply_to_message":{"message_id":20,"date":1,` + inGroup + `,"from":{"id":123456789,"is_bot":true}}}`,
			said(bot.Message{Chat: "telegram:-1001/20", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "họp"})},
		{"a message passed on", `"message":{"message_id":3,"date":1700000000,"forward_origin":{"type":"user","date":1690000000},` + fromOfficer + `,` + inDirect + `,"text":"thu 90 tỷ"}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "thu 90 tỷ", Addressed: true, Forwarded: time.Unix(1_690_000_000, 0)})},
		{"a message passed on, as Telegram said it before", `"message":{"message_id":3,"date":1700000000,"forward_date":1690000000,` + fromOfficer + `,` + inDirect + `,"text":"thu 90 tỷ"}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "thu 90 tỷ", Addressed: true, Forwarded: time.Unix(1_690_000_000, 0)})},
		{"a caption is text", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inDirect + `,"caption":"thu 95,2 tỷ","photo":[{"file_id":"nhỏ"},{"file_id":"to"}]}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "thu 95,2 tỷ", Addressed: true, Files: []string{"to"}})},
		{"a document", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inDirect + `,"document":{"file_id":"văn bản"}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Addressed: true, Files: []string{"văn bản"}})},
		{"an anonymous administrator is no member", `"message":{"message_id":3,"date":1700000000,"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-1001,"type":"supergroup","title":"Tổ"},` + inGroup + `,"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", FromName: "Tổ", Text: "họp"})},
		{"a channel that writes in a group is no member", `"message":{"message_id":3,"date":1700000000,"from":{"id":136817688,"is_bot":true},"sender_chat":{"id":-1009,"type":"channel","title":"Kênh"},` + inGroup + `,"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", FromName: "Kênh", Text: "họp"})},
		{"a press", `"callback_query":{"id":"q",` + fromOfficer + `,"data":"/xa 1","message":{"message_id":44,"date":1,` + inGroup + `,"message_thread_id":5,"is_topic_message":true}}`,
			said(bot.Message{Chat: "telegram:-1001/5", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "/xa 1", Addressed: true, Pressed: "44", At: now})},
		{"a press in an inaccessible message", `"callback_query":{"id":"q",` + fromOfficer + `,"data":"/xa 1","message":{"message_id":44,"date":0,` + inDirect + `}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "/xa 1", Addressed: true, Pressed: "44", At: now})},
		{"added to a group", `"my_chat_member":{` + inGroup + `,` + fromOfficer + `,"date":1700000000,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"administrator"}}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "/start", Addressed: true})},

		{"put out of a group", `"my_chat_member":{` + inGroup + `,` + fromOfficer + `,"date":1700000000,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Left: true})},
		{"the old group has become another", `"message":{"message_id":9,"date":1700000000,` + fromOfficer + `,"chat":{"id":-300,"type":"group","title":"Tổ"},"migrate_to_chat_id":-1001}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", MovedFrom: "telegram:-300"})},
		{"the new group was another", `"message":{"message_id":1,"date":1700000000,"from":{"id":1087968824,"is_bot":true},` + inGroup + `,"migrate_from_chat_id":-300}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", MovedFrom: "telegram:-300"})},
		{"blocked in private", `"my_chat_member":{` + inDirect + `,` + fromOfficer + `,"date":1700000000,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Left: true})},
		{"restricted but still in", `"my_chat_member":{` + inGroup + `,` + fromOfficer + `,"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"restricted","is_member":true}}`, nil},
		{"the general topic is the group", `"message":{"message_id":30,"message_thread_id":1,"is_topic_message":true,"date":1700000000,` + fromOfficer + `,` + inGroup + `,"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "họp"})},
		{"an anonymous administrator's press is the person's", `"callback_query":{"id":"q",` + fromOfficer + `,"data":"/xa 1","message":{"message_id":44,"date":1,` + inGroup + `,"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-1001,"type":"supergroup"}}}`,
			said(bot.Message{Chat: "telegram:-1001", Group: true, Title: "Tổ", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "/xa 1", Addressed: true, Pressed: "44", At: now})},
		{"a press in a message without a number", `"callback_query":{"id":"q",` + fromOfficer + `,"data":"/xa 1","message":{"message_id":0,"date":1,` + inDirect + `}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "/xa 1", Addressed: true, At: now})},
		{"numbers of 52 bits", `"message":{"message_id":2147483647,"date":1700000000,"from":{"id":4503599627370495,"first_name":"Xa"},"chat":{"id":-4503599627370495,"type":"supergroup"},"text":"họp"}`,
			said(bot.Message{Chat: "telegram:-4503599627370495", Group: true, From: "telegram:4503599627370495", FromName: "Xa", Text: "họp"})},

		{"promoted in a group", `"my_chat_member":{` + inGroup + `,` + fromOfficer + `,"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"administrator"}}`, nil},
		{"unblocked in private", `"my_chat_member":{` + inDirect + `,` + fromOfficer + `,"date":1,"old_chat_member":{"status":"kicked"},"new_chat_member":{"status":"member"}}`, nil},
		{"another bot", `"message":{"message_id":3,"date":1,"from":{"id":55,"is_bot":true},` + inGroup + `,"text":"/cham@chitieu_bot"}`, nil},
		{"another bot's command", `"message":{"message_id":3,"date":1,` + fromOfficer + `,` + inGroup + `,"text":"/cham@other_bot","entities":[{"type":"bot_command","offset":0,"length":15}]}`, nil},
		{"a forwarded channel post", `"message":{"message_id":3,"date":1,"from":{"id":777000},"sender_chat":{"id":-1009,"type":"channel"},"is_automatic_forward":true,` + inGroup + `,"text":"họp"}`, nil},
		{"a sticker among people", `"message":{"message_id":3,"date":1,` + fromOfficer + `,` + inGroup + `,"sticker":{"file_id":"x"}}`, nil},
		{"a sticker", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inDirect + `,"sticker":{"file_id":"x"}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Addressed: true, Wordless: true})},
		{"a voice", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inDirect + `,"voice":{"file_id":"x"}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Addressed: true, Wordless: true})},
		{"a place", `"message":{"message_id":3,"date":1700000000,` + fromOfficer + `,` + inDirect + `,"location":{"longitude":106.1,"latitude":18.1}}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Addressed: true, Wordless: true})},
		{"a service message", `"message":{"message_id":3,"date":1,` + fromOfficer + `,` + inGroup + `,"new_chat_members":[{"id":8}]}`, nil},
		{"a post in a channel", `"message":{"message_id":3,"date":1,` + fromOfficer + `,"chat":{"id":-1009,"type":"channel"},"text":"họp"}`, nil},
		{"no chat", `"message":{"message_id":3,"date":1,"text":"họp"}`, nil},
		{"a press without a message", `"callback_query":{"id":"q",` + fromOfficer + `,"data":"/xa 1"}`, nil},
		{"an edit", `"edited_message":{"message_id":3,"date":1700000000,"edit_date":1700000060,` + fromOfficer + `,` + inDirect + `,"text":"thu 153 tỷ"}`,
			said(bot.Message{Chat: "telegram:7", From: "telegram:7", FromName: "Officer Finance", Lang: "vi", Text: "thu 153 tỷ", Addressed: true, Edited: true})},
		{"an edited command", `"edited_message":{"message_id":3,"date":1,` + fromOfficer + `,` + inDirect + `,"text":"/huy"}`, nil},
		{"a place that moves", `"edited_message":{"message_id":3,"date":1,` + fromOfficer + `,` + inDirect + `,"location":{"longitude":106.1,"latitude":18.1}}`, nil},
		{"nothing known", `"thing_of_2030":{}`, nil},
	} {
		in, err := me.read(json.RawMessage(`{"update_id":9,`+c.update+`}`), now)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		var got *bot.Message
		if in != nil {
			got = &in.Message
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.rule, diff)
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{"vi": "vi", "VI-vn": "vi", "id": "id", "in-ID": "id", "en-GB": "en", "fr": "", "": "", "vie": ""} {
		if got := language(tag); string(got) != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

// FuzzRead: whatever arrives as an update, reading it never panics, and what
// the handler gets is whole.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"message_id":3,"date":1,` + fromOfficer + `,` + inGroup + `,"text":"🌾 @chitieu_bot thu?","entities":[{"type":"mention","offset":3,"length":12}]}}`,
		`{"update_id":1,"message":{"message_id":3,"date":1,` + fromOfficer + `,` + inGroup + `,"caption":"/x@chitieu_bot","caption_entities":[{"type":"bot_command","offset":0,"length":14}],"photo":[{}]}}`,
		`{"update_id":1,"message":{"message_id":3,"message_thread_id":-4,"is_topic_message":true,"date":-1,"sender_chat":{"id":1},"chat":{"id":-1,"type":"group"},"text":"x"}}`,
		`{"update_id":1,"callback_query":{"id":"q",` + fromOfficer + `,"data":"/x","message":{"message_id":44,"date":0,` + inDirect + `}}}`,
		`{"update_id":1,"my_chat_member":{` + inGroup + `,` + fromOfficer + `,"old_chat_member":{"status":"restricted"},"new_chat_member":{"status":"restricted","is_member":true}}}`,
		`{"update_id":1,"message":null}`, `{"update_id":9223372036854775807}`, `[]`, `null`, `{"update_id":"1"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _ = idOf(raw)
		in, err := me.read(raw, time.Unix(0, 0))
		if err != nil || in == nil {
			return
		}
		if in.Chat != in.to.id() || !strings.HasPrefix(in.ID, "telegram:") || in.to.chat == 0 {
			t.Errorf("message %+v", in)
		}
		if a, err := parseAddress(in.Chat); err != nil || a != in.to {
			t.Errorf("chat %q reads as %v, %v", in.Chat, a, err)
		}
		if !utf8.ValidString(in.Text) {
			t.Errorf("text %q is not UTF-8", in.Text)
		}
	})
}
