package bot

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chitieu/bot/understand"
)

// Intents that the reader does not tell apart from its own; commands of their
// own, and found by their cues.
const (
	ranking understand.Intent = "ranking" // the communes by how far they are
	silent  understand.Intent = "silent"  // who has not sent a figure
	needed  understand.Intent = "needed"  // what it takes to meet the target
	slow    understand.Intent = "slow"    // which communes are behind, over all indicators
)

// A cue is a set of phrases, folded, that tells what a question is after.
var (
	cueCommunes = phrases("xa nao", "xa mo", "cac xa", "nhung xa", "don vi nao", "don vi mo", "cac don vi",
		"komune mana", "semua komune", "antar komune", "peringkat komune", "which commune", "which communes", "the communes", "communes by")
	cueRank = phrases("xep hang", "xep thu", "thu hang", "bang xep", "nhat", "dung dau", "dan dau", "top",
		"peringkat", "paling", "terendah", "tertinggi", "terlambat sekali",
		"rank", "ranking", "slowest", "lowest", "highest", "best", "worst")
	cueSilent = phrases("chua gui", "chua bao cao", "chua bao", "chua nop", "chua co so lieu", "chua cap nhat", "con thieu so lieu",
		"belum melapor", "belum lapor", "belum kirim", "belum mengirim", "belum ada data", "belum menyampaikan",
		"not reported", "not sent", "not yet reported", "yet to report", "no figures", "missing figures", "without figures", "t reported", "t sent")
	cueWrong = phrases("nham", "lon", "lon roi", "sai", "sai roi", "moi dung", "sua lai", "dinh chinh", "chu khong phai",
		"salah", "ralat", "koreksi", "maksudnya", "wrong", "correction", "i mean", "i meant", "mistake", "sorry")
	cueNeeded = phrases("can lam gi", "lam gi de dat", "phai lam gi", "can bao nhieu nua", "moi tuan can", "moi thang can",
		"apa yang perlu", "perlu berapa", "harus bagaimana",
		"what is needed", "what do we need", "how much more")
)

func phrases(all ...string) []string { return all }

// refine tells the questions apart that the reader takes for one kind, and
// keeps a follow-up about last year, the forecast or the series to the commune
// that the talk is about.
func (t *turn) refine() {
	r := &t.reading
	if topic := t.talk.topic; topic != nil && r.Followup && len(r.Units) == 0 && slices.Equal(r.Indicators, topic.Indicators) {
		switch r.Intent {
		case understand.CompareLastYear, understand.ForecastIntent, understand.History:
			r.Units = topic.Units
		}
	}
	if r.Intent == understand.LaggingList && r.Followup && len(r.Indicators) == 1 && len(r.Units) == 0 && !t.cued(cueCommunes) {
		r.Indicators = nil // "chỉ tiêu nào chậm?" asks about all, whatever came before
	}
	if r.Followup && r.Intent != understand.ReportValue && t.bareFigure() {
		// Nobody asks with a figure: it is a report that does not say of what.
		r.Intent, r.Ask, r.Indicators, r.Values = understand.ReportValue, understand.AskNoIndicator, nil, nil
	}
	one := len(r.Indicators) == 1 && len(r.Units) == 0
	switch r.Intent {
	case understand.LaggingList:
		switch {
		case t.cued(cueSilent):
			r.Intent = silent
		case one && t.cued(cueCommunes) && t.cued(cueRank):
			r.Intent = ranking
		case len(r.Indicators) == 0 && len(r.Units) == 0 && t.cued(cueCommunes):
			r.Intent = slow
		}
	case understand.ProgressOne, understand.UnitProgress, understand.ForecastIntent:
		switch {
		case one && t.cued(cueCommunes) && t.cued(cueRank):
			r.Intent = ranking
		case one && t.cued(cueNeeded):
			r.Intent = needed
		}
	}
}

// maxBare is how many words a message has that is a figure and nothing else:
// "95,2 tỷ đồng".
const maxBare = 3

// bareFigure reports whether the message is a figure and nothing else.
func (t *turn) bareFigure() bool {
	if len(strings.Fields(t.msg.Text)) > maxBare || strings.Contains(t.msg.Text, "?") {
		return false
	}
	return slices.ContainsFunc(t.reading.Evidence, func(e understand.Evidence) bool { return e.For == "figure:value" })
}

// cued reports whether the message holds one of the phrases, word by word.
func (t *turn) cued(cue []string) bool {
	text := " " + folded(t.msg.Text) + " "
	for _, phrase := range cue {
		if strings.Contains(text, " "+phrase+" ") {
			return true
		}
	}
	return false
}

// folded is the text in lower case and without marks, words apart by one space.
func folded(text string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			out.WriteByte('d')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out.WriteRune(r)
		default:
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}
