package zalo

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

const (
	officer   target.MemberID = "zalo:officer"
	leader    target.MemberID = "zalo:leader"
	private   target.ChatID   = "zalo:officer"
	groupChat target.ChatID   = "zalo:zgr-1"
	minute                    = time.Minute
)

func choices(data ...string) []target.Choice {
	var all []target.Choice
	for _, d := range data {
		all = append(all, target.Choice{Label: strings.ToUpper(d), Data: d})
	}
	return all
}

// say is what the bot has said, after some minutes.
type say struct {
	after   time.Duration
	to      target.MemberID
	choices []target.Choice
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		name   string
		chat   target.ChatID
		said   []say
		from   target.MemberID
		number string
		after  time.Duration
		want   string
	}{
		{"a number names the choice", private, []say{{0, officer, choices("/a", "/b")}}, officer, "2", minute, "/b"},
		{"with a dot", private, []say{{0, officer, choices("/a", "/b")}}, officer, "1.", minute, "/a"},
		{"with a bracket", private, []say{{0, officer, choices("/a", "/b")}}, officer, "1)", minute, "/a"},
		{"too high", private, []say{{0, officer, choices("/a")}}, officer, "2", minute, "2"},
		{"none", private, []say{{0, officer, choices("/a")}}, officer, "0", minute, "0"},
		{"words stay", private, []say{{0, officer, choices("/a")}}, officer, "1 tỷ", minute, "1 tỷ"},
		{"a decimal stays", private, []say{{0, officer, choices("/a")}}, officer, "1,5", minute, "1,5"},
		{"a reminder offers to everybody", private, []say{{0, "", choices("/a")}}, officer, "1", minute, "/a"},
		{"the newest counts", private, []say{{0, "", choices("/a")}, {minute, officer, choices("/b")}}, officer, "1", minute, "/b"},
		{"what offers nothing ends it", private, []say{{0, "", choices("/a")}, {minute, officer, nil}}, officer, "1", minute, "1"},
		{"a day later nobody remembers", private, []say{{0, "", choices("/a")}}, officer, "1", 25 * time.Hour, "1"},
		{"hours later it still counts", groupChat, []say{{0, "", choices("/a")}}, officer, "1", 5 * time.Hour, "/a"},
		{"in a group each has an answer", groupChat, []say{{0, officer, choices("/a")}, {minute, leader, choices("/b")}}, officer, "1", minute, "/a"},
		{"nobody takes another's", groupChat, []say{{0, officer, choices("/a")}}, leader, "1", minute, "1"},
		{"two at the same time are left to the bot", groupChat, []say{{0, "", choices("/a")}, {minute, "", choices("/b")}}, officer, "1", minute, "1"},
		{"unless one has no such number", groupChat, []say{{0, "", choices("/a", "/b")}, {minute, "", choices("/c")}}, officer, "2", minute, "/b"},
		{"a question in words since", groupChat, []say{{0, "", choices("/a")}, {minute, officer, nil}}, officer, "1", minute, "1"},
		{"a question with fewer choices since", groupChat, []say{{0, "", choices("/a", "/b")}, {minute, officer, choices("/c")}}, officer, "2", minute, "2"},
		{"a question to another since", groupChat, []say{{0, "", choices("/a")}, {minute, leader, nil}}, officer, "1", minute, "/a"},
		{"long apart the newer counts", groupChat, []say{{0, "", choices("/a")}, {2 * time.Hour, "", choices("/b")}}, officer, "1", minute, "/b"},
		{"a new answer replaces one's own", groupChat, []say{{0, officer, choices("/a")}, {minute, officer, choices("/b")}}, officer, "1", minute, "/b"},
	} {
		o, now := newOffers(), readAt
		for i, s := range c.said {
			now = now.Add(s.after)
			o.put(c.chat, c.chat == groupChat, offer{to: s.to, message: fmt.Sprint(i), choices: s.choices, at: now})
		}
		m := bot.Message{Chat: c.chat, From: c.from, Text: c.number}
		o.resolve(&m, now.Add(c.after))
		if m.Text != c.want || (m.Pressed != "") != strings.HasPrefix(c.want, "/") {
			t.Errorf("%s: %q, pressed %q, want %q", c.name, m.Text, m.Pressed, c.want)
		}
	}
}

func TestOffersAreBounded(t *testing.T) {
	o, now := newOffers(), readAt
	for i := range 2 * maxOfferChats {
		now = now.Add(time.Second)
		o.put(target.ChatID(fmt.Sprintf("zalo:%d", i)), false, offer{choices: choices("/a"), at: now})
	}
	if len(o.chats) > maxOfferChats {
		t.Errorf("%d chats are remembered, at most %d", len(o.chats), maxOfferChats)
	}
	for range 3 * maxOffers {
		o.put(groupChat, true, offer{choices: choices("/a"), at: now})
	}
	if n := len(o.chats[groupChat]); n != maxOffers {
		t.Errorf("%d offers of a group are remembered, want %d", n, maxOffers)
	}
}

func TestNumbered(t *testing.T) {
	list := []target.Choice{{Label: "Đã rõ", Data: "/ro"}, {Label: "Hoãn\nđến mai ", Data: "/hoan"}}
	if got, want := numbered(list, false, "vi"), "1. Đã rõ\n2. Hoãn đến mai"; got != want {
		t.Errorf("private: %q, want %q", got, want)
	}
	if got, want := numbered(list, true, "vi"), "1. Đã rõ\n2. Hoãn đến mai\n(Để chọn, mời đồng chí trả lời tin này bằng số thứ tự.)"; got != want {
		t.Errorf("group: %q, want %q", got, want)
	}
	if got := numbered(nil, true, "vi"); got != "" {
		t.Errorf("no choices: %q", got)
	}
}
