package bot

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// maxUndoable is how many recent reports a leader is offered to take back.
const maxUndoable = 4

// maxRetracted is how many lines tell what was taken back.
const maxRetracted = 7

// undo takes back what the speaker reported last in this chat. What was said on
// an earlier day, or with a word that makes one hesitate, is asked about first;
// so is what comes after an undo: saying it again does not walk back through
// the day.
func (b *Bot) undo(ctx context.Context, t *turn) (Reply, error) {
	if len(t.args) == 1 && isGroup(t.args[0]) {
		return b.retract(ctx, t, target.ReportID(t.args[0]))
	}
	if t.reading.Hesitates == "" {
		if group, err := b.receiptOf(ctx, t); group != "" || err != nil {
			t.reading.Indicators = nil // all of that receipt, and nothing else
			return b.takeBack(ctx, t, group, err)
		}
	}
	if t.waits != nil && !t.waits.withdraws() {
		return b.dropQuestion(ctx, t, t.waits)
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	current := target.Current(all)
	if gone := b.withdrawnLast(ctx, t, all); gone != nil {
		return b.offerMore(ctx, t, gone, current)
	}
	last, err := b.lastOwn(ctx, t, current)
	switch {
	case errors.Is(err, target.ErrNotFound) && t.specific():
		return t.tell("undo.no-such"), nil
	case errors.Is(err, target.ErrNotFound) && t.may(undoAny):
		return b.offerUndo(ctx, t, current)
	case errors.Is(err, target.ErrNotFound):
		return t.tell("undo.none"), nil
	case err != nil:
		return Reply{}, fmt.Errorf("look up last report: %w", err)
	case t.reading.Hesitates != "" || target.DateOf(last.Said.In(b.plan.Zone)) != t.today || b.aboutElse(t, &last):
		return b.confirmUndo(ctx, t, b.saidWith(t, current, &last))
	default:
		return b.retract(ctx, t, target.ReportID(groupOf(last.ID)))
	}
}

// saidWith returns the report with those that the same message brought.
func (b *Bot) saidWith(t *turn, current []target.Report, last *target.Report) []target.Report {
	group := target.ReportID(groupOf(last.ID))
	var out []target.Report
	for _, r := range slices.Backward(current) {
		if b.concerns(t, &r) && (r.ID == last.ID || groupOf(r.ID) == string(group) || together(&r, group, last.By)) {
			out = append(out, r)
		}
	}
	return out
}

// specific reports whether the message says which report it is about.
func (t *turn) specific() bool {
	return len(t.reading.Indicators)+len(t.reading.Units) > 0 || t.reading.Period.Kind == target.Day
}

// aboutElse reports whether something else than the report's receipt was shown
// last, so that the message may be about that: "sai rồi" about an answer, "hủy"
// about what was done.
func (b *Bot) aboutElse(t *turn, last *target.Report) bool {
	if t.talk.at.IsZero() || t.talk.receipt == endOf(groupOf(last.ID)) || t.specific() {
		return false
	}
	return t.talk.acted || b.reader.Corrects(t.msg.Text)
}

// withdrawnLast returns the speaker's report that they took back here today with
// nothing reported since; nil if the last thing they did was to report.
func (b *Bot) withdrawnLast(ctx context.Context, t *turn, all []target.Report) *target.Report {
	for _, r := range slices.Backward(all) {
		if r.By != t.author() || !b.concerns(t, &r) || !b.saidHere(ctx, t, r.Chat) {
			continue
		}
		if r.Retracts == "" || target.DateOf(r.Said.In(b.plan.Zone)) != t.today {
			return nil
		}
		i := slices.IndexFunc(all, func(old target.Report) bool { return old.ID == r.Retracts })
		if i >= 0 && all[i].By == t.author() {
			return &all[i]
		}
	}
	return nil
}

// offerMore says that the last report was taken back already, and offers what
// else of today could be.
func (b *Bot) offerMore(ctx context.Context, t *turn, gone *target.Report, current []target.Report) (Reply, error) {
	var more []target.Report
	for _, r := range slices.Backward(current) {
		today := target.DateOf(r.Said.In(b.plan.Zone)) == t.today && b.concerns(t, &r)
		if today && r.By == t.author() && b.saidHere(ctx, t, r.Chat) && len(more) < maxUndoable {
			more = append(more, r)
		}
	}
	said := t.say("undo.already", "What", b.brief(t, gone))
	if len(more) == 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: said})
	}
	return b.askUndo(ctx, t, lines(said, t.say("undo.more")), more)
}

// concerns reports whether the message may be about the report: it names its
// indicator, unit and day, or leaves them out. A day may be the one on which it
// was said.
func (b *Bot) concerns(t *turn, r *target.Report) bool {
	unit := r.Unit
	if ind := b.plan.Indicator(r.Indicator); unit == target.Locality && ind != nil {
		unit = ind.Lead
	}
	units, p := t.reading.Units, t.reading.Period
	return t.names(r.Indicator) &&
		(len(units) == 0 || slices.Contains(units, r.Unit) || slices.Contains(units, unit)) &&
		(p.Kind != target.Day || p.Date == r.AsOf || p.Date == target.DateOf(r.Said.In(b.plan.Zone)))
}

// names reports whether the message is about the indicator: it names it, or none.
func (t *turn) names(id target.IndicatorID) bool {
	return len(t.reading.Indicators) == 0 || slices.Contains(t.reading.Indicators, id)
}

// lastOwn returns the speaker's newest report in this chat, of the named
// indicators if the message names some.
func (b *Bot) lastOwn(ctx context.Context, t *turn, current []target.Report) (target.Report, error) {
	if !t.specific() && t.msg.Group {
		return b.store.LastReportBy(ctx, t.author(), t.msg.Chat)
	}
	for _, r := range slices.Backward(current) {
		if r.By == t.author() && b.concerns(t, &r) && b.saidHere(ctx, t, r.Chat) {
			return r, nil
		}
	}
	return target.Report{}, target.ErrNotFound
}

// saidHere reports whether the chat is this one, or another private one of the
// same person: who reports on one messenger may take it back on the other.
func (b *Bot) saidHere(ctx context.Context, t *turn, chat target.ChatID) bool {
	if chat == t.msg.Chat || t.msg.Group {
		return chat == t.msg.Chat
	}
	other, err := b.store.Chat(ctx, chat)
	return err == nil && !other.Group && other.Member == t.author()
}

// offerUndo lets a leader choose among what others reported here.
func (b *Bot) offerUndo(ctx context.Context, t *turn, current []target.Report) (Reply, error) {
	var recent []target.Report
	for _, r := range slices.Backward(current) {
		if r.Chat == t.msg.Chat && len(recent) < maxUndoable {
			recent = append(recent, r)
		}
	}
	if len(recent) == 0 {
		return t.tell("undo.none"), nil
	}
	return b.confirmUndo(ctx, t, recent)
}

// confirmUndo asks before anything is taken back.
func (b *Bot) confirmUndo(ctx context.Context, t *turn, reports []target.Report) (Reply, error) {
	return b.askUndo(ctx, t, t.say("undo.ask", "Said", reports[0].Said.In(b.plan.Zone)), reports)
}

func (b *Bot) askUndo(ctx context.Context, t *turn, text string, reports []target.Report) (Reply, error) {
	var options []option
	for i := range reports[:min(len(reports), maxUndoable)] {
		r := &reports[i]
		label := t.say("undo.option", "What", b.brief(t, r))
		options = append(options, option{Label: label, Retract: r.ID})
	}
	if group := groupOf(reports[0].ID); len(reports) > 1 && group == groupOf(reports[len(reports)-1].ID) {
		options = append(options, option{Label: t.words.Count("undo.all", len(reports)), Retract: target.ReportID(group)})
	}
	options = append(options, option{Label: t.say("choice.keep")})
	note, waiting := t.question("", text, options)
	return b.put(ctx, t, note, waiting)
}

// brief names a report in a few words.
func (b *Bot) brief(t *turn, r *target.Report) string {
	ind := b.plan.Indicator(r.Indicator)
	return t.say("report.brief", "Name", b.nameOf(t, r.Unit, ind), "Value", t.exact(ind, r.Value), "AsOf", r.AsOf)
}

// retract takes a report, or all reports of one message, back. Reports are
// history: the retraction is a report of its own.
func (b *Bot) retract(ctx context.Context, t *turn, id target.ReportID) (Reply, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	current := target.Current(all)
	var by target.MemberID
	for i := range current {
		if current[i].ID == id || groupOf(current[i].ID) == string(id) {
			by = current[i].By
		}
	}
	var gone []target.Report
	for _, r := range current {
		if b.concerns(t, &r) && (r.ID == id || groupOf(r.ID) == string(id) || by != "" && together(&r, id, by)) {
			gone = append(gone, r)
		}
	}
	if len(gone) == 0 {
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
	note := b.retracted(t, gone, target.Standing(slices.Concat(all, change.Reports)))
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
	for i := range gone {
		if i == maxRetracted-1 && len(gone) > maxRetracted {
			note.Text = lines(note.Text, t.words.Count("report.and-more", len(gone)-i))
			break
		}
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
