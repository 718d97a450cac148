package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// ReadReportDay reads a text that says of which day a figure is and nothing else, as
// people add it afterwards: "đến 28/6 nhé", "số ngày 28/6", "tính đến hôm qua".
// A month or a quarter needs a word that says so: "tháng 6" by itself may begin
// a question.
func (r *Reader) ReadReportDay(text string, today target.Date) (target.Period, bool) {
	m := r.scan(text, Context{Today: today})
	var day *span
	for i := range m.spans {
		if m.spans[i].kind != periodSpan {
			continue
		}
		if day != nil {
			return target.Period{}, false
		}
		day = &m.spans[i]
	}
	if day == nil {
		return target.Period{}, false
	}
	led, ok := r.answers.onlyAround(m.tokens[:day.from], m.tokens[day.to:])
	return day.period, ok && (led || day.period.Kind == target.Day)
}

// onlyAround reports whether the tokens are words that stand around a day said
// afterwards, and whether one of them leads to it.
func (a *answers) onlyAround(parts ...[]token) (led, ok bool) {
	phrases := slices.Concat(a.day, a.around, a.wrong)
	for _, tokens := range parts {
		var words phraseWords
		for i := range tokens {
			if t := &tokens[i]; t.kind != signToken {
				words = append(words, t.word)
			} else if !strings.Contains(".,;:!\n", t.text) {
				return false, false
			}
		}
		for len(words) > 0 {
			taken := 0
			for i, p := range phrases {
				if len(p) > taken && p.beginsBy(words, (*word).spelt) {
					taken, led = len(p), led || i < len(a.day)
				}
			}
			if taken == 0 {
				return false, false
			}
			words = words[taken:]
		}
	}
	return led, true
}
