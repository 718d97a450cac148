package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// maxRows is how many figures one message may bring. They are stored in one
// transaction and taken back in one, and a report touches four keys of the 120
// that a transaction of any engine may touch (storage.MaxTouched); what is left
// is for the reply and the notes to those who approve.
const maxRows = 24

// batch is what a message of several figures brought, while something of it is
// asked. Its reports share the end of their IDs, whenever they are stored, so
// that they are taken back together.
type batch struct {
	Of     string     `json:"of"`
	Stored int        `json:"stored,omitempty"` // how many reports it has so far
	Rows   []batchRow `json:"rows"`
	Unread []string   `json:"unread,omitempty"`
}

// batchRow is one figure of a batch, with what keeps it from being stored.
type batchRow struct {
	Figure figure `json:"figure"`
	Words  string `json:"words"` // that it was read from
	// Unsure is set when the reader hesitates, over Doubtful if it can tell.
	Unsure   bool   `json:"unsure,omitempty"`
	Doubtful string `json:"doubtful,omitempty"`
	// Odd is set when the reader asks about a number that it reads in one way:
	// mostly its value is out of proportion.
	Odd bool `json:"odd,omitempty"`
	// Readings of the number and Units that may be meant, to choose from.
	Readings []target.Amount `json:"readings,omitempty"`
	Units    []target.UnitID `json:"units,omitempty"`
	// Refused says why it cannot be stored, whatever is answered.
	Refused string `json:"refused,omitempty"`
}

// unclear reports whether the words leave open what was meant.
func (r *batchRow) unclear() bool {
	return r.Unsure || len(r.Readings) > 0 || len(r.Units) > 0 || r.Refused != ""
}

// reportBatch records the figures of a message that brings several. A short
// message that is clear is stored at once, and what is odd about a value is
// asked after it. Of a table or a paragraph, or where words leave something
// open, a receipt comes first.
func (b *Bot) reportBatch(ctx context.Context, t *turn) (Reply, error) {
	rows := t.reading.Rows
	if len(rows) > maxRows {
		return t.tell("report.too-many", "Limit", maxRows), nil
	}
	one := &batch{Of: endOf(groupID(t.now, t.msg)), Unread: t.reading.Unread}
	for i := range rows {
		one.Rows = append(one.Rows, b.batchRow(t, &rows[i]))
	}
	if t.reading.Listed || len(one.Unread) > 0 || slices.ContainsFunc(one.Rows, func(r batchRow) bool { return r.unclear() }) {
		return b.showReceipt(ctx, t, one, 0)
	}
	return b.saveBatch(ctx, t, one)
}

// batchRow turns one reading into a figure, or says why it cannot be one.
func (b *Bot) batchRow(t *turn, reading *understand.Reading) batchRow {
	row := batchRow{Words: reading.Text, Doubtful: reading.Doubtful}
	one := *t
	one.reading = *reading
	r := &one.reading
	if r.Ask == understand.AskAmount && len(r.AmountCandidates) > 0 && len(r.Values) == 0 {
		r.Values = r.AmountCandidates[:1]
		for _, v := range r.AmountCandidates[:min(len(r.AmountCandidates), maxOffered)] {
			row.Readings = append(row.Readings, v.Amount)
		}
		if len(row.Readings) == 1 {
			row.Readings = nil
		}
	}
	if r.Ask == understand.AskUnit {
		row.Units = r.UnitCandidates[:min(len(r.UnitCandidates), maxOffered)]
	}
	switch {
	case r.Period.Kind != target.NoPeriod && r.Period.Start().Year != b.plan.Year:
		row.Refused = t.say("report.other-year", "Year", b.plan.Year, "Period", r.Period)
		return row
	case b.missing(&one) != "":
		row.Refused = b.missing(&one)
		return row
	}
	figures := b.figures(&one, one.saidUnit())[:1]
	b.place(figures)
	row.Figure = figures[0]
	if f := &row.Figure; !b.plan.Indicator(f.Indicator).Possible(f.Value) && !f.Increment {
		row.Refused = b.impossible(t, f)
	}
	row.Unsure = r.Hesitates != ""
	row.Odd = r.Ask == understand.AskAmount && len(row.Readings) == 0
	return row
}

// sorted are the rows of a batch by what may be done with them now.
type sorted struct {
	fine  []figure
	asked []batchRow            // questioned, one by one
	why   map[int]string        // of the rows that are not stored, by their place
	made  map[int]target.Report // what the others would be
}

// sort finds out which rows are in order on what is stored. Each is held
// against those before it too.
func (b *Bot) sort(t *turn, standing []target.Report, one *batch) sorted {
	s := sorted{why: make(map[int]string), made: make(map[int]target.Report)}
	grown := slices.Clone(standing)
	for i := range one.Rows {
		row := &one.Rows[i]
		if row.Refused != "" {
			s.why[i] = row.Refused
			continue
		}
		if why := b.whyAsk(t, grown, one, i); why != "" {
			s.why[i] = why
			s.asked = append(s.asked, *row)
			continue
		}
		made := b.reports(t, grown, []figure{row.Figure})[0]
		made.ID = target.ReportID(fmt.Sprintf("%s-%d", made.ID, i)) // one for each row
		s.fine, s.made[i] = append(s.fine, row.Figure), made
		grown = append(grown, made)
	}
	return s
}

// whyAsk says why the row is questioned, "" if it is in order.
func (b *Bot) whyAsk(t *turn, standing []target.Report, one *batch, at int) string {
	row := &one.Rows[at]
	switch {
	case len(row.Units) > 0:
		return t.say("batch.which-unit")
	case len(row.Readings) > 0:
		return t.say("batch.which-amount")
	case row.Unsure && row.Doubtful != "":
		return t.say("batch.unsure-words", "Words", row.Doubtful)
	case row.Unsure:
		return t.say("batch.unsure")
	case one.twice(at):
		return t.say("batch.twice")
	}
	if d := b.doubt(t, standing, []figure{row.Figure}, 0); d != nil {
		_, why, _ := strings.Cut(d.text, "\n")
		return strings.ReplaceAll(why, "\n", " ")
	}
	if row.Odd {
		return t.say("batch.odd")
	}
	return ""
}

// twice reports whether another row is of the same indicator, unit and day, or
// adds to the same total.
func (one *batch) twice(at int) bool {
	f := &one.Rows[at].Figure
	for i := range one.Rows {
		o := &one.Rows[i]
		if i == at || o.Refused != "" || o.Figure.Indicator != f.Indicator || o.Figure.Unit != f.Unit {
			continue
		}
		if o.Figure.AsOf == f.AsOf || o.Figure.Increment || f.Increment {
			return true
		}
	}
	return false
}

// saveBatch stores what is in order of a batch in one transaction, and goes on
// to ask about the rest.
func (b *Bot) saveBatch(ctx context.Context, t *turn, one *batch) (Reply, error) {
	for range tries {
		reply, err := b.trySaveBatch(ctx, t, one)
		if !errors.Is(err, target.ErrConflict) {
			return reply, err
		}
	}
	return Reply{}, fmt.Errorf("record batch: %w", target.ErrConflict)
}

// trySaveBatch is saveBatch on what is stored now.
func (b *Bot) trySaveBatch(ctx context.Context, t *turn, one *batch) (Reply, error) {
	var figures []figure
	for i := range one.Rows {
		if one.Rows[i].Refused == "" {
			figures = append(figures, one.Rows[i].Figure)
		}
	}
	heads, all, err := b.ground(ctx, figures)
	if err != nil {
		return Reply{}, err
	}
	standing := target.Standing(all)
	t.remember(figures)
	t.queue = one
	s := b.sort(t, standing, one)
	t.queue = &batch{Of: one.Of, Stored: one.Stored, Rows: s.asked}
	if len(s.fine) == 0 {
		return b.askNext(ctx, t, standing, nil)
	}
	heads = slices.DeleteFunc(heads, func(h target.Head) bool {
		return !slices.ContainsFunc(s.fine, func(f figure) bool { return f.Indicator == h.Indicator && f.Unit == h.Unit })
	})
	return b.commitFigures(ctx, t, heads, all, s.fine)
}

// together reports whether the report is of the message whose group the id
// names, by the same person: what was asked about was stored after the rest.
func together(r *target.Report, group target.ReportID, by target.MemberID) bool {
	if groupOf(group) != string(group) || !isGroup(string(group)) || !isGroup(string(r.ID)) {
		return false
	}
	return r.By == by && endOf(groupOf(r.ID)) == endOf(string(group))
}

// endOf is the part of a group's ID behind the time.
func endOf(group string) string { return group[strings.LastIndexByte(group, '-')+1:] }
