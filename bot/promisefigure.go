package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// A promise may give its figure by the plan instead of in the measure: a share
// of it, the whole of it, or what is to be added to the figure there is. It is
// kept, shown and checked as a figure.

// wholeWords are how people promise the plan itself, folded.
var wholeWords = phrases("hoan thanh", "hoan thanh ke hoach", "hoan thanh ke hoach nam", "hoan thanh chi tieu", "dat ke hoach", "dat chi tieu", "dat du ke hoach",
	"memenuhi target", "mencapai target", "memenuhi rencana", "mencapai rencana", "selesai",
	"to meet the target", "meet the target", "to reach the target", "reach the target", "to meet the plan", "meet the plan", "to complete the plan")

// percentWritten is a percentage in digits. Nobody groups thousands of percent,
// so a comma and a dot are both the decimal sign.
var percentWritten = regexp.MustCompile(`(\d{1,4}(?:[.,]\d{1,4})?) ?(?:%|phần trăm|phan tram|persen|percent)`)

// ofPlan reads a share of the plan, or the plan itself, as a figure of the unit;
// nil if the text gives none.
func (b *Bot) ofPlan(t *turn, d *draft, text string, ask understand.Ask) *target.Amount {
	ind := b.plan.Indicator(d.Indicator)
	whole := target.Evaluate(b.plan, nil, ind, d.Unit, b.lastDay(t.today)).Target
	if ask != understand.AskPercent {
		if !promisesWhole(ind, text) {
			return nil
		}
		return &whole
	}
	found := percentWritten.FindAllStringSubmatch(strings.ToLower(text), 2)
	if len(found) != 1 {
		return nil
	}
	digits, decimals, _ := strings.Cut(strings.ReplaceAll(found[0][1], ",", "."), ".")
	share, err := strconv.ParseInt(digits+decimals, 10, 64)
	if err != nil {
		return nil
	}
	value := whole.Mul(target.NewAmount(share)).Shift(int32(-2 - len(decimals)))
	return &value
}

// promisesWhole reports whether the text says, of the indicator and with no
// figure, that the plan will be met.
func promisesWhole(ind *target.Indicator, text string) bool {
	said := folded(text)
	if slices.Contains(wholeWords, said) {
		return true
	}
	for _, l := range target.Langs {
		for _, name := range append([]string{ind.Names.Full(l), ind.Names.Short(l)}, ind.Names[l].Aliases...) {
			behind, ok := strings.CutPrefix(said, folded(name)+" ")
			before, ok2 := strings.CutSuffix(said, " "+folded(name))
			if ok && slices.Contains(wholeWords, behind) || ok2 && slices.Contains(wholeWords, before) {
				return true
			}
		}
	}
	return false
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
