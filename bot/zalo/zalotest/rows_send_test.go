package zalotest

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

func rowSend(w *world) {
	w.refused(w.text(w.officer, "chưa quen", ""), http.StatusBadRequest, "")
	w.meet()
	for _, chat := range []string{w.officer, w.group} {
		r := w.text(chat, "báo cáo", "")
		w.fine(r, fmt.Sprintf(`"date":%d`, time.Now().UnixMilli()))
		shown := w.Shown(chat)
		if len(shown) != 1 || shown[0].Text != "báo cáo" || !strings.Contains(string(r.Result), shown[0].ID) || !id.MatchString(shown[0].ID) {
			w.Errorf("%s shows %+v, answered %s", chat, shown, r.Result)
		}
	}
	if !regexp.MustCompile(`^zgr-[0-9a-f]{20}$`).MatchString(w.group) {
		w.Errorf("the group is %s", w.group)
	}
	w.refused(w.text("zgr-00000000000000000000", "x", ""), http.StatusBadRequest, "")
	w.Leave(w.group)
	w.refused(w.text(w.group, "x", ""), http.StatusBadRequest, "")
}

func rowNoChat(w *world) {
	const text = "Bad request: The chat_id must not be empty"
	w.refused(w.call("sendMessage", `{"text":"x"}`), http.StatusBadRequest, text)
	w.refused(w.call("sendMessage", `{"chat_id":7,"text":"x"}`), http.StatusBadRequest, text)
	multipart := "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n" + w.group + "\r\n--b--\r\n"
	w.refused(callAs(w.Context(), w.Server, Token, "sendMessage", "multipart/form-data; boundary=b", multipart), http.StatusBadRequest, text)
	form := "chat_id=" + w.group + "&text=x"
	w.refused(callAs(w.Context(), w.Server, Token, "sendMessage", "application/x-www-form-urlencoded", form), http.StatusBadRequest, text)
	w.refused(w.call("sendMessage", `{"chat_id":`), http.StatusBadRequest, "")
	w.refused(w.call("sendMessage", "null"), http.StatusBadRequest, "")
}

func rowLength(w *world) {
	for text, fits := range map[string]bool{
		"": false, " ": false, "a": true,
		strings.Repeat("ế", 2000): true, strings.Repeat("ế", 2001): false,
		strings.Repeat("🌾", 1000): true, strings.Repeat("🌾", 1000) + "x": false,
	} {
		if r := w.text(w.group, text, ""); fits {
			w.fine(r)
		} else {
			w.refused(r, http.StatusBadRequest, "")
		}
	}
}

func rowUnknownFields(w *world) {
	w.fine(w.text(w.group, "x", `,"reply_markup":{},"reply_to_message_id":1`))
	w.fine(w.text(w.group, "y", ""))
	shown := w.Shown(w.group)
	if fmt.Sprint(shown[0].Ignored) != "[reply_markup reply_to_message_id]" || shown[1].Ignored != nil {
		w.Errorf("%+v", shown)
	}
}

func rowStyles(w *world) {
	w.fine(w.text(w.group, "🌾 Thu: 45%", `,"text_styles":[{"start":3,"len":3,"st":["b","c_db342e"]}]`))
	w.fine(w.text(w.group, "Thu", `,"parse_mode":"markdown","text_styles":[{"start":0,"len":3,"st":["b"]}]`))
	shown := w.Shown(w.group)
	if bold := shown[0].Marked("b"); len(bold) != 1 || bold[0] != "Thu" || shown[1].Styles != nil || shown[1].ParseMode != "markdown" {
		w.Errorf("%+v", shown)
	}
	for _, styles := range []string{
		`[{"start":0,"len":4,"st":["b"]}]`, `[{"start":-1,"len":1,"st":["b"]}]`, `[{"start":3,"len":1,"st":["b"]}]`,
		`[{"start":0,"len":0,"st":["b"]}]`, `[{"start":0,"len":1,"st":["bold"]}]`, `[{"start":0,"len":1}]`, `"b"`,
		`[{"start":9223372036854775807,"len":9223372036854775807,"st":["b"]}]`,
	} {
		w.refused(w.text(w.group, "Thu", `,"text_styles":`+styles), http.StatusBadRequest, "")
	}
	w.refused(w.text(w.group, "Thu", `,"parse_mode":"MarkdownV2"`), http.StatusBadRequest, "")
}

func rowPhoto(w *world) {
	send := func() reply {
		return w.call("sendPhoto", `{"chat_id":"`+w.group+`","photo":"`+photoURL+`","caption":"Biểu đồ"}`)
	}
	w.fine(send(), `"message_type":"CHAT_PHOTO"`)
	if m := w.Shown(w.group)[0]; m.Text != "Biểu đồ" || string(m.Photo) != "PNG" || len(w.site.visits()) != 1 {
		w.Errorf("at once %+v after %v", m, w.site.visits())
	}
	time.Sleep(time.Minute)
	if v := w.site.visits(); len(v) != 3 || v[1].method != "HEAD" || v[2].method != "GET" {
		w.Errorf("fetched %+v", v)
	}
	w.fine(send())
	w.site.answer(http.StatusNotFound)
	time.Sleep(time.Minute)
	if m := w.Shown(w.group); m[0].Black || !m[1].Black {
		w.Error("a picture taken away after the first fetch is not black")
	}
	w.refused(send(), http.StatusBadRequest, "The photo URL is invalid")
	if n := len(w.Shown(w.group)); n != 2 {
		w.Errorf("%d messages", n)
	}
}

func rowPhotoData(w *world) {
	for photo, text := range map[string]string{
		"": "The photo must not be empty", "data:image/png;base64,iVBORw0K": "The photo must start with http:// or https://",
		"iVBORw0K": "The photo must start with http:// or https://", "https://127.0.0.1/1.png": "The photo URL is invalid",
	} {
		w.refused(w.call("sendPhoto", `{"chat_id":"`+w.group+`","photo":"`+photo+`"}`), http.StatusBadRequest, text)
	}
	w.refused(callAs(w.Context(), w.Server, Token, "sendPhoto", "multipart/form-data; boundary=b", ""), http.StatusBadRequest,
		"Bad request: The chat_id must not be empty")
}

func rowVoice(w *world) {
	w.meet()
	for chat, seen := range map[string]int{w.officer: 1, w.group: 0} {
		w.fine(w.call("sendVoice", `{"chat_id":"`+chat+`","voice_url":"https://bot.example/1.aac"}`), "message_id")
		if n := len(w.Shown(chat)); n != seen {
			w.Errorf("%s shows %d, want %d", chat, n, seen)
		}
	}
	w.refused(w.call("sendVoice", `{"chat_id":"`+w.officer+`","voice_url":"https://bot.example/1.mp3"}`), http.StatusBadRequest, "")
	w.fine(w.call("sendSticker", `{"chat_id":"`+w.officer+`","sticker":"abc"}`), "message_id")
	w.refused(w.call("sendSticker", `{"chat_id":"`+w.officer+`"}`), http.StatusBadRequest, "")
}

func rowTyping(w *world) {
	r := w.call("sendChatAction", `{"chat_id":"`+w.group+`","action":"typing"}`)
	if strings.TrimSpace(r.Body) != `{"ok":true}` || !w.Typing(w.group) {
		w.Errorf("%s", r.Body)
	}
	time.Sleep(typingFades)
	if w.Typing(w.group) {
		w.Error("it types for ever")
	}
	w.refused(w.call("sendChatAction", `{"chat_id":"`+w.group+`","action":"dance"}`), http.StatusBadRequest, "")
	w.refused(w.call("sendChatAction", `{"action":"typing"}`), http.StatusBadRequest, "Bad request: The chat_id must not be empty")
}

func rowQuota(w *world) {
	w.SetLimits(Limits{Messages: 2})
	w.fine(w.text(w.group, "1", ""))
	w.fine(w.text(w.group, "2", ""))
	w.refused(w.text(w.group, "3", ""), http.StatusTooManyRequests, "Quota exceeded")
	if w.Sent() != 2 || len(w.Shown(w.group)) != 2 {
		w.Errorf("%d sent, %d shown", w.Sent(), len(w.Shown(w.group)))
	}
	w.refused(w.call("sendPhoto", `{"chat_id":"`+w.group+`","photo":"`+photoURL+`"}`), http.StatusTooManyRequests, "Quota exceeded")
	time.Sleep(time.Minute)
	if n := len(w.site.visits()); n != 1 {
		w.Errorf("a picture that was not sent is fetched %d times", n)
	}
	w.Advance(31 * 24 * time.Hour)
	w.fine(w.text(w.group, "4", ""))
}
