package zalo

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
)

var readAt = time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)

const privateText = `{"event_name":"message.text.received","message":{"message_id":"2d758cb5e222177a4e35","date":1750316131602,
	"from":{"id":"6ede9afa66b88fe6d6a9","display_name":"Ted","is_bot":false},
	"chat":{"id":"6ede9afa66b88fe6d6a9","chat_type":"PRIVATE"},"text":"Xin chao"}}`

// with changes a field of a message in a private chat, or of a group's.
func with(event, chat, fields string) string {
	return `{"event_name":"` + event + `","message":{"message_id":"m1","date":1750316131602,"from":{"id":"u1","display_name":"Lan"},"chat":` + chat + `,` + fields + `}}`
}

func TestReadPrivateText(t *testing.T) {
	in, err := newName("Bot X").read(json.RawMessage(privateText), readAt)
	if err != nil {
		t.Fatal(err)
	}
	want := &incoming{to: "6ede9afa66b88fe6d6a9", Message: bot.Message{
		ID: "zalo:2d758cb5e222177a4e35", Chat: "zalo:6ede9afa66b88fe6d6a9", From: "zalo:6ede9afa66b88fe6d6a9",
		FromName: "Ted", Text: "Xin chao", Addressed: true, At: time.UnixMilli(1750316131602),
	}}
	if !reflect.DeepEqual(in, want) {
		t.Errorf("got  %+v\nwant %+v", in, want)
	}
}

func TestReadBothWays(t *testing.T) {
	const private, group = `{"id":"u1","chat_type":"PRIVATE"}`, `{"id":"zgr-1","chat_type":"GROUP"}`
	for _, c := range []struct {
		name, raw string
		text      string
		group     bool
		files     string
		wordless  bool
	}{
		{"a group", with(textReceived, group, `"text":"@Bot X /cham"`), "/cham", true, "", false},
		{"a group by its id alone", with(textReceived, `{"id":"zgr-1"}`, `"text":"a"`), "a", true, "", false},
		{"a group by its type alone", with(textReceived, `{"id":"1","type":"group"}`, `"text":"a"`), "a", true, "", false},
		{"a call in a group", with(textReceived, group, `"text":"@Bot X"`), "", true, "", false},
		{"a number as text", with(textReceived, private, `"text":2`), "2", false, "", false},
		{"photo_url", with(imageReceived, private, `"photo_url":"https://a/1.jpg","caption":"95 tỷ"`), "95 tỷ", false, "https://a/1.jpg", false},
		{"photo", with(imageReceived, private, `"photo":"https://a/1.jpg"`), "", false, "https://a/1.jpg", false},
		{"both", with(imageReceived, private, `"photo":"https://a/old.jpg","photo_url":"https://a/1.jpg"`), "", false, "https://a/1.jpg", false},
		{"a tagged photo", with(imageReceived, group, `"photo_url":"https://a/1.jpg","caption":"@Bot X 95 tỷ"`), "95 tỷ", true, "https://a/1.jpg", false},
		{"a sticker", with(stickerReceived, private, `"sticker":"s1","url":"https://a"`), "", false, "", true},
		{"a voice message", with(voiceReceived, private, `"voice_url":"https://a/1.aac"`), "", false, "", true},
		{"a document", with(unsupportedReceived, private, `"x":1`), "", false, "", true},
	} {
		in, err := newName("Bot X").read(json.RawMessage(c.raw), readAt)
		if err != nil || in == nil {
			t.Errorf("%s: %v, %v", c.name, in, err)
			continue
		}
		if in.Text != c.text || in.Group != c.group || strings.Join(in.Files, " ") != c.files || in.wordless != c.wordless || !in.Addressed {
			t.Errorf("%s: %+v", c.name, in)
		}
	}
}

func TestReadNothing(t *testing.T) {
	const private, group = `{"id":"u1","chat_type":"PRIVATE"}`, `{"id":"zgr-1","chat_type":"GROUP"}`
	for name, raw := range map[string]string{
		"an unknown event":     with("message.reaction.received", private, `"text":"a"`),
		"no event":             with("", private, `"text":"a"`),
		"another bot":          `{"event_name":"message.text.received","message":{"from":{"id":"b","is_bot":true},"chat":{"id":"b"},"text":"a"}}`,
		"no message":           `{"event_name":"message.text.received"}`,
		"an empty text":        with(textReceived, private, `"text":"  "`),
		"a sticker in a group": with(stickerReceived, group, `"sticker":"s1"`),
		"a photo without URL":  with(imageReceived, private, `"photo":null`),
	} {
		if in, err := newName("Bot X").read(json.RawMessage(raw), readAt); in != nil || err != nil {
			t.Errorf("%s: %+v, %v", name, in, err)
		}
	}
	for name, raw := range map[string]string{
		"no chat":          `{"event_name":"message.text.received","message":{"from":{"id":"a"},"text":"a"}}`,
		"no sender":        `{"event_name":"message.text.received","message":{"chat":{"id":"a"},"text":"a"}}`,
		"a list as sender": `{"event_name":"message.text.received","message":{"from":[],"chat":{"id":"a"},"text":"a"}}`,
		"no JSON":          `xin chào`,
	} {
		if in, err := newName("Bot X").read(json.RawMessage(raw), readAt); in != nil || err == nil {
			t.Errorf("%s: %+v without an error", name, in)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[loose]time.Time{
		"1750316131602": time.UnixMilli(1750316131602), "1750316131": time.Unix(1750316131, 0),
		"": readAt, "-5": readAt, "mai": readAt, "99999999999999999999": readAt,
	} {
		if got := text.time(readAt); !got.Equal(want) {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestIDsAsNumbers(t *testing.T) {
	raw := `{"event_name":"message.text.received","message":{"message_id":17,"date":"1750316131602","from":{"id":5,"is_bot":"false"},"chat":{"id":5},"text":"a"}}`
	in, err := newName("").read(json.RawMessage(raw), readAt)
	if err != nil || in == nil || in.ID != "zalo:17" || in.Chat != "zalo:5" || in.From != "zalo:5" || in.At.UnixMilli() != 1750316131602 {
		t.Errorf("%+v, %v", in, err)
	}
}

func TestMessageWithoutID(t *testing.T) {
	id := func(text string) string {
		raw := `{"event_name":"message.text.received","message":{"from":{"id":"a"},"chat":{"id":"a"},"text":"` + text + `"}}`
		in, err := newName("").read(json.RawMessage(raw), readAt)
		if err != nil || in == nil {
			t.Fatal(in, err)
		}
		return in.ID
	}
	first, again, other := id("một"), id("một"), id("hai")
	if first != again || first == other || !strings.HasPrefix(first, prefix) {
		t.Errorf("ids %s, %s, %s", first, again, other)
	}
}

func TestUnwrap(t *testing.T) {
	const one, two = `{"event_name":"a"}`, `{"event_name":"b"}`
	for name, c := range map[string]struct {
		raw  string
		want []string
	}{
		"flat":             {one, []string{one}},
		"a list":           {"[" + one + "," + two + "]", []string{one, two}},
		"wrapped":          {`{"ok":true,"result":` + one + `}`, []string{one}},
		"a wrapped list":   {`{"ok":true,"result":[` + one + `]}`, []string{one}},
		"an empty object":  {`{}`, nil},
		"an empty list":    {` [] `, nil},
		"nothing":          {``, nil},
		"null":             {`null`, nil},
		"an empty result":  {`{"ok":true,"result":{}}`, nil},
		"a word":           {`"xin chào"`, nil},
		"broken":           {`{"event_name":`, nil},
		"without end":      {strings.Repeat("[", 50) + one + strings.Repeat("]", 50), nil},
		"without an event": {`{"message":{"text":"a"}}`, nil},
	} {
		var got []string
		for _, raw := range unwrap(json.RawMessage(c.raw)) {
			got = append(got, string(raw))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// FuzzUpdate: whatever comes, nothing panics, and a message that is read has
// what the handler relies on, the same every time.
func FuzzUpdate(f *testing.F) {
	f.Add([]byte(privateText))
	f.Add([]byte(`{"ok":true,"result":[` + privateText + `]}`))
	f.Add([]byte(with(imageReceived, `{"id":"zgr-1"}`, `"photo":"https://a","caption":"@Bot X 5"`)))
	f.Add([]byte(with(textReceived, `{"id":7,"type":[]}`, `"text":{"a":1}`)))
	n := newName("Bot X")
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, raw := range unwrap(body) {
			in, err := n.read(raw, readAt)
			if err != nil || in == nil {
				continue
			}
			again, _ := n.read(raw, readAt)
			if !reflect.DeepEqual(in, again) {
				t.Errorf("read twice: %+v and %+v", in, again)
			}
			if in.Chat == prefix || in.From == prefix || in.ID == prefix || in.At.IsZero() || in.to == "" {
				t.Errorf("incomplete: %+v", in)
			}
		}
	})
}
