package bot

import (
	"chitieu/bot/understand"
	"chitieu/target"
)

// A promise may give its figure by the plan instead of in the measure: a share
// of it, the whole of it, or what is to be added to the figure there is. It is
// kept, shown and checked as a figure.

// ofPlan reads a share of the plan, or the plan itself, as a figure of the unit;
// nil if the text gives none.
func (b *Bot) ofPlan(t *turn, d *draft, text string, ask understand.Ask) *target.Amount {
	ind := b.plan.Indicator(d.Indicator)
	whole := target.Evaluate(b.plan, nil, ind, d.Unit, b.lastDay(t.today)).Target
	if ask != understand.AskPercent {
		if !b.reader.ReadWholePlan(text, ind.ID, t.today) {
			return nil
		}
		return &whole
	}
	share, ok := b.reader.ReadShare(text, t.today)
	if !ok {
		return nil
	}
	value := whole.Mul(share).Shift(-2)
	return &value
}

// sum turns what a promise adds into the total that it comes to. It stays what
// it is where no figure is known to add to.
func (d *draft) sum(p *target.Progress) {
	if d.Added == nil || d.Value != nil || p.Actual == nil {
		return
	}
	total := p.Actual.Add(*d.Added)
	d.Value, d.Added = &total, nil
}
