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

// maxUndoable is how many recent reports are offered to take back.
const maxUndoable = 4

// askUndo asks before anything is taken back.
func (b *Bot) askUndo(ctx context.Context, t *turn, text string, options []option) (Reply, error) {
	note, waiting := t.question("", text, append(options, option{Label: t.say("choice.keep")}))
	return b.put(ctx, t, note, waiting)
}

// undoOptions offer each of the reports, and all of them where they are several.
func (b *Bot) undoOptions(t *turn, reports []target.Report) []option {
	var options []option
	var all []target.ReportID
	for i := range reports {
		all = append(all, reports[i].ID)
	}
	if len(all) > 1 {
		options = append(options, option{Label: t.words.Count("undo.all", len(all)), Retract: all})
	}
	for i := range reports[:min(len(reports), maxOffered-2)] {
		options = append(options, b.undoOption(t, &reports[i]))
	}
	return options
}

func (b *Bot) undoOption(t *turn, r *target.Report) option {
	return option{Label: t.say("undo.option", "What", b.brief(t, r)), Retract: []target.ReportID{r.ID}}
}

// moveOptions offer to make the report one of what is said to be wrong, "số huyện
// sai rồi": the name may be what it lacks.
func (b *Bot) moveOptions(t *turn, reports []target.Report) []option {
	m := &t.reading
	if !m.Undo.Wrong || len(reports) != 1 || len(m.Units)+len(m.Indicators) > 1 {
		return nil
	}
	f := figuresOf(reports)[0]
	old := f
	switch {
	case len(m.Units) == 1:
		f.Unit = m.Units[0]
	case m.Whole:
		f.Unit = target.Locality
	}
	if len(m.Indicators) == 1 {
		f.Indicator = m.Indicators[0]
	}
	measure := func(id target.IndicatorID) string { return b.plan.Indicator(id).Measure.Name(target.Vietnamese) }
	if !f.movesFrom(&old) || measure(f.Indicator) != measure(old.Indicator) {
		return nil
	}
	f.Moves, f.Replaces, f.Taken = f.Replaces, "", false
	return []option{{Label: t.say("undo.instead", "Name", b.nameOf(t, f.Unit, b.plan.Indicator(f.Indicator))), Figures: []figure{f}}}
}

// countedOptions begin with what the message counts, "hủy 2 số đầu", or calls by
// its number, "hủy 3".
func (b *Bot) countedOptions(t *turn, reports []target.Report) []option {
	w := &t.reading.Undo
	options := b.undoOptions(t, reports)
	switch {
	case w.First && w.Number > 1 && w.Number < len(reports):
		first := option{Label: t.words.Count("undo.first", w.Number)}
		for i := range reports[:w.Number] {
			first.Retract = append(first.Retract, reports[i].ID)
		}
		options = slices.Insert(options, 0, first)
	case w.Number <= len(reports) && (w.Number > 0 || w.First):
		named := b.undoOption(t, &reports[max(w.Number, 1)-1])
		options = slices.DeleteFunc(options, func(o option) bool { return slices.Equal(o.Retract, named.Retract) })
		options = slices.Insert(options, 0, named)
	}
	return options
}

// offerMore says that the last report was taken back already, and offers what
// else of today could be.
func (b *Bot) offerMore(ctx context.Context, t *turn, gone []target.Report, u *undoing) (Reply, error) {
	var options []option
	for i := range slices.Backward(u.own) {
		if target.DateOf(u.own[i].Said.In(b.plan.Zone)) == t.today && len(options) < maxUndoable {
			options = append(options, b.undoOption(t, &u.own[i]))
		}
	}
	said := t.say("undo.already", "What", b.briefs(t, gone))
	if len(options) == 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: said})
	}
	return b.askUndo(ctx, t, lines(said, t.say("undo.more")), options)
}

// undoOthers lets a leader choose among what others reported here.
func (b *Bot) undoOthers(ctx context.Context, t *turn, current []target.Report) (Reply, error) {
	if !t.may(undoAny) {
		return t.tell("undo.others"), nil
	}
	var options []option
	var said *target.Report
	for i := range slices.Backward(current) {
		r := &current[i]
		if r.Chat != t.msg.Chat || !t.fits(r) || t.reading.Undo.Others && r.By == t.author() || len(options) == maxUndoable {
			continue
		}
		if said == nil {
			said = r
		}
		options = append(options, b.undoOption(t, r))
	}
	if said == nil {
		return t.tell("undo.none"), nil
	}
	return b.askUndo(ctx, t, t.say("undo.ask", "Said", said.Said.In(b.plan.Zone)), options)
}

// askWrong answers who finds a figure wrong that was only shown: it may be put
// right, or the speaker's own last report is meant.
func (b *Bot) askWrong(ctx context.Context, t *turn, u *undoing) (Reply, error) {
	said := t.say("undo.shown-wrong", "Name", t.short(b.example()))
	if len(u.fitting) == 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: said})
	}
	return b.askUndo(ctx, t, lines(said, t.say("undo.or-own")), b.undoOptions(t, u.fitting))
}

// askPart asks for the right one of what is said to be wrong. The figure stays
// as it is until it is said.
func (b *Bot) askPart(ctx context.Context, t *turn, reports []target.Report) (Reply, error) {
	part := t.reading.Undo.Part
	if len(reports) > 1 && part != understand.PartDay {
		return b.askUndo(ctx, t, t.say("undo.which-wrong"), b.undoOptions(t, reports))
	}
	r := &reports[0]
	text := lines(t.say("undo.stored", "What", b.briefs(t, reports)), t.say("undo.part."+string(part), "Example", b.partExample(t, r)))
	if part != understand.PartIndicator {
		note := target.Note{Text: text, Choices: []target.Choice{t.choice("choice.undo", slash(understand.Undo), groupOf(r.ID))}}
		return b.commit(ctx, t, target.Change{}, note)
	}
	options := b.otherIndicators(t, r)
	return b.askUndo(ctx, t, text, append(options, b.undoOption(t, r)))
}

// partExample is an answer that would put the part right.
func (b *Bot) partExample(t *turn, r *target.Report) string {
	ind := b.plan.Indicator(r.Indicator)
	switch t.reading.Undo.Part {
	case understand.PartDay:
		return t.words.Date(r.AsOf.AddDays(-1))
	case understand.PartUnit:
		return lang.Capital(b.unit(t, b.exampleUnit(t))) + ", " + t.short(ind) + " " + t.exact(ind, r.Value)
	default:
		return t.exact(ind, r.Value)
	}
}

// otherIndicators offer to store the figure as one of another indicator of the
// same measure.
func (b *Bot) otherIndicators(t *turn, r *target.Report) []option {
	measure := b.plan.Indicator(r.Indicator).Measure.Name(target.Vietnamese)
	var options []option
	for i := range b.plan.Indicators {
		ind := &b.plan.Indicators[i]
		if ind.ID == r.Indicator || ind.Measure.Name(target.Vietnamese) != measure || len(options) == maxUndoable {
			continue
		}
		f := figureOf(r)
		f.Indicator, f.Moves, f.Settled = ind.ID, r.ID, []doubtKind{doubtWhose}
		options = append(options, option{Label: t.say("undo.instead", "Name", b.nameOf(t, r.Unit, ind)), Figures: []figure{f}})
	}
	return options
}

// restore answers who wants nothing to be taken back, or the last undo undone:
// what was taken back is stored again only when it is confirmed.
func (b *Bot) restore(ctx context.Context, t *turn) (Reply, error) {
	if t.waits != nil && t.waits.withdraws() {
		return b.dropQuestion(ctx, t, t.waits)
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	gone := b.withdrawnLast(ctx, t, all)
	if len(gone) == 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("undo.nothing-undone")})
	}
	var figures []figure
	standing := target.Standing(all)
	for i := range gone {
		if left := target.Latest(standing, gone[i].Indicator, gone[i].Unit, b.lastDay(t.today)); left != nil && target.RestsOn(all, left, gone[i].ID) {
			holds := t.say("since.holds", "What", b.brief(t, left))
			return b.commit(ctx, t, target.Change{}, target.Note{Text: holds})
		}
		f := figureOf(&gone[i])
		f.Settled = []doubtKind{doubtWhose}
		figures = append(figures, f)
	}
	options := []option{{Label: t.say("undo.store-again"), Figures: figures}, t.dropOption()}
	note, waiting := t.question(t.say("doubt.head"), t.say("undo.gone-for-good", "What", b.briefs(t, gone)), options)
	return b.put(ctx, t, note, waiting)
}

// briefs names reports in a few words.
func (b *Bot) briefs(t *turn, reports []target.Report) string {
	return strings.Join(b.compact(t, reports, maxUndoable), "; ")
}
