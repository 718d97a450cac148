package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/target"
)

// How often somebody may ask to be let in.
const (
	requestLimit = 3
	requestTime  = 7 * 24 * time.Hour
)

// outsider answers whoever may not ask here: the few commands that are open to
// them, else one polite sentence, and after that nothing. Their texts are not
// read for what they mean, so that no answer can give anything away.
func (b *Bot) outsider(ctx context.Context, t *turn) (Reply, error) {
	if n, ok := b.reader.ReadPlace(t.msg.Text, len(t.talk.choices)); ok && n > 0 && n <= len(t.talk.choices) {
		t.msg.Text, t.msg.Pressed = t.talk.choices[n-1].Data, typedPress // what was offered
	}
	if strings.HasPrefix(t.msg.Text, "/") && len(t.msg.Text) <= maxText {
		b.command(t)
		f, ok := features()[t.reading.Intent]
		switch {
		case ok && t.may(f.needs):
			return f.answer(b, ctx, t)
		case t.reading.Intent == belonging && t.msg.From == "" && b.firsts.first("anonymous/"+string(t.msg.Chat)):
			return t.refuse(bindGroup), nil // else a leader would wonder why nothing happens
		}
	}
	if t.msg.Group {
		return b.greetGroup(ctx, t)
	}
	if code, ok := plainCode(t.msg.Text); ok {
		t.args = []string{code}
		return oneByOne((*Bot).enter)(b, ctx, t)
	}
	if !b.firsts.first("stranger/" + string(t.msg.From) + "/" + t.today.String()) {
		return Reply{Silent: true}, nil
	}
	reply := t.tell("permission.stranger", "ID", string(t.msg.From))
	reply.Choices = []target.Choice{t.choice("choice.want", slash(wanting))}
	return reply, nil
}

// want stores that somebody asks to be let in and tells the operators.
func (b *Bot) want(ctx context.Context, t *turn) (Reply, error) {
	last, err := b.lastRequest(ctx, t.msg.From)
	if err != nil {
		return Reply{}, err
	}
	request := target.AccessRequest{Member: t.msg.From, Name: cleanName(t.msg.FromName), Chat: t.msg.Chat, At: t.now}
	if last != nil {
		recent := slices.DeleteFunc(append(last.Earlier, last.At), func(at time.Time) bool { return t.now.Sub(at) >= requestTime })
		switch open := last.Decided.IsZero(); {
		case open, len(recent) >= requestLimit:
			return b.askedBefore(t, open, last.At), nil
		}
		request.Earlier = recent
	}
	change := target.Change{
		Requests: []target.AccessRequest{request},
		Audits:   []target.Audit{t.audit(string(wanting), "")},
	}
	if change.Deliveries, err = b.tellOperators(ctx, t, &request); err != nil {
		return Reply{}, err
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("access.sent")})
}

// askedBefore says once a day that a request waits, or that there were enough.
func (b *Bot) askedBefore(t *turn, open bool, at time.Time) Reply {
	if !b.firsts.first("asked/" + string(t.msg.From) + "/" + t.today.String()) {
		return Reply{Silent: true}
	}
	if open {
		return t.tell("access.waits", "At", at.In(b.plan.Zone))
	}
	return t.tell("access.enough", "Limit", requestLimit)
}

// lastRequest returns the last request of a person, nil if there was none.
func (b *Bot) lastRequest(ctx context.Context, who target.MemberID) (*target.AccessRequest, error) {
	all, err := b.store.Requests(ctx)
	if err != nil {
		return nil, fmt.Errorf("read requests: %w", err)
	}
	if i := slices.IndexFunc(all, func(r target.AccessRequest) bool { return r.Member == who }); i >= 0 {
		return &all[i], nil
	}
	return nil, nil
}

// tellOperators queues the request for every operator who can be written to.
func (b *Bot) tellOperators(ctx context.Context, t *turn, request *target.AccessRequest) ([]target.Delivery, error) {
	people, err := b.people(ctx)
	if err != nil {
		return nil, err
	}
	chats, err := b.chats(ctx)
	if err != nil {
		return nil, err
	}
	var out []target.Delivery
	for i := range people {
		if people[i].Role != target.Operator {
			continue
		}
		for _, chat := range privateChats(chats, people[i].ID) {
			if chat.Parked != "" || chat.Standby {
				continue
			}
			to := &turn{now: t.now, today: t.today, member: people[i], chat: chat, words: b.words.In(firstLang(people[i].Lang, chat.Lang))}
			note := b.requestNote(to, request)
			out = append(out, t.delivery(target.DeliveryID("access/"+requestKey(request)+"/"+string(chat.ID)), chat.ID, &note))
		}
	}
	return out, nil
}

// requestKey stands for one request in choices, so that an old button does not
// decide on a newer request of the same person.
func requestKey(r *target.AccessRequest) string {
	return shortKey(string(r.Member), r.At.UTC().Format(time.RFC3339Nano))
}
