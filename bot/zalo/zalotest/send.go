package zalotest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

const (
	maxText     = 2000 // UTF-16 units, of texts and captions
	typingFades = 5 * time.Second
)

// known are the fields that the method for each kind knows.
var known = map[Kind][]string{
	Text:    {"chat_id", "text", "parse_mode", "text_styles"},
	Image:   {"chat_id", "photo", "caption"},
	Sticker: {"chat_id", "sticker"},
	Voice:   {"chat_id", "voice_url"},
}

// reach finds the chat that the bot writes to, or says why it may not. The
// platform does not write to people who never wrote to the bot.
func (s *Server) reach(p params) (*chat, *answer) {
	id := p.text("chat_id")
	if id == "" {
		return nil, new(bad("Bad request: The chat_id must not be empty"))
	}
	c := s.chatByID[id]
	if c == nil || c.left || !c.group && !c.heard {
		return nil, new(bad("Bad request: The chat_id is invalid"))
	}
	return c, nil
}

// send checks a call, makes its message and shows it.
func (s *Server) send(p params, read func(params) (*Message, *answer)) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refusal := s.reach(p)
	if refusal != nil {
		return *refusal
	}
	m, refusal := read(p)
	if refusal != nil {
		return *refusal
	}
	return s.show(c, p, m)
}

// show puts the bot's message into the chat. The caller holds s.mu.
func (s *Server) show(c *chat, p params, m *Message) answer {
	if refusal := s.spend(); refusal != nil {
		return *refusal
	}
	m.ID, m.Bot, m.Name, m.At = s.nextID(), true, s.o.Bot.DisplayName, s.now()
	for _, field := range slices.Sorted(maps.Keys(p)) {
		if !slices.Contains(known[m.Kind], field) {
			m.Ignored = append(m.Ignored, field)
		}
	}
	c.typing = time.Time{}
	if m.Kind != Voice || !c.group { // a group never sees a bot's voice
		c.messages = append(c.messages, m)
	}
	s.wake()
	result := map[string]any{"message_id": m.ID, "date": m.At.UnixMilli()}
	if m.Kind == Image {
		result["message_type"] = "CHAT_PHOTO"
	}
	return ok(result)
}

// message reads sendMessage. With a parse_mode the text_styles do not count.
func (s *Server) message(p params) (*Message, *answer) {
	m := &Message{Kind: Text, Text: p.text("text"), ParseMode: p.text("parse_mode")}
	if refusal := checkText("text", m.Text); refusal != nil {
		return nil, refusal
	}
	if m.ParseMode != "" && m.ParseMode != "markdown" && m.ParseMode != "html" {
		return nil, new(bad("Bad request: The parse_mode is invalid"))
	}
	styles, refusal := readStyles(p["text_styles"], units(m.Text))
	if refusal != nil {
		return nil, refusal
	}
	if m.ParseMode == "" {
		m.Styles = styles
	}
	return m, nil
}

func checkText(field, text string) *answer {
	if strings.TrimSpace(text) == "" {
		return new(bad("Bad request: The %s must not be empty", field))
	}
	if units(text) > maxText {
		return new(bad("Bad request: The %s must not be longer than %d characters", field, maxText))
	}
	return nil
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

func sticker(p params) (*Message, *answer) {
	if p.text("sticker") == "" {
		return nil, new(bad("Bad request: The sticker must not be empty"))
	}
	return &Message{Kind: Sticker, Sticker: p.text("sticker")}, nil
}

func voice(p params) (*Message, *answer) {
	url := p.text("voice_url")
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") || !strings.HasSuffix(url, ".aac") {
		return nil, new(bad("Bad request: The voice_url is invalid"))
	}
	return &Message{Kind: Voice, Voice: url}, nil
}

// chatAction answers {"ok":true} and nothing else.
func (s *Server) chatAction(p params) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refusal := s.reach(p)
	if refusal != nil {
		return *refusal
	}
	if p.text("action") != "typing" {
		return answer{code: http.StatusBadRequest, description: "Bad request: The action is invalid"}
	}
	c.typing = time.Now()
	s.wake()
	return answer{bare: true}
}
