package understand

import (
	"slices"
	"strings"
)

// ReadBeside reads a message that reports in one part and asks in another: "thu
// ngân sách 95 tỷ. Rác thải thế nào rồi?". whole is how it was read as one. ok is
// false for any other message: the report must be complete and explained word for
// word.
func (r *Reader) ReadBeside(text string, in Context, whole *Reading) (report, question Reading, ok bool) {
	in.Topic, in.About = nil, ""
	if withDigits(text) == 0 || whole.complete() || whole.Intent != None && whole.Intent != ReportValue && !whole.questions() {
		return report, question, false
	}
	parts := r.halves(text, in)
	for _, p := range parts { // a question of its own
		of := in
		if report = r.Read(p.report, in); !report.complete() {
			continue
		}
		of.Topic = &Topic{Intent: ReportValue, Indicators: report.Indicators, Units: report.Units}
		if question = r.Read(p.question, of); question.questions() && r.asks(p.question, of) {
			return report, question, true
		}
	}
	for _, p := range parts { // one that leans on the report: "rác thải 93%, đạt chưa?"
		report = r.Read(p.report, in)
		over := slices.ContainsFunc(report.Values, func(v Value) bool { return v.Over })
		if whole.questions() && report.complete() && !over {
			return report, *whole, true
		}
	}
	return report, question, false
}

// asks reports whether the text is worded as a question.
func (r *Reader) asks(text string, in Context) bool {
	m := r.scan(text, in)
	defer r.release(m)
	return m.asks()
}

// halves are the ways to cut a text in two of which one may report and the other
// ask. What asks without a figure comes first.
func (r *Reader) halves(text string, in Context) []half {
	m := r.scan(text, in)
	whole, cuts := m.text, m.cuts()
	r.release(m)
	var plain, others []half
	for _, at := range cuts {
		for _, h := range []half{{whole[:at], whole[at:]}, {whole[at:], whole[:at]}} {
			h.question = strings.TrimLeft(h.question, " .,;:!?\n")
			switch {
			case withDigits(h.report) == 0:
			case withDigits(h.question) == 0:
				plain = append(plain, h)
			default:
				others = append(others, h)
			}
		}
	}
	return append(plain, others...)
}

// half is a text cut in two.
type half struct{ report, question string }

// complete reports whether the reading is a report with nothing left to ask.
func (r *Reading) complete() bool {
	if len(r.Rows) > 0 {
		return len(r.Unread) == 0 && !slices.ContainsFunc(r.Rows, func(row Reading) bool { return !row.complete() })
	}
	return r.Intent == ReportValue && !r.Asks() && len(r.Indicators) > 0 && len(r.Values) == len(r.Indicators)
}

// questions reports whether the reading is a question about figures that are
// stored.
func (r *Reading) questions() bool {
	switch r.Intent {
	case None, ReportValue, Undo, Help, RemindSettings:
		return false
	}
	switch r.Detail {
	case DetailWhatIf, DetailDirective, DetailPromise, DetailSnooze, DetailConfirm, DetailApprove:
		return false
	}
	return true
}

// cuts are the places, in bytes of the text, at which a report and a question may
// meet: behind a sign, and before a word that turns to something else.
func (m *message) cuts() []int {
	var out []int
	for i := range m.tokens[:max(len(m.tokens)-1, 0)] {
		next := m.spanOver(i + 1)
		turns := next != nil && next.from == i+1 && next.has(cueWhatAbout)
		if t := &m.tokens[i]; t.breaks() || t.is(",") || turns {
			out = append(out, t.end)
		}
	}
	return out
}
