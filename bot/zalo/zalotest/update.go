package zalotest

import "encoding/json"

// update is one event as the bot gets it.
type update struct {
	raw     json.RawMessage
	message *Message // that it tells of; nil for one of Push
}

// id is of the message, "" if there is none.
func (u update) id() string {
	if u.message == nil {
		return ""
	}
	return u.message.ID
}

// update is a message as the platform words it.
func (s *Server) update(c *chat, m *Message) update {
	kind := "PRIVATE"
	if c.group {
		kind = "GROUP"
	}
	message := map[string]any{
		"message_id": m.ID,
		"date":       m.At.UnixMilli(),
		"from":       map[string]any{"id": m.From, "display_name": m.Name, "is_bot": false},
		"chat":       map[string]any{"id": c.ID, "chat_type": kind},
	}
	s.content(message, m)
	body := map[string]any{"event_name": m.Kind.event(), "message": message}
	if s.stands(ExtraFields) {
		message["quoted"] = map[string]any{"unknown": []any{1, "two", nil}}
		body["trace_id"] = "0-0-0"
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // it is made of our own types
	}
	return update{raw, m}
}

// content adds what the event is about.
func (s *Server) content(message map[string]any, m *Message) {
	switch m.Kind {
	case Text:
		message["text"] = m.Text
	case Image:
		field := "photo_url"
		if s.stands(PhotoField) {
			field = "photo"
		}
		message[field], message["message_type"] = m.PhotoURL, "CHAT_PHOTO"
		if m.Text != "" {
			message["caption"] = m.Text
		}
	case Sticker:
		message["sticker"], message["url"] = m.Sticker, "https://stickers.zaloapp.com/"+m.Sticker
	case Voice:
		message["voice_url"], message["message_type"] = m.Voice, "CHAT_VOICE"
	}
}

// push gives the bot an update by whichever way it listens; nobody listening,
// it is lost. The caller holds s.mu.
func (s *Server) push(u update) {
	s.queue.last = &u
	if s.hook.url != "" {
		s.deliver(u)
		return
	}
	s.enqueue(u)
}

// Push gives the bot an update as it is written: {"event_name":…}. It need not
// be one that the real platform would send.
func (s *Server) Push(raw string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(update{raw: json.RawMessage(raw)})
	s.wake()
}

// Again gives the bot the newest update once more.
func (s *Server) Again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.last != nil {
		s.push(*s.queue.last)
		s.wake()
	}
}
