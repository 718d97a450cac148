package bot

import (
	"slices"

	"chitieu/target"
)

// This file holds every check of who may do what. Three rules stand behind it:
//
//   - A message has the rights of who sent it. That goes for pressed buttons
//     too: the data of a choice is a command like any other, and whoever presses
//     it acts with their own rights, not with those of whom it was offered to.
//     So what a choice changes for another person (a role, a removal, a grant)
//     is checked when it is pressed; that it was offered proves nothing.
//   - What is stored counts, at each message: who was removed a moment ago has
//     no rights, whatever question of theirs still waits.
//   - Who hides behind a group's name (an anonymous administrator, From "") is
//     nobody, because anybody could.

// action is something that not everybody may do.
type action string

const (
	ask          action = "ask"           // questions, help, own language
	report       action = "report"        // bring figures
	undoOwn      action = "undo-own"      // take one's own figures back
	undoAny      action = "undo-any"      // take back what somebody else reported
	approve      action = "approve"       // decide on figures that wait, of indicators one's unit leads
	approveAny   action = "approve-any"   // decide on all that wait
	pauseRule    action = "pause-rule"    // stop and resume reminders
	changeRule   action = "change-rule"   // say when reminders come
	remindNow    action = "remind-now"    // have a group reminded at once
	giveTask     action = "give-task"     // ask work of a unit, see and withdraw what was asked
	answerTask   action = "answer-task"   // answer what one's unit was asked
	watch        action = "watch"         // see how sending goes and what will be sent
	enter        action = "enter"         // bring a one-time code
	request      action = "request"       // ask to be let in
	invite       action = "invite"        // make codes for officers and viewers
	listMembers  action = "list-members"  // see who may do what
	manage       action = "manage"        // change and remove officers and viewers
	manageAny    action = "manage-any"    // the same for everybody, invitations included
	grantAccess  action = "grant-access"  // decide on who asked to be let in
	linkAccounts action = "link-accounts" // one's own accounts in several messengers
	ownData      action = "own-data"      // see and delete what is stored about oneself
	bindGroup    action = "bind-group"    // say whom a group belongs to

	answerReminder action = "answer-reminder" // about what one's unit has a part of or leads
	stopEscalation action = "stop-escalation" // end the steps upwards
)

// place is where something is said; several are added up.
type place int

const (
	private    place = 1 << iota
	ownGroup         // of the speaker's unit or of the whole locality
	otherGroup       // of another unit
	newGroup         // that nobody has registered

	groups     = ownGroup | otherGroup
	registered = private | groups
	never      = place(0)
)

// right says where each role may do something; nobody is who has no role.
type right struct {
	action                                    action
	nobody, viewer, officer, leader, operator place
}

// rights says who may do what. People without a role of their own may ask in a
// registered group, as they read its reminders anyway; in a group that nobody
// registered nothing is told to anybody, it can only be bound. Whatever names
// people or makes codes is for private chats.
var rights = []right{
	{ask, groups, registered, registered, registered, registered},
	{report, never, never, registered, registered, registered},
	{undoOwn, never, never, registered, registered, registered},
	{undoAny, never, never, never, registered, registered},
	{approve, never, never, registered, registered, registered},
	{approveAny, never, never, never, registered, registered},
	{pauseRule, never, never, never, registered, registered},
	{changeRule, never, never, never, registered, registered},
	{remindNow, never, never, never, registered, registered},
	{giveTask, never, never, never, registered, registered},
	{answerTask, never, never, registered, registered, registered},
	{watch, never, never, never, private, private},
	{enter, private, private, private, private, private},
	{request, private, never, never, never, never},
	{invite, never, never, never, private, private},
	{listMembers, never, never, never, private, private},
	{manage, never, never, never, private, private},
	{manageAny, never, never, never, never, private},
	{grantAccess, never, never, never, never, private},
	{linkAccounts, never, private, private, private, private},
	{ownData, never, private, private, private, private},
	{answerReminder, never, never, registered, registered, registered},
	{stopEscalation, never, never, never, registered, registered},
	{bindGroup, never, never, never, groups | newGroup, groups | newGroup},
}

// of returns where the role may do it: nowhere for a role that is not known.
func (r *right) of(role target.Role) place {
	switch role {
	case "":
		return r.nobody
	case target.Viewer:
		return r.viewer
	case target.Officer:
		return r.officer
	case target.Leader:
		return r.leader
	case target.Operator:
		return r.operator
	default:
		return never
	}
}

// may reports whether the speaker may do it here.
func (t *turn) may(a action) bool { return t.where(a)&t.place() != 0 }

// where returns the places where the speaker may do it.
func (t *turn) where(a action) place {
	i := slices.IndexFunc(rights, func(r right) bool { return r.action == a })
	if i < 0 {
		return never
	}
	return rights[i].of(t.member.Role)
}

// place returns where the turn is.
func (t *turn) place() place {
	switch {
	case !t.msg.Group:
		return private
	case !t.known:
		return newGroup
	case t.chat.Unit == target.Locality || t.chat.Unit == t.member.Unit:
		return ownGroup
	default:
		return otherGroup
	}
}

// refuse says why the speaker may not do it here.
func (t *turn) refuse(a action) Reply {
	switch where := t.where(a); {
	case t.msg.Group && t.msg.From == "":
		return t.tell("permission.anonymous")
	case t.msg.Group && where&private != 0:
		return t.tell("permission.in-private")
	case !t.msg.Group && where&groups != 0:
		return t.tell("permission.in-group")
	default:
		return t.tell("permission.refused")
	}
}

// manages reports whether the speaker may give, change or take the role:
// leaders those of officers and viewers, operators every one.
func (t *turn) manages(role target.Role) bool {
	return t.may(manageAny) || t.may(manage) && (role == target.Officer || role == target.Viewer)
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

// answersTask reports whether the speaker may answer the directive: somebody of
// its unit, or with a role in the group where it was posted.
func (t *turn) answersTask(d *target.Directive) bool {
	return t.may(answerTask) && (t.member.Unit == d.Unit || t.msg.Chat == d.Chat || t.may(giveTask))
}

// answersFor reports whether the speaker may answer a reminder about the
// unit's part of the indicator: leaders all, officers for their own unit and
// for what it leads.
func (t *turn) answersFor(ind *target.Indicator, unit target.UnitID) bool {
	if t.may(stopEscalation) {
		return true
	}
	own := t.member.Unit
	return t.may(answerReminder) && own != target.Locality && (own == unit || own == ind.Lead)
}

// prepares reports whether the member knows how far an indicator is prepared.
func prepares(m *target.Member, ind *target.Indicator) bool {
	return m.Role == target.Officer && m.Unit != target.Locality && m.Unit == ind.Lead
}
