package telegram

import (
	"fmt"
	"strconv"
	"strings"

	"chitieu/target"
)

// prefix is before every id of this transport.
const prefix = "telegram:"

// thread names a topic in a call. general is the topic that every forum has; its
// messages are sent without a thread.
const (
	thread  = "message_thread_id"
	general = 1
)

// address is where in Telegram a message goes.
type address struct {
	chat  int64
	topic int // of a forum group; 0 for none
}

// isGroup holds for groups and supergroups: users have positive ids.
func (a address) isGroup() bool { return a.chat < 0 }

func (a address) id() target.ChatID {
	id := prefix + strconv.FormatInt(a.chat, 10)
	if a.topic != 0 {
		id += "/" + strconv.Itoa(a.topic)
	}
	return target.ChatID(id)
}

func parseAddress(id target.ChatID) (address, error) {
	rest, ok := strings.CutPrefix(string(id), prefix)
	if !ok {
		return address{}, fmt.Errorf("chat %q is not one of Telegram's", id)
	}
	number, thread, forum := strings.Cut(rest, "/")
	chat, err := strconv.ParseInt(number, 10, 64)
	if err != nil || chat == 0 {
		return address{}, fmt.Errorf("chat %q has no number", id)
	}
	a := address{chat: chat}
	if forum {
		if a.topic, err = strconv.Atoi(thread); err != nil || a.topic <= 0 {
			return address{}, fmt.Errorf("chat %q has no topic number", id)
		}
	}
	return a, nil
}

func memberID(user int64) target.MemberID {
	return target.MemberID(prefix + strconv.FormatInt(user, 10))
}

func updateID(id int) string { return prefix + strconv.Itoa(id) }
