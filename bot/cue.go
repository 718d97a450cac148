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

// A cue is a set of phrases that tells what a message is after. Those without
// marks are found in any spelling.
var (
	cueCommunes = phrases("xa nao", "xa mo", "cac xa", "nhung xa", "don vi nao", "don vi mo", "cac don vi",
		"komune mana", "semua komune", "antar komune", "peringkat komune", "which commune", "which communes", "the communes", "communes by")
	cueRank = phrases("xep hang", "xep thu", "thu hang", "bang xep", "cham nhat", "thap nhat", "kem nhat", "cao nhat", "tot nhat",
		"nhanh nhat", "nhieu nhat", "dung dau", "dan dau", "top",
		"peringkat", "paling lambat", "paling rendah", "paling tinggi", "terendah", "tertinggi",
		"rank", "ranking", "slowest", "lowest", "highest", "best", "worst")
	cueSilent = phrases("chua gui", "chua bao cao", "chua bao", "chua nop", "chua co so lieu", "chua cap nhat", "con thieu so lieu",
		"belum melapor", "belum lapor", "belum kirim", "belum mengirim", "belum ada data", "belum menyampaikan",
		"not reported", "not sent", "not yet reported", "yet to report", "no figures", "missing figures", "without figures", "t reported", "t sent")
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
	if t.answered() {
		return
	}
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
		case one && t.cued(cueCommunes):
			r.Intent = ranking
		case one && t.cued(cueNeeded):
			r.Intent = needed
		}
	case understand.Help:
		if one && t.cued(cueNeeded) {
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

// cued reports whether the message holds one of the phrases, word by word. A
// phrase with marks must have them where the message has any.
func (t *turn) cued(cue []string) bool {
	written, plain := words(t.msg.Text), folded(t.msg.Text)
	for _, phrase := range cue {
		text := written
		if written == plain || phrase == folded(phrase) {
			text, phrase = plain, folded(phrase)
		}
		if strings.Contains(" "+text+" ", " "+phrase+" ") {
			return true
		}
	}
	return false
}

// words is the text in lower case, its words apart by one space.
func words(text string) string {
	apart := strings.FieldsFunc(norm.NFC.String(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
	return strings.Join(apart, " ")
}

// folded is words without marks.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ':
			return 'd'
		default:
			return r
		}
	}, norm.NFD.String(words(text)))
}
