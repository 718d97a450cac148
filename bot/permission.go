package bot

import (
	"slices"

	"chitieu/target"
)

// action is something that not everybody may do.
type action string

const (
	ask        action = "ask"         // questions, help, own language
	report     action = "report"      // bring figures
	undoOwn    action = "undo-own"    // take one's own figures back
	undoAny    action = "undo-any"    // take back what somebody else reported
	approve    action = "approve"     // decide on figures that wait, of indicators one's unit leads
	approveAny action = "approve-any" // decide on all that wait
	pauseRule  action = "pause-rule"  // stop and resume reminders
)

// permitted says who may do what. A role that is not listed may do nothing.
var permitted = map[target.Role][]action{
	target.Viewer:   {ask},
	target.Officer:  {ask, report, undoOwn, approve},
	target.Leader:   {ask, report, undoOwn, undoAny, approve, approveAny, pauseRule},
	target.Operator: {ask, report, undoOwn, undoAny, approve, approveAny, pauseRule},
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

// waits reports whether a figure of the member must be approved before it
// counts. Who answers for it is believed: leaders and operators, the lead agency
// and the desk that confirms for every unit, the supporting units for the whole
// locality, and every unit for its own part.
func waits(plan *target.Plan, m *target.Member, ind *target.Indicator, unit target.UnitID) bool {
	switch {
	case !plan.Approval, m.Role == target.Leader, m.Role == target.Operator:
		return false
	case m.Unit == target.Locality: // an officer of no unit answers for nothing
		return true
	case m.Unit == ind.Lead, m.Unit == ind.Confirm:
		return false
	case unit == target.Locality:
		return !slices.Contains(ind.With, m.Unit)
	default:
		return m.Unit != unit
	}
}

// confirms reports whether the member's word on the indicator is final.
func confirms(m *target.Member, ind *target.Indicator) bool {
	return m.Role == target.Officer && ind.Confirm != "" && m.Unit == ind.Confirm
}

// approves reports whether the speaker may decide on waiting figures of the
// indicator.
func (t *turn) approves(ind *target.Indicator) bool {
	return t.may(approveAny) || t.may(approve) && t.member.Unit == ind.Lead
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
