package bot

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// maxRetracted is how many lines tell what was taken back; room is left for what
// still waits.
const maxRetracted = 6

// undo takes back what the speaker reported last in this chat, or of it what the
// message names. It is asked about first where it was said on an earlier day,
// where a word makes one hesitate, where something else was done since, and
// after an undo: saying it again does not walk back through the day.
func (b *Bot) undo(ctx context.Context, t *turn) (Reply, error) {
	if len(t.args) == 1 && isGroup(t.args[0]) {
		return b.retract(ctx, t, target.ReportID(t.args[0]))
	}
	if t.reading.Hesitates == "" && t.reading.Undo.Part == "" {
		if group, err := b.receiptOf(ctx, t); group != "" || err != nil {
			return b.takeBack(ctx, t, group, err)
		}
	}
	if t.waits != nil && !t.waits.withdraws() {
		if reply, dropped, err := b.dropNamed(ctx, t, t.waits); dropped || err != nil {
			return reply, err
		}
	}
	if t.waits != nil && t.waits.withdraws() && t.vague() {
		return b.which(ctx, t, t.waits.choices()) // it is the question what is meant
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	u := &undoing{own: b.ownReports(ctx, t, target.Current(all))}
	if fixes := slices.IndexFunc(u.own, func(r target.Report) bool { return r.ID == t.talk.fixes }); fixes >= 0 && t.vague() {
		return b.askUndo(ctx, t, t.say("undo.what"), b.undoOptions(t, u.own[fixes:fixes+1]))
	}
	if u.fitting = u.last(t.fits); len(u.fitting) > 0 {
		u.said = u.fitting[0].Said
	}
	if t.reading.Undo.Others {
		return b.undoOthers(ctx, t, target.Current(all))
	}
	if t.reading.Undo.Wrong && t.talk.answered {
		return b.askWrong(ctx, t, u)
	}
	if gone := b.withdrawnLast(ctx, t, all); len(gone) > 0 {
		if t.reading.Undo.Slip {
			return b.restore(ctx, t)
		}
		return b.offerMore(ctx, t, gone, u)
	}
	if reply, ok, err := b.undoDeed(ctx, t, u); ok || err != nil {
		return reply, err
	}
	if counts := &t.reading.Undo; len(u.fitting) == 1 && (counts.All || counts.First || counts.Number > 0) {
		if today := b.saidToday(t, u); len(today) > 1 { // one a message
			return b.askUndo(ctx, t, t.say("undo.what"), b.countedOptions(t, today))
		}
	}
	other := u.last(func(r *target.Report) bool { return !t.keeps(r) })
	switch {
	case len(u.fitting) == 0 && len(other) > 0:
		return b.askUndo(ctx, t, t.say("undo.none-fits"), append(b.undoOptions(t, other), b.moveOptions(t, other)...))
	case len(u.fitting) == 0 && len(u.own) > 0:
		return t.tell("undo.none-there"), nil
	case len(u.fitting) == 0 && t.may(undoAny):
		return b.undoOthers(ctx, t, target.Current(all))
	case len(u.fitting) == 0 && t.reading.Undo.Wrong:
		return b.askWrong(ctx, t, u) // a figure that somebody else was shown
	case len(u.fitting) == 0:
		return t.tell("undo.none"), nil
	case t.talk.dropped && t.vague():
		return b.askUndo(ctx, t, t.say("undo.dropped"), b.undoOptions(t, u.fitting))
	case t.reading.Undo.Part != "":
		return b.askPart(ctx, t, u.fitting)
	case t.reading.Undo.Number > 0 || t.reading.Undo.First:
		return b.askUndo(ctx, t, t.say("undo.which"), b.countedOptions(t, u.fitting))
	case t.talk.ofOrders() && t.vague():
		return b.askUndo(ctx, t, t.say("undo.what"), b.undoOptions(t, u.fitting))
	case t.reading.Hesitates != "" || t.blames() || t.reading.Undo.Values != nil || target.DateOf(u.said.In(b.plan.Zone)) != t.today || t.reading.Undo.All && b.manyToday(t, u):
		if t.blames() && len(u.fitting) == 1 {
			t.fixes = u.fitting[0].ID // the right one may follow
		}
		return b.askUndo(ctx, t, t.say("undo.ask", "Said", u.said.In(b.plan.Zone)), b.undoOptions(t, u.fitting))
	default:
		return b.retract(ctx, t, target.ReportID(groupOf(u.fitting[0].ID)))
	}
}

// brief names a report in a few words.
func (b *Bot) brief(t *turn, r *target.Report) string {
	ind := b.plan.Indicator(r.Indicator)
	return t.say("report.brief", "Name", b.nameOf(t, r.Unit, ind), "Value", t.exact(ind, r.Value), "AsOf", r.AsOf)
}

// retract takes reports, or all reports of one message, back, as far as they are
// what the message names. Reports are history: the retraction is a report of its own.
func (b *Bot) retract(ctx context.Context, t *turn, ids ...target.ReportID) (Reply, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	current := target.Current(all)
	var by target.MemberID
	is := func(r *target.Report) bool {
		return slices.ContainsFunc(ids, func(id target.ReportID) bool {
			return r.ID == id || groupOf(r.ID) == string(id) || by != "" && together(r, id, by)
		})
	}
	for i := range current {
		if is(&current[i]) {
			by = current[i].By
		}
	}
	var gone []target.Report
	for _, r := range current {
		if t.fits(&r) && is(&r) {
			gone = append(gone, r)
		}
	}
	switch {
	case len(gone) == 0 && by != "":
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("undo.none-there")})
	case len(gone) == 0:
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("undo.gone")})
	}
	if gone[0].By != t.author() && !t.may(undoAny) {
		return t.tell("undo.others"), nil
	}
	change := target.Change{}
	if t.waits != nil && t.waits.withdraws() {
		change.Dialog = t.dialog(nil) // it was asked, or is asked no more
	}
	for _, r := range gone {
		change.Reports = append(change.Reports, t.retraction(&r, r.ID, len(change.Reports)))
		if r.ApprovedBy != "" { // else what it approved would wait again
			change.Reports = append(change.Reports, t.retraction(&r, r.Replaces, len(change.Reports)))
		}
	}
	change.Audits = []target.Audit{t.audit(string(understand.Undo), reportDetails(gone))}
	if change.Deliveries, err = b.tellApprovers(ctx, t, gone); err != nil {
		return Reply{}, err
	}
	all = slices.Concat(all, change.Reports)
	standing := target.Standing(all)
	note := b.retracted(t, gone, standing)
	left := b.resting(t, all, standing, gone)
	note.Text = lines(note.Text, left.said)
	if t.waits.ofFigures() && !t.settled && change.Dialog == nil {
		if change.Dialog, err = b.stillAsks(t, &note, target.Current(all)); err != nil {
			return Reply{}, err
		}
		return b.commit(ctx, t, change, note)
	}
	if options := left.offer(b, t); len(options) > 0 && (t.waits == nil || t.waits.withdraws()) {
		asked, waiting := t.question("", t.say("since.ask"), options)
		note.Text, note.Choices = lines(note.Text, asked.Text), asked.Choices
		if change.Dialog, err = t.asking(waiting); err != nil {
			return Reply{}, err
		}
	}
	return b.commit(ctx, t, change, note)
}

// retraction takes back the report with the id, of the same series as r. It is
// the n-th report of the message.
func (t *turn) retraction(r *target.Report, id target.ReportID, n int) target.Report {
	return target.Report{
		ID:        target.ReportID(fmt.Sprintf("%s-%d", groupID(t.now, t.msg), n)),
		Indicator: r.Indicator, Unit: r.Unit, Value: r.Value, AsOf: r.AsOf,
		Said: t.now, By: t.author(), ByName: t.msg.FromName, Chat: t.msg.Chat,
		Source: sourceChat, Retracts: id,
	}
}

// retracted says what was taken back and what holds now.
func (b *Bot) retracted(t *turn, gone, standing []target.Report) target.Note {
	note := target.Note{Head: t.say("undo.head")}
	if len(gone) > maxRetracted {
		note.Text = bullets(b.compact(t, gone, maxRetracted))
		return note
	}
	for i := range gone {
		r := &gone[i]
		ind := b.plan.Indicator(r.Indicator)
		now := t.say("undo.nothing-left")
		if left := target.Latest(standing, r.Indicator, r.Unit, b.lastDay(t.today)); left != nil {
			now = t.say("undo.now", "Value", t.exact(ind, left.Value), "AsOf", left.AsOf)
			if left.Illustrative {
				now = t.say("undo.now-illustrative", "Value", t.exact(ind, left.Value), "AsOf", left.AsOf)
			}
		}
		note.Text = lines(note.Text, b.brief(t, r)+". "+now)
	}
	return note
}

// grouped matches the IDs that chat reports have, the number of the figure in
// its message behind.
var grouped = regexp.MustCompile(`^([0-9]{8}T[0-9]{6}\.[0-9]{9}Z-[0-9a-f]{8})(-[0-9]+)?$`)

func isGroup(s string) bool { return grouped.MatchString(s) }

// groupOf returns the part of an ID that all reports of one message share; an
// imported report is a group of its own.
func groupOf(id target.ReportID) string {
	if m := grouped.FindStringSubmatch(string(id)); m != nil {
		return m[1]
	}
	return string(id)
}
