package telegram

import (
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/bot"
	"chitieu/target"
)

// allowedUpdates is sent with every poll: Telegram remembers the last list for
// ever.
const allowedUpdates = `["message","edited_message","callback_query","my_chat_member"]`

// channelForwarder is who brings a linked channel's posts into its group.
const channelForwarder = 777000

// update is an update with the fields that are newer than the library: its
// own Message knows no topics.
type update struct {
	ID           int                         `json:"update_id"`
	Message      *message                    `json:"message"`
	Edited       *message                    `json:"edited_message"`
	Callback     *callback                   `json:"callback_query"`
	MyChatMember *tgbotapi.ChatMemberUpdated `json:"my_chat_member"`
}

type message struct {
	tgbotapi.Message
	Topic   int  `json:"message_thread_id"`
	InTopic bool `json:"is_topic_message"`
	Origin  struct {
		Date int `json:"date"`
	} `json:"forward_origin"`
}

// forwarded returns when a message that was passed on was first sent, zero for
// any other: Telegram says it in forward_origin, and in forward_date before.
func (m *message) forwarded() time.Time {
	if date := cmp.Or(m.Origin.Date, m.ForwardDate); date != 0 {
		return time.Unix(int64(date), 0)
	}
	return time.Time{}
}

type callback struct {
	tgbotapi.CallbackQuery
	Message *message `json:"message"`
}

// incoming is a message for the handler, and what answering it takes.
type incoming struct {
	bot.Message
	update   int
	to       address
	replyTo  int    // in groups: the message that the answer belongs to
	callback string // to be answered at once; "" for none
	// over is called once: true when the message was handled, false when it was
	// not and has to come again.
	over func(handled bool)
}

// idOf reads only the update's id, so that an update in an unknown shape can
// still be confirmed.
func idOf(raw json.RawMessage) (int, error) {
	var head struct {
		ID *int `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return 0, err
	}
	if head.ID == nil {
		return 0, errors.New("no update_id")
	}
	return *head.ID, nil
}

// read turns an update into a message for the handler; nil if it holds none.
func (s self) read(raw json.RawMessage, now time.Time) (*incoming, error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return nil, err
	}
	var in *incoming
	switch {
	case u.Message != nil:
		in = s.readMessage(u.Message)
	case u.Edited != nil:
		in = s.readEdit(u.Edited)
	case u.Callback != nil:
		in = s.readPress(u.Callback, now)
	case u.MyChatMember != nil:
		in = s.readMembership(u.MyChatMember)
	}
	if in != nil {
		in.update, in.ID = u.ID, updateID(u.ID)
		in.Chat, in.Group = in.to.id(), in.to.isGroup()
		in.Title = u.title(in.Group)
	}
	return in, nil
}

func (s self) readMessage(m *message) *incoming {
	if m.Chat == nil || m.Chat.ID == 0 || m.Chat.IsChannel() {
		return nil
	}
	if from, to := m.migration(); to != 0 {
		return &incoming{to: address{chat: to}, Message: bot.Message{
			MovedFrom: address{chat: from}.id(), At: time.Unix(int64(m.Date), 0),
		}}
	}
	if isNobody(&m.Message) {
		return nil
	}
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.CaptionEntities
	}
	words, named, foreign := s.spoken(text, entities)
	in := &incoming{to: m.address(), Message: bot.Message{
		Text:      words,
		Addressed: m.Chat.ID > 0 || named || s.isRepliedTo(m),
		Files:     files(&m.Message),
		At:        time.Unix(int64(m.Date), 0),
		Forwarded: m.forwarded(),
	}}
	if foreign {
		return nil // another bot's command
	}
	if words == "" && !named && len(in.Files) == 0 {
		if !in.Addressed || !isWordless(&m.Message) {
			return nil // among people, or a service message
		}
		in.Wordless = true
	}
	if r := m.ReplyToMessage; r != nil && s.isRepliedTo(m) {
		in.ReplyTo = strconv.Itoa(r.MessageID)
	}
	if in.to.isGroup() {
		in.replyTo = m.MessageID
	}
	in.From, in.FromName, in.Lang = sender(&m.Message)
	return in
}

// readEdit reads a message that was changed. What brings no words, such as a
// place that moves, and commands are left alone: none must run twice.
func (s self) readEdit(m *message) *incoming {
	in := s.readMessage(m)
	if in == nil || in.MovedFrom != "" || in.Text == "" || strings.HasPrefix(in.Text, "/") {
		return nil
	}
	in.Edited = true
	return in
}

// isWordless holds for what a person sends that has no words to read.
func isWordless(m *tgbotapi.Message) bool {
	return m.Voice != nil || m.Audio != nil || m.Video != nil || m.VideoNote != nil || m.Animation != nil ||
		m.Sticker != nil || m.Location != nil || m.Venue != nil || m.Contact != nil || m.Poll != nil || m.Dice != nil
}

// migration returns the ids of a group before and after it became a supergroup,
// zeros for any other message. Telegram says it twice, in the old chat and in
// the new one; whichever comes first is read in front of what is said there.
func (m *message) migration() (from, to int64) {
	switch {
	case m.MigrateToChatID != 0:
		return m.Chat.ID, m.MigrateToChatID
	case m.MigrateFromChatID != 0:
		return m.MigrateFromChatID, m.Chat.ID
	default:
		return 0, 0
	}
}

func (s self) readPress(c *callback, now time.Time) *incoming {
	if c.From == nil || c.Message == nil || c.Message.Chat == nil || c.Message.Chat.ID == 0 {
		return nil // pressed in a message that is not in a chat of ours
	}
	in := &incoming{to: c.Message.address(), callback: c.ID, Message: bot.Message{
		From:      memberID(c.From.ID),
		FromName:  fullName(c.From),
		Text:      c.Data,
		Addressed: true,
		Lang:      language(c.From.LanguageCode),
		At:        now,
	}}
	// A message too old to be accessible has an id nevertheless.
	if c.Message.MessageID != 0 {
		in.Pressed = strconv.Itoa(c.Message.MessageID)
	}
	return in
}

// readMembership greets a group that the bot was added to, as if somebody had
// said /start there, and takes leave of a chat that put it out: a group, or a
// person who blocked it.
func (s self) readMembership(m *tgbotapi.ChatMemberUpdated) *incoming {
	was, is := isIn(m.OldChatMember), isIn(m.NewChatMember)
	if was == is || is && m.Chat.ID > 0 || m.Chat.ID == 0 || m.Chat.IsChannel() {
		return nil
	}
	in := &incoming{to: address{chat: m.Chat.ID}, Message: bot.Message{
		From:     memberID(m.From.ID),
		FromName: fullName(&m.From),
		Left:     !is,
		Lang:     language(m.From.LanguageCode),
		At:       time.Unix(int64(m.Date), 0),
	}}
	if is {
		in.Text, in.Addressed = "/start", true
	}
	return in
}

// title is the name of the update's group.
func (u *update) title(group bool) string {
	switch {
	case !group:
		return ""
	case u.Message != nil:
		return u.Message.Chat.Title
	case u.Edited != nil:
		return u.Edited.Chat.Title
	case u.Callback != nil:
		return u.Callback.Message.Chat.Title
	default:
		return u.MyChatMember.Chat.Title
	}
}

func isIn(m tgbotapi.ChatMember) bool {
	switch m.Status {
	case "member", "administrator", "creator":
		return true
	case "restricted":
		return m.IsMember
	default:
		return false
	}
}

// address is where the message stands. Replies outside forums carry a thread
// id too, which is no topic: sending to it is refused.
func (m *message) address() address {
	a := address{chat: m.Chat.ID}
	if m.InTopic && m.Topic > general {
		a.topic = m.Topic
	}
	return a
}

// isNobody holds for what no person wrote: other bots, and posts of a channel
// that Telegram copies into its group.
func isNobody(m *tgbotapi.Message) bool {
	if m.IsAutomaticForward || m.From == nil && m.SenderChat == nil {
		return true
	}
	if m.SenderChat != nil {
		return false // stands behind a group's or channel's name, see sender
	}
	return m.From.IsBot || m.From.ID == channelForwarder
}

// sender is who wrote. Whoever hides behind a group or a channel is no member,
// because the id that Telegram shows then is the same for everybody.
func sender(m *tgbotapi.Message) (target.MemberID, string, target.Lang) {
	if m.SenderChat != nil {
		return "", m.SenderChat.Title, ""
	}
	return memberID(m.From.ID), fullName(m.From), language(m.From.LanguageCode)
}

func fullName(u *tgbotapi.User) string {
	return cmp.Or(strings.TrimSpace(u.FirstName+" "+u.LastName), u.UserName)
}

// language maps an IETF tag to a language of the catalogues, "" for others.
func language(tag string) target.Lang {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	switch primary {
	case "vi":
		return target.Vietnamese
	case "id", "in":
		return target.Indonesian
	case "en":
		return target.English
	default:
		return ""
	}
}

// files are the file ids of what came along: a photo in its largest size, or a
// document.
func files(m *tgbotapi.Message) []string {
	var ids []string
	if n := len(m.Photo); n > 0 {
		ids = append(ids, m.Photo[n-1].FileID)
	}
	if m.Document != nil {
		ids = append(ids, m.Document.FileID)
	}
	return ids
}
