package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// undoing is what there is to take back.
type undoing struct {
	own     []target.Report // the speaker's in this chat that hold or wait, in order of saying
	fitting []target.Report // of one message: the newest of them that the message may mean
	said    time.Time       // when that was
}

// last returns the reports of the newest message that brought some that fit, in
// their order; a nil fits is all.
func (u *undoing) last(fits func(*target.Report) bool) []target.Report {
	var out []target.Report
	for i := range slices.Backward(u.own) {
		r := &u.own[i]
		if fits != nil && !fits(r) {
			continue
		}
		if len(out) > 0 && !together(r, target.ReportID(groupOf(out[0].ID)), out[0].By) {
			break
		}
		out = append(out, *r)
	}
	slices.Reverse(out)
	return out
}

// vague reports whether the message says nothing of what is to be taken back.
func (t *turn) vague() bool {
	m := &t.reading
	named := len(m.Indicators) > 0 || len(m.Units) > 0 || m.Whole || m.Period.Kind != target.NoPeriod
	return !named && !m.Undo.Named() && m.Undo.Part == "" && m.Undo.Number == 0 && !m.Undo.First && !m.Undo.All && !m.Undo.Others
}

// blames reports whether the message says of a figure that it names that it is
// wrong, and does not ask to take it back.
func (t *turn) blames() bool {
	m := &t.reading
	return m.Undo.Wrong && (len(m.Indicators) > 0 || len(m.Units) > 0 || m.Whole || m.Period.Kind != target.NoPeriod)
}

// ofOrders reports whether the last answer was about what is not reported but may
// be called off: reminders and tasks.
func (k *talk) ofOrders() bool {
	return k.answered && slices.Contains([]understand.Intent{understand.RemindSettings, nudging, assigning, withdrawing, tasks, duties, answering, hearing, snoozing, rehearsing}, k.topic.Intent)
}

// names reports whether the message is about the indicator: it names it, or none.
func (t *turn) names(id target.IndicatorID) bool {
	return len(t.reading.Indicators) == 0 || slices.Contains(t.reading.Indicators, id)
}

// fits reports whether the message may mean the report: of the indicators and
// units that it names, of the day or said on it. What it names none of, it
// leaves open.
func (t *turn) fits(r *target.Report) bool {
	m := &t.reading
	office := t.own == "" && slices.Contains(m.Units, t.member.Unit) // whose figures are the whole's
	whole := (m.Whole || office) && r.Unit == target.Locality
	named := len(m.Units) == 0 && !m.Whole || whole || slices.Contains(m.Units, r.Unit)
	within := func(d target.Date) bool { return !d.Before(m.Period.Start()) && !d.After(m.Period.End()) }
	dated := m.Period.Kind == target.NoPeriod || within(r.AsOf) || within(target.DateOf(r.Said.In(t.now.Location())))
	return t.names(r.Indicator) && named && dated && !t.keeps(r) && t.isValue(r)
}

// keeps reports whether the message says that the report is to stay.
func (t *turn) keeps(r *target.Report) bool {
	w := &t.reading.Undo
	return (len(w.Keeps) > 0 || len(w.KeepsOf) > 0) &&
		(len(w.Keeps) == 0 || slices.Contains(w.Keeps, r.Indicator)) && (len(w.KeepsOf) == 0 || slices.Contains(w.KeepsOf, r.Unit))
}

// isValue reports whether the report has the value that the message names, as what
// was added or as the total; true if it names none.
func (t *turn) isValue(r *target.Report) bool {
	return t.reading.Undo.Values == nil || slices.ContainsFunc(t.reading.Undo.Values[r.Indicator], func(v target.Amount) bool {
		return v.Equal(r.Value) || r.Increment != nil && v.Equal(*r.Increment)
	})
}

// ownReports returns the speaker's reports in this chat, of those that are given.
func (b *Bot) ownReports(ctx context.Context, t *turn, current []target.Report) []target.Report {
	here := make(map[target.ChatID]bool)
	var out []target.Report
	for _, r := range current {
		if r.By != t.author() {
			continue
		}
		if _, known := here[r.Chat]; !known {
			here[r.Chat] = b.saidHere(ctx, t, r.Chat)
		}
		if here[r.Chat] {
			out = append(out, r)
		}
	}
	return out
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

// withdrawnLast returns the speaker's reports that they took back here today at
// one time, with nothing reported since; nil if the last thing they did was to
// report.
func (b *Bot) withdrawnLast(ctx context.Context, t *turn, all []target.Report) []target.Report {
	var gone []target.Report
	at := ""
	for _, r := range slices.Backward(all) {
		if r.By != t.author() || !t.fits(&r) || !b.saidHere(ctx, t, r.Chat) {
			continue
		}
		if at != "" && groupOf(r.ID) != at || r.Retracts == "" || target.DateOf(r.Said.In(b.plan.Zone)) != t.today {
			break
		}
		i := slices.IndexFunc(all, func(old target.Report) bool { return old.ID == r.Retracts })
		if i >= 0 && all[i].By == t.author() {
			gone, at = append(gone, all[i]), groupOf(r.ID)
		}
	}
	slices.Reverse(gone)
	return gone
}

// manyToday reports whether the speaker has sent other reports today than those
// that fit: "all" may mean them too.
func (b *Bot) manyToday(t *turn, u *undoing) bool {
	return len(b.saidToday(t, u)) > len(u.fitting)
}

// saidToday returns the speaker's reports of today that the message may mean.
func (b *Bot) saidToday(t *turn, u *undoing) []target.Report {
	var out []target.Report
	for i := range u.own {
		if target.DateOf(u.own[i].Said.In(b.plan.Zone)) == t.today && t.fits(&u.own[i]) {
			out = append(out, u.own[i])
		}
	}
	return out
}

// tellApprovers tells who has approved a figure that it was taken back.
func (b *Bot) tellApprovers(ctx context.Context, t *turn, gone []target.Report) ([]target.Delivery, error) {
	var out []target.Delivery
	for i := range gone {
		r := &gone[i]
		if r.ApprovedBy == "" || r.ApprovedBy == t.author() {
			continue
		}
		approver, err := b.store.Member(ctx, r.ApprovedBy)
		if errors.Is(err, target.ErrNotFound) {
			continue // is no member any more
		}
		if err != nil {
			return nil, fmt.Errorf("look up who approved: %w", err)
		}
		chats, err := b.store.Chats(ctx)
		if err != nil {
			return nil, fmt.Errorf("read chats: %w", err)
		}
		for _, chat := range chats {
			if chat.Group || chat.Member != r.ApprovedBy || chat.Parked != "" {
				continue
			}
			to := &turn{now: t.now, today: t.today, member: approver, chat: chat, words: b.words.In(firstLang(approver.Lang, chat.Lang))}
			note := target.Note{Head: to.say("undo.approved-head"), Text: to.say("undo.approved", "What", b.brief(to, r), "Who", b.office(ctx, to, t.author()))}
			out = append(out, t.delivery("unapproved/"+target.DeliveryID(r.ID), chat.ID, &note))
			break
		}
	}
	return out, nil
}
