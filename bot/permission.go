package bot

import "chitieu/target"

// action is something that not everybody may do.
type action string

const (
	ask       action = "ask"        // questions, help, own language
	report    action = "report"     // bring figures
	undoOwn   action = "undo-own"   // take one's own figures back
	undoAny   action = "undo-any"   // take back what somebody else reported
	pauseRule action = "pause-rule" // stop and resume reminders
)

// permitted says who may do what. A role that is not listed may do nothing.
var permitted = map[target.Role][]action{
	target.Viewer:   {ask},
	target.Officer:  {ask, report, undoOwn},
	target.Leader:   {ask, report, undoOwn, undoAny, pauseRule},
	target.Operator: {ask, report, undoOwn, undoAny, pauseRule},
}

// may reports whether the speaker may do it. People without a role of their own
// may ask in a registered group, as they read its reminders anyway; in a group
// that nobody registered nothing is told to anybody.
func (t *turn) may(a action) bool {
	role := t.member.Role
	switch {
	case t.msg.Group && !t.known:
		return false
	case t.msg.Group && role == "":
		role = target.Viewer
	}
	for _, p := range permitted[role] {
		if p == a {
			return true
		}
	}
	return false
}

// stranger tells a person or group that nobody has registered how to get
// access, and nothing else: once to a group, so that it can be added anywhere
// without becoming a nuisance.
func (b *Bot) stranger(t *turn) Reply {
	if !t.msg.Group {
		return t.tell("permission.stranger", "ID", string(t.msg.From))
	}
	if !b.recall.first("stranger/" + string(t.msg.Chat)) {
		return Reply{Silent: true}
	}
	return t.tell("permission.unknown-group", "ID", string(t.msg.Chat))
}
