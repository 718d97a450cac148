package bot

import (
	"strings"

	"chitieu/bot/lang"
	"chitieu/target"
)

// compact names every one of the reports in at most room lines: a line each
// while they fit, else those of one indicator and day side by side, and at last
// several of these in a line. What was stored or withdrawn is never left out.
func (b *Bot) compact(t *turn, reports []target.Report, room int) []string {
	var out []string
	if len(reports) <= room {
		for i := range reports {
			out = append(out, b.brief(t, &reports[i]))
		}
		return out
	}
	for from := 0; from < len(reports); {
		to := from + 1
		for to < len(reports) && reports[to].Indicator == reports[from].Indicator && reports[to].AsOf == reports[from].AsOf {
			to++
		}
		out = append(out, b.sideBySide(t, reports[from:to]))
		from = to
	}
	if len(out) <= room {
		return out
	}
	packed := make([]string, room)
	for i := range packed { // as evenly as can be
		packed[i] = strings.Join(out[i*len(out)/room:(i+1)*len(out)/room], "; ")
	}
	return packed
}

// sideBySide names reports of one indicator and day in a few words.
func (b *Bot) sideBySide(t *turn, reports []target.Report) string {
	ind := b.plan.Indicator(reports[0].Indicator)
	var values []string
	for i := range reports {
		r := &reports[i]
		value := t.exact(ind, r.Value)
		if r.Estimate {
			value = t.say("progress.estimate", "Value", value)
		}
		if r.Waiting {
			value = t.say("report.waits", "Value", value)
		}
		if len(reports) == 1 {
			return t.say("report.brief", "Name", b.nameOf(t, r.Unit, ind), "Value", value, "AsOf", r.AsOf)
		}
		values = append(values, t.say("report.of-unit", "Unit", lang.Capital(b.unit(t, r.Unit)), "Value", value))
	}
	return t.say("report.several", "Name", t.short(ind), "AsOf", reports[0].AsOf, "Values", strings.Join(values, "; "))
}
