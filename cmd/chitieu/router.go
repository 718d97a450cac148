package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chitieu/scheduler"
	"chitieu/target"
)

// sender is what the router needs of a transport.
type sender interface {
	Send(context.Context, target.ChatID, target.Note) (messageID string, err error)
}

// router sends a note through the transport that the chat's id names.
type router map[string]sender

// Send finds the transport by the part of the id before the colon. A chat of a
// transport that is switched off is refused: trying again would not help
// before a restart.
func (r router) Send(ctx context.Context, chat target.ChatID, n target.Note) (string, error) {
	name, _, _ := strings.Cut(string(chat), ":")
	if s := r[name]; s != nil {
		return s.Send(ctx, chat, n)
	}
	return "", &target.SendError{Refused: true, Err: fmt.Errorf("%s: %w", name, target.ErrMessengerOff)}
}

// Admit waits for the chat's turn where the transport paces itself.
func (r router) Admit(ctx context.Context, chat target.ChatID) error {
	name, _, _ := strings.Cut(string(chat), ":")
	if a, ok := r[name].(scheduler.Admitter); ok {
		return a.Admit(ctx, chat)
	}
	return nil
}

// countSends counts what is sent, by transport and outcome.
func (r router) countSends(m *metrics) router {
	out := make(router)
	for name, s := range r {
		out[name] = countingSender{name, s, m}
	}
	return out
}

type countingSender struct {
	name string
	next sender
	m    *metrics
}

func (c countingSender) Send(ctx context.Context, chat target.ChatID, n target.Note) (string, error) {
	id, err := c.next.Send(ctx, chat, n)
	c.m.sends.WithLabelValues(c.name, sendOutcome(err)).Inc()
	return id, err
}

// Admit passes the question on.
func (c countingSender) Admit(ctx context.Context, chat target.ChatID) error {
	if a, ok := c.next.(scheduler.Admitter); ok {
		return a.Admit(ctx, chat)
	}
	return nil
}

func sendOutcome(err error) string {
	e, ok := errors.AsType[*target.SendError](err)
	switch {
	case err == nil:
		return "sent"
	case !ok:
		return "error"
	case e.RetryAfter > 0:
		return "retry-after"
	case e.Gone:
		return "gone"
	case e.MovedTo != "":
		return "moved"
	case e.Refused:
		return "refused"
	case e.Unsure:
		return "unsure"
	default:
		return "error"
	}
}
