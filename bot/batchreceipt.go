package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

const (
	pageRows  = 6  // of a receipt: a page is eight lines with its head
	maxUnread = 3  // how many places are named that were not read
	maxQuote  = 40 // letters of each
)

// showReceipt shows what was read of a batch, a page at a time, and stores
// nothing: one choice stores what is in order.
func (b *Bot) showReceipt(ctx context.Context, t *turn, one *batch, page int) (Reply, error) {
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	t.queue = one
	s := b.sort(t, standing, one)
	t.queue = nil
	if len(s.fine)+len(s.asked) == 0 {
		return Reply{Note: b.receipt(t, standing, one, &s, 0)}, nil
	}
	pages := (len(one.Rows) + pageRows - 1) / pageRows
	var options []option
	if len(s.fine) > 0 {
		options = append(options, option{Label: t.words.Count("batch.save", len(s.fine)), Save: true, Yes: true})
	} else {
		options = append(options, option{Label: t.say("batch.one-by-one"), Save: true, Yes: true})
	}
	options = append(options, t.dropOption())
	if pages > 1 {
		next := option{Label: t.say("batch.next-page"), Page: page + 1}
		if page+1 == pages {
			next.Label, next.Page = t.say("batch.first-page"), firstPage
		}
		options = append(options, next)
	}
	shown, waiting := t.question("", "", options)
	note := b.receipt(t, standing, one, &s, page)
	note.Choices, waiting.Batch = shown.Choices, one
	if t.key != "" && t.msg.Pressed != "" {
		return b.turnPage(ctx, t, note, waiting)
	}
	return b.put(ctx, t, note, waiting)
}

// turnPage shows another page of a receipt in the place of the one whose choice
// was pressed.
func (b *Bot) turnPage(ctx context.Context, t *turn, note target.Note, p *pending) (Reply, error) {
	dialog, err := t.asking(p)
	if err != nil {
		return Reply{}, err
	}
	if err := b.store.Commit(ctx, target.Change{Dialog: dialog}); err != nil {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	return Reply{Note: note, Edit: true}, nil
}

// firstPage is the Page of the option that leads back to the first.
const firstPage = -1

// receipt words a page of what was read.
func (b *Bot) receipt(t *turn, standing []target.Report, one *batch, s *sorted, page int) target.Note {
	from := page * pageRows
	to := min(from+pageRows, len(one.Rows))
	note := target.Note{Head: t.say("batch.head", "Fine", len(s.fine), "All", len(one.Rows))}
	if len(one.Rows) > pageRows {
		note.Head += " " + t.say("batch.page", "From", from+1, "To", to)
	}
	var text []string
	for i := from; i < to; i++ {
		text = append(text, b.receiptLine(t, one, s, i))
	}
	note.Text = lines(bullets(text), t.unreadLine(one.Unread))
	return note
}

// receiptLine is one row: what would be stored, with its day and share of the
// plan, or why it is not.
func (b *Bot) receiptLine(t *turn, one *batch, s *sorted, at int) string {
	row := &one.Rows[at]
	if row.Refused != "" {
		return t.say("batch.refused", "Words", quoted(row.Words), "Why", row.Refused)
	}
	if why, asked := s.why[at]; asked {
		return t.say("batch.doubtful", "What", b.toldBrief(t, &row.Figure), "Why", why)
	}
	made := s.made[at]
	line := b.echoLine(t, &made)
	if made.Waiting {
		line += " " + t.say("batch.will-wait")
	}
	return line
}

// unreadLine names what holds a number and was not read, "" for nothing.
func (t *turn) unreadLine(unread []string) string {
	if len(unread) == 0 {
		return ""
	}
	var parts []string
	for _, s := range unread[:min(len(unread), maxUnread)] {
		parts = append(parts, t.say("batch.quote", "Words", quoted(s)))
	}
	text := strings.Join(parts, "; ")
	if rest := len(unread) - len(parts); rest > 0 {
		text += " " + t.words.Count("batch.unread-more", rest)
	}
	return t.say("batch.unread", "Places", text)
}

// quoted is the beginning of what somebody wrote, in one line.
func quoted(s string) string {
	return Shorten(strings.Join(strings.Fields(s), " "), maxQuote)
}

// askNext asks about the first row of a batch that is left; without one
// everything has been said. dropped is what the question before was about.
func (b *Bot) askNext(ctx context.Context, t *turn, standing []target.Report, dropped []figure) (Reply, error) {
	var note target.Note
	if len(dropped) > 0 && len(t.queue.Rows) > 0 {
		note.Text = t.say("batch.dropped", "What", b.toldBrief(t, &dropped[0]))
	}
	waiting := b.addNext(t, standing, &note)
	if waiting == nil {
		said := target.Note{Text: t.say("dialog.dropped")}
		if t.queue != nil && t.queue.Stored > 0 {
			said.Text, said.Choices = t.say("batch.row-dropped"), t.waits.receipts()
		}
		return b.commit(ctx, t, target.Change{Dialog: t.dialog(nil)}, said)
	}
	return b.put(ctx, t, note, waiting)
}

// addNext puts the question about the next row below a note, nil for none. What
// a note offers already stays behind the answers.
func (b *Bot) addNext(t *turn, standing []target.Report, note *target.Note) *pending {
	if t.queue == nil || len(t.queue.Rows) == 0 {
		return nil
	}
	rest := *t.queue
	why := b.whyAsk(t, standing, &rest, 0)
	row := rest.Rows[0]
	rest.Rows = rest.Rows[1:]
	options := append(b.rowOptions(t, standing, &row), option{Label: t.say("choice.drop")})
	for _, c := range note.Choices {
		options = append(options, option{Label: c.Label, Go: c.Data})
	}
	asked, waiting := t.question(t.say("doubt.head"), "", options)
	waiting.Rest = &rest
	if !row.unclear() {
		waiting.Figures = []figure{row.Figure}
	}
	f := &row.Figure
	read := lines(b.readLine(t, standing, f), why)
	if note.Head == "" && note.Text == "" {
		note.Head, note.Text = asked.Head, read
	} else {
		note.Text = lines(note.Text, t.say("batch.not-yet", "What", read))
	}
	note.Choices = asked.Choices
	return waiting
}

// receipts are the choices beside the question that take back what was stored
// before it.
func (p *pending) receipts() []target.Choice {
	if p == nil {
		return nil
	}
	return slices.DeleteFunc(p.choices(), func(c target.Choice) bool {
		_, ok := undoes(c)
		return !ok
	})
}

// rowOptions are the answers to the question about a row.
func (b *Bot) rowOptions(t *turn, standing []target.Report, row *batchRow) []option {
	ind := b.plan.Indicator(row.Figure.Indicator)
	with := func(label string, change func(*figure)) option {
		f := row.Figure
		change(&f)
		return option{Label: label, Figures: []figure{f}}
	}
	var out []option
	switch {
	case len(row.Units) > 0:
		for _, u := range row.Units {
			out = append(out, with(lang.Capital(b.unit(t, u)), func(f *figure) { f.Unit, f.Settled = u, append(f.Settled, doubtWhose) }))
		}
		whole := lang.Capital(b.plan.Locality.Full(t.words.Lang))
		return append(out, with(whole, func(f *figure) { f.Unit, f.Settled = target.Locality, append(f.Settled, doubtWhose) }))
	case len(row.Readings) > 0:
		for _, v := range row.Readings {
			out = append(out, with(t.exact(ind, v), func(f *figure) { f.Value = v }))
		}
		return out
	case !row.Unsure:
		if d := b.doubt(t, standing, []figure{row.Figure}, 0); d != nil {
			return slices.DeleteFunc(d.options, option.drops)
		}
	}
	return []option{with(t.say("batch.save-row"), func(*figure) {})}
}

// resumeBatch goes on with the choice of a receipt.
func (b *Bot) resumeBatch(ctx context.Context, t *turn, p *pending, o *option) (Reply, error) {
	if !t.may(report) {
		return t.tell("permission.refused"), nil
	}
	t.reading.Intent = understand.ReportValue
	if o.Save {
		return b.saveBatch(ctx, t, p.Batch)
	}
	t.key = p.Key
	return b.showReceipt(ctx, t, p.Batch, max(o.Page, 0))
}
