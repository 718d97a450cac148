package webchat

import (
	"slices"

	"chitieu/bot"
	"chitieu/target"
)

// room is a chat. Its exported fields are the page's view of it.
type room struct {
	ID       target.ChatID     `json:"id"`
	Title    string            `json:"title"`
	About    string            `json:"about,omitempty"`
	Group    bool              `json:"group"`
	Members  []target.MemberID `json:"members"`
	Examples []string          `json:"examples"`

	messages []message // under the board's lock
	// turn is held while a message of the room is handled: answers keep the
	// order of the questions. Waiters get it first come, first served.
	turn chan struct{}
	done []string // ids of what was handled, newest last; under turn
}

// member reports whether somebody may write here.
func (r *room) member(id target.MemberID) bool { return slices.Contains(r.Members, id) }

// handled reports whether what came with this id has had its effect.
func (r *room) handled(id string) bool { return slices.Contains(r.done, id) }

// finish notes that it had. The page sends again within moments if at all, so
// the last ones are enough.
func (r *room) finish(id string) {
	r.done = append(r.done, id)
	if len(r.done) > maxHistory {
		r.done = slices.Delete(r.done, 0, 1)
	}
}

// message is one bubble, as the page reads it.
type message struct {
	ID     string        `json:"id"`
	Number int           `json:"number"` // grows with every message of all rooms
	Room   target.ChatID `json:"room"`
	// From is who wrote it, "" the bot; Sent the id under which the page sent it.
	From     target.MemberID `json:"from,omitempty"`
	Sent     string          `json:"sent,omitempty"`
	ReplyTo  string          `json:"replyTo,omitempty"`
	Head     string          `json:"head,omitempty"`
	Text     string          `json:"text"`
	Choices  []string        `json:"choices,omitempty"` // labels
	Chosen   int             `json:"chosen,omitempty"`  // the choice pressed last, from 1
	ChosenBy target.MemberID `json:"chosenBy,omitempty"`
	Picture  *picture        `json:"picture,omitempty"`
	Edited   bool            `json:"edited,omitempty"`
	At       string          `json:"at"` // RFC 3339, in the zone it is shown in

	data []string // of the choices
}

type picture struct {
	URL  string `json:"url"`
	Alt  string `json:"alt"`
	Name string `json:"name"`
}

// say puts a note of the bot into the message.
func (m *message) say(n target.Note) {
	m.Head, m.Text = n.Head, n.Text
	m.Choices, m.data, m.Chosen, m.ChosenBy = nil, nil, 0, ""
	for _, c := range n.Choices {
		m.Choices = append(m.Choices, c.Label)
		m.data = append(m.data, c.Data)
	}
}

// replyOf is the bubble of a reply.
func replyOf(reply bot.Reply, p *picture) message {
	m := message{Picture: p}
	m.say(reply.InWords())
	return m
}
