package bot

import (
	"slices"
	"strings"

	"chitieu/target"
)

// stillAsks puts the question that goes on waiting below a note that is about
// other figures: its numbers then still mean what is seen. What the note offers
// stands behind its answers; receipts of which nothing is left in the reports
// current are offered no more.
func (b *Bot) stillAsks(t *turn, note *target.Note, current []target.Report) (*target.Dialog, error) {
	p := *t.waits
	p.Options = slices.DeleteFunc(slices.Clone(p.Options), func(o option) bool {
		group, ok := undoes(target.Choice{Data: o.Go})
		return ok && !slices.ContainsFunc(current, func(r target.Report) bool {
			return groupOf(r.ID) == string(group) || together(&r, group, t.author())
		})
	})
	for _, c := range note.Choices {
		p.Options = append(p.Options, option{Label: c.Label, Go: c.Data})
	}
	note.Text, note.Choices = lines(note.Text, b.stillWaits(t, &p)), p.choices()
	t.settled = true
	return t.asking(&p)
}

// stillWaits says which figures wait for an answer.
func (b *Bot) stillWaits(t *turn, p *pending) string {
	var what []string
	for i := range p.Figures[:min(len(p.Figures), maxOffered)] {
		what = append(what, b.toldBrief(t, &p.Figures[i]))
	}
	if len(what) == 0 {
		return t.say("dialog.still")
	}
	return t.say("dialog.still-figures", "What", strings.Join(what, "; "))
}
