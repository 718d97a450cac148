package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// figure is one figure on its way into a report.
type figure struct {
	Indicator target.IndicatorID `json:"indicator"`
	Unit      target.UnitID      `json:"unit,omitempty"`
	// Value is the running total or state, with Increment what is to be added.
	Value     target.Amount `json:"value"`
	Increment bool          `json:"increment,omitempty"`
	Estimate  bool          `json:"estimate,omitempty"`
	// Over is set when a little more than the value was said to be reached.
	Over bool        `json:"over,omitempty"`
	AsOf target.Date `json:"as_of"`
	// From is the first day that an increment covers, if it was said.
	From target.Date `json:"from,omitzero"`
	// Ahead is set when the figure was said of a period that is not over: it may
	// include what is still to come.
	Ahead bool `json:"ahead,omitempty"`
	// Period is what the figure was said of, and Open is set where it may be the
	// running total or what that period alone brought.
	Period target.Period `json:"period,omitzero"`
	Open   bool          `json:"open,omitempty"`
	// Replaces is the report that the figure corrects, and Was what it said.
	Replaces target.ReportID `json:"replaces,omitempty"`
	Was      *was            `json:"was,omitempty"`
	// Claims is what was said beside the figure.
	Claims target.Claims `json:"claims,omitzero"`
	// Taken is set when the message named no unit and the figure was taken for
	// the speaker's commune's.
	Taken bool `json:"taken,omitempty"`
	// Moves is the report that the figure was by mistake stored as.
	Moves target.ReportID `json:"moves,omitempty"`
	// Onto is the report that a total was added up from, Without what was taken
	// out of it.
	Onto    target.ReportID `json:"onto,omitempty"`
	Without target.ReportID `json:"without,omitempty"`
	// Settled are the doubts that the speaker has answered.
	Settled []doubtKind `json:"settled,omitempty"`
	// Asked is when the last of them was asked about.
	Asked time.Time `json:"asked,omitzero"`
}

// tries is how often a report is made anew when another one came in between.
const tries = 12

// report records the figures of a message, or asks back.
func (b *Bot) report(ctx context.Context, t *turn) (Reply, error) {
	if err := b.knowCommune(ctx, t); err != nil {
		return Reply{}, err
	}
	if len(t.reading.Rows) > 0 {
		return b.reportBatch(ctx, t)
	}
	for _, asks := range []func(*Bot, context.Context, *turn) (Reply, bool, error){(*Bot).askAmountSaid, (*Bot).askDay, (*Bot).askFigure} {
		if reply, asked, err := asks(b, ctx, t); asked || err != nil {
			return reply, err
		}
	}
	r := &t.reading
	switch {
	case len(r.Units) > 1:
		return t.tell("report.one-unit"), nil
	case len(r.Indicators) > maxRows:
		return t.tell("report.too-many", "Limit", maxRows), nil
	case r.Period.Kind != target.NoPeriod && r.Period.Start().Year != b.plan.Year:
		return t.tell("report.other-year", "Year", b.plan.Year, "Period", r.Period), nil
	case r.Hesitates != "" && !takenOff(r):
		return b.askHesitant(ctx, t)
	}
	figures := b.figures(t, t.saidUnit())
	if err := b.correct(ctx, t, figures); err != nil {
		return Reply{}, err
	}
	return b.record(ctx, t, figures)
}

// saidUnit is the unit that the message names, the whole locality for none.
func (t *turn) saidUnit() target.UnitID {
	if len(t.reading.Units) == 1 {
		return t.reading.Units[0]
	}
	return target.Locality
}

// figures takes the figures out of the reading. A unit that the message names
// is settled; without one they are the speaker's commune's where communes
// report, or it may still be asked whose they are.
func (b *Bot) figures(t *turn, unit target.UnitID) []figure {
	r := &t.reading
	var out []figure
	for i, id := range r.Indicators {
		v := r.Values[i]
		f := figure{
			Indicator: id, Unit: unit, Value: v.Amount, Increment: v.Increment, Estimate: v.Estimate, Over: v.Over,
			AsOf: r.Period.AsOf(t.today), Ahead: r.Period.IsAhead(t.today), Period: r.Period, Claims: v.Claims,
		}
		f.Open = opens(&v, r.Period)
		if v.Increment && r.Period.Kind > target.Day {
			f.From = r.Period.Start()
		}
		switch {
		case unit != target.Locality || r.Whole:
			f.Settled = append(f.Settled, doubtWhose)
		case slices.Contains(t.communal, id):
			f.Unit, f.Taken = t.member.Unit, true
			f.Settled = append(f.Settled, doubtWhose)
		}
		out = append(out, f)
	}
	return out
}

// record stores the figures with their echo, unless one is doubtful: then it
// asks, and nothing is stored before the answer.
func (b *Bot) record(ctx context.Context, t *turn, figures []figure) (Reply, error) {
	b.place(figures)
	t.settled = t.settled || t.waits.coveredBy(figures)
	for range tries {
		reply, err := b.tryRecord(ctx, t, figures)
		if !errors.Is(err, target.ErrConflict) {
			t.remember(figures)
			return reply, err
		}
	}
	return Reply{}, fmt.Errorf("record figures: %w", target.ErrConflict)
}

// tryRecord is record on what is stored now. target.ErrConflict means that
// something came in between.
func (b *Bot) tryRecord(ctx context.Context, t *turn, figures []figure) (Reply, error) {
	heads, all, err := b.ground(ctx, figures)
	if err != nil {
		return Reply{}, err
	}
	standing := target.Standing(all)
	for i := range figures {
		if d := b.doubt(t, standing, figures, i); d != nil {
			if d.refused {
				return b.commit(ctx, t, target.Change{Dialog: t.dialog(nil)}, target.Note{Text: d.text})
			}
			note, waiting := t.question(d.head, d.text, d.options)
			waiting.Figures = figures
			return b.put(ctx, t, note, waiting)
		}
	}
	return b.commitFigures(ctx, t, heads, all, figures)
}

// commitFigures stores figures that are in order, with their echo and the
// question that is left of their batch.
func (b *Bot) commitFigures(ctx context.Context, t *turn, heads []target.Head, all []target.Report, figures []figure) (Reply, error) {
	standing := target.Standing(all)
	change := target.Change{
		Heads: heads, Reports: b.reports(t, standing, figures), Dialog: t.dialog(nil),
	}
	change.Audits = []target.Audit{t.audit(string(report), reportDetails(change.Reports))}
	var err error
	if change.Deliveries, err = b.askApproval(ctx, t, change.Reports); err != nil {
		return Reply{}, err
	}
	said, err := b.answerByReport(ctx, t, &change)
	if err != nil {
		return Reply{}, err
	}
	after := target.Standing(slices.Concat(standing, change.Reports))
	note := b.echo(t, all, after, change.Reports)
	note.Choices = append(note.Choices, t.otherDay(figures, change.Reports)...)
	note.Text = lines(note.Text, b.saidOver(t, figures), said)
	if slices.ContainsFunc(figures, func(f figure) bool { return f.Taken }) {
		note.Choices = append(note.Choices, b.wholeInstead(t, change.Reports))
	}
	moved := t.moved(all, figures)
	for i := range moved {
		note.Text = lines(note.Text, t.say("report.moved", "What", b.brief(t, &moved[i])))
	}
	change.Reports = append(change.Reports, moved...)
	note.Text = lines(note.Text, b.restingOnMoved(t, slices.Concat(all, change.Reports), moved))
	if t.aside {
		current := target.Current(slices.Concat(all, change.Reports))
		if change.Dialog, err = b.stillAsks(t, &note, current); err != nil {
			return Reply{}, err
		}
	}
	if t.queue != nil {
		t.queue.Stored += len(figures)
		if waiting := b.addNext(t, after, &note); waiting != nil {
			if change.Dialog, err = t.asking(waiting); err != nil {
				return Reply{}, err
			}
		}
	}
	return b.commit(ctx, t, change, note)
}

// remember makes the figures the topic of the talk.
func (t *turn) remember(figures []figure) {
	t.reading.Intent, t.reading.Indicators = understand.ReportValue, nil
	for _, f := range figures {
		t.reading.Indicators = append(t.reading.Indicators, f.Indicator)
	}
}

// place gives figures of a lead agency to the whole locality, which it answers for.
func (b *Bot) place(figures []figure) {
	for i := range figures {
		if f := &figures[i]; f.Unit == b.plan.Indicator(f.Indicator).Lead {
			f.Unit = target.Locality
		}
	}
}

// ground returns what figures are checked against and computed from: the newest
// report of each, and all reports. When another report comes first, everything
// is decided anew. Heads are read before reports: what comes in between is then
// a conflict, and not a total that is lost.
func (b *Bot) ground(ctx context.Context, figures []figure) ([]target.Head, []target.Report, error) {
	var heads []target.Head
	for _, f := range figures {
		last, err := b.store.Head(ctx, f.Indicator, f.Unit)
		if err != nil {
			return nil, nil, fmt.Errorf("look up newest report: %w", err)
		}
		heads = append(heads, target.Head{Indicator: f.Indicator, Unit: f.Unit, Last: last})
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read reports: %w", err)
	}
	return heads, all, nil
}

// reports makes the rows of the history. What was said in one message shares
// the beginning of its IDs, so that it can be taken back together.
func (b *Bot) reports(t *turn, standing []target.Report, figures []figure) []target.Report {
	group, first := groupID(t.now, t.msg), 0
	if t.queue != nil {
		group, first = stamp(t.now)+"-"+t.queue.Of, t.queue.Stored
	}
	var out []target.Report
	for i, f := range figures {
		ind := b.plan.Indicator(f.Indicator)
		r := target.Report{
			ID: target.ReportID(fmt.Sprintf("%s-%d", group, first+i)), Indicator: f.Indicator, Unit: f.Unit,
			Value: f.Value, AsOf: f.AsOf, Estimate: f.Estimate, Replaces: f.Replaces, Onto: f.Onto, Without: f.Without,
			Said: t.now, By: t.author(), ByName: t.msg.FromName, Chat: t.msg.Chat,
			Source: sourceChat, Evidence: t.msg.Files,
			Waiting:   waits(b.plan, &t.member, ind, f.Unit),
			Confirmed: confirms(&t.member, ind) && !f.Estimate,
		}
		if f.Increment {
			added := f.Value
			r.Increment = &added
			r.Value, r.Onto = target.Added(standing, &r)
		}
		out = append(out, r)
	}
	return out
}

// groupID names what one message reported: it sorts by time, and its end is of
// this message alone.
func groupID(now time.Time, m Message) string {
	sum := sha256.Sum256([]byte(stamp(now) + m.ID + "\n" + string(m.Chat) + "\n" + m.Text))
	return stamp(now) + "-" + hex.EncodeToString(sum[:4])
}

func stamp(now time.Time) string { return now.UTC().Format("20060102T150405.000000000Z") }

// audit is a line of who did what.
func (t *turn) audit(what, detail string) target.Audit {
	return target.Audit{At: t.now, Member: t.author(), Chat: t.msg.Chat, Action: what, Detail: detail}
}

func reportDetail(r *target.Report) string {
	return fmt.Sprintf("%s %s %s %s %s", r.ID, r.Indicator, r.Unit, r.Value, r.AsOf)
}

// reportDetails is the audit of what one message reported: one line, since each
// would take of the room that a transaction has.
func reportDetails(reports []target.Report) string {
	var out []string
	for i := range reports {
		out = append(out, reportDetail(&reports[i]))
	}
	return strings.Join(out, "; ")
}
