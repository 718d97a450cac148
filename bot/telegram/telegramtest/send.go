package telegramtest

import (
	"bytes"
	"encoding/json"
	"image"
	_ "image/png"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	maxText       = 4096
	maxCaption    = 1024
	maxRawText    = 32768 // bytes
	maxData       = 64    // bytes
	maxPhoto      = 10 << 20
	maxDocument   = 50 << 20
	maxPhotoSides = 10_000 // width and height together
	maxPhotoRatio = 20
	maxCommands   = 100
	pressPatience = 60 * time.Second
)

// send is sendMessage, sendPhoto and sendDocument.
func (s *Server) send(method string, p params) answer {
	c, no := s.reach(p.number("chat_id"))
	if no != nil {
		return *no
	}
	if wait := s.overLimit(c); wait > 0 {
		s.limited++
		return tooMany(wait)
	}
	m := &Message{Bot: true, At: time.Now(), Topic: int(p.number("message_thread_id"))}
	if m.Topic != 0 && !c.topics[m.Topic] {
		return bad("message thread not found")
	}
	if no := s.attachReply(c, m, p); no != nil {
		return *no
	}
	field, limit, tooLong := "text", maxText, "message is too long"
	if method != "sendMessage" {
		field, limit, tooLong = "caption", maxCaption, "message caption is too long"
		if no := m.attach(method, p); no != nil {
			return *no
		}
	}
	if no := m.write(p, field, limit, tooLong); no != nil {
		return *no
	}
	if m.Text == "" && m.Photo == nil {
		return bad("message text is empty")
	}
	c.lastID++
	m.ID = c.lastID
	c.messages = append(c.messages, m)
	c.botWrote = true
	s.count(c)
	return ok(s.outgoing(c, m))
}

// attach takes the photo or document that came with the call.
func (m *Message) attach(method string, p params) *answer {
	kind, limit := "photo", maxPhoto
	if method == "sendDocument" {
		kind, limit, m.IsFile = "document", maxDocument, true
	}
	f, found := p.files[kind]
	switch {
	case !found || len(f.content) == 0:
		return new(bad("there is no %s in the request", kind))
	case len(f.content) > limit:
		return &answer{code: http.StatusRequestEntityTooLarge, description: "Request Entity Too Large"}
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(f.content)); kind == "photo" && err == nil &&
		(c.Width+c.Height > maxPhotoSides || max(c.Width, c.Height) > maxPhotoRatio*min(c.Width, c.Height)) {
		return new(bad("PHOTO_INVALID_DIMENSIONS"))
	}
	m.Photo, m.Name = f.content, f.name
	return nil
}

func (s *Server) attachReply(c *chat, m *Message, p params) *answer {
	id := int(p.number("reply_to_message_id"))
	if id == 0 {
		return nil
	}
	to := c.message(id)
	switch {
	case to != nil:
		m.ReplyTo = id
		if m.Topic == 0 {
			m.Topic = to.Topic
		}
		return nil
	case p.values["allow_sending_without_reply"] == "true":
		return nil
	default:
		return new(bad("message to be replied not found"))
	}
}

// write sets the message's words and buttons.
func (m *Message) write(p params, field string, limit int, tooLong string) *answer {
	raw := p.values[field]
	if len(raw) > maxRawText {
		return new(bad("Text is too long"))
	}
	text, bold := raw, []string(nil)
	if strings.EqualFold(p.values["parse_mode"], "HTML") {
		var err error
		if text, bold, err = parseHTML(raw); err != nil {
			return new(bad("can't parse entities: %v", err))
		}
	}
	text = strings.TrimSpace(text)
	if length(text) > limit {
		return new(bad("%s", tooLong))
	}
	buttons, no := readButtons(p.values["reply_markup"])
	if no != nil {
		return no
	}
	m.Text, m.Bold, m.Buttons = text, bold, buttons
	return nil
}

func readButtons(markup string) ([][]Button, *answer) {
	if markup == "" {
		return nil, nil
	}
	var keyboard struct {
		Rows [][]Button `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(markup), &keyboard); err != nil {
		return nil, new(bad("can't parse reply keyboard markup JSON object"))
	}
	for _, b := range slices.Concat(keyboard.Rows...) {
		if b.Label == "" {
			return nil, new(bad("can't parse inline keyboard button: Text buttons must be non-empty"))
		}
		if b.Data == "" || len(b.Data) > maxData {
			return nil, new(bad("BUTTON_DATA_INVALID"))
		}
	}
	return keyboard.Rows, nil
}

// outgoing is the message as Telegram describes it to the bot.
func (s *Server) outgoing(c *chat, m *Message) map[string]any {
	out := map[string]any{"message_id": m.ID, "date": s.dated(), "chat": c, "text": m.Text}
	if m.Bot {
		out["from"] = s.bot
	}
	if m.Topic != 0 {
		out["message_thread_id"], out["is_topic_message"] = m.Topic, true
	}
	if m.Photo != nil {
		out["photo"] = []map[string]any{{"file_id": "sent", "file_unique_id": "sent", "width": 1, "height": 1}}
	}
	return out
}

// edit is editMessageText.
func (s *Server) edit(p params) answer {
	c, no := s.reach(p.number("chat_id"))
	if no != nil {
		return *no
	}
	m := c.message(int(p.number("message_id")))
	switch {
	case m == nil:
		return bad("message to edit not found")
	case !m.Bot:
		return bad("message can't be edited")
	case m.Photo != nil:
		return bad("there is no text in the message to edit")
	}
	changed := *m
	if no := changed.write(p, "text", maxText, "message is too long"); no != nil {
		return *no
	}
	if changed.Text == m.Text && slices.Equal(slices.Concat(changed.Buttons...), slices.Concat(m.Buttons...)) {
		return bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	changed.Edited = true
	*m = changed
	return ok(s.outgoing(c, m))
}

// answerPress is answerCallbackQuery.
func (s *Server) answerPress(p params) answer {
	id := p.values["callback_query_id"]
	when, waiting := s.presses[id]
	if !waiting || time.Since(when) > pressPatience {
		return bad("query is too old and response timeout expired or query ID is invalid")
	}
	delete(s.presses, id)
	return ok(true)
}

func (s *Server) chatAction(p params) answer {
	if _, no := s.reach(p.number("chat_id")); no != nil {
		return *no
	}
	return ok(true)
}

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageCode = regexp.MustCompile(`^([a-z]{2})?$`)
	scopes       = []string{"", "default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)

// setCommands is setMyCommands.
func (s *Server) setCommands(p params) answer {
	var commands []Command
	var scope struct {
		Type string `json:"type"`
	}
	if json.Unmarshal([]byte(p.values["commands"]), &commands) != nil || len(commands) > maxCommands {
		return bad("can't parse commands JSON object")
	}
	if raw := p.values["scope"]; raw != "" && json.Unmarshal([]byte(raw), &scope) != nil || !slices.Contains(scopes, scope.Type) {
		return bad("can't parse BotCommandScope: unsupported type specified")
	}
	if !languageCode.MatchString(p.values["language_code"]) {
		return bad("invalid language code specified")
	}
	for _, c := range commands {
		if !commandName.MatchString(c.Command) || c.Description == "" || length(c.Description) > 256 {
			return bad("BOT_COMMAND_INVALID")
		}
	}
	s.commands[menu{strings.TrimPrefix(scope.Type, "default"), p.values["language_code"]}] = commands
	return ok(true)
}
