package understand

import "strings"

// firmMarks stand before a deadline and, with a number behind them, before
// little else.
var firmMarks = map[string]bool{
	"truoc": true, "truoc luc": true, "truoc ngay": true, "han": true, "han den": true, "thoi han": true, "han chot": true,
	"cham nhat": true, "cham nhat la": true, "cham nhat vao": true, "muon nhat": true, "xong truoc": true,
	"sebelum": true, "paling lambat": true, "selambat lambatnya": true, "tenggat": true, "batas waktu": true,
	"before": true, "by": true, "no later than": true, "not later than": true, "due": true, "deadline": true,
}

// A deadline is short: longer words behind a mark are part of the work.
const (
	maxDueWords   = 8
	maxDueLead    = 3 // before its first number
	longestDueRun = 60
)

// WrittenDue finds words at the end of a request that were meant as a deadline,
// whether or not they make one: "trước 25h thứ sáu", "by 31 June". ok is false
// when there are none; rest is the whole text then.
func WrittenDue(text string) (rest, words string, ok bool) {
	text = strings.TrimRight(compose(text), " .;\n")
	all := pieces(text)
	if len(all) == maxPieces {
		return text, "", false
	}
	for i := range all {
		_, taken := phraseAt(firmMarks, all, i)
		if tail := all[min(i+taken, len(all)):]; taken > 0 && looksDue(tail) {
			words = strings.TrimSpace(text[tail[0].from:])
			return strings.TrimRight(text[:all[i].from], " ,;:-("), words, len(words) <= longestDueRun
		}
	}
	return text, "", false
}

// looksDue reports whether the pieces are few and begin with a number, or with
// a few words before one.
func looksDue(tail []piece) bool {
	if len(tail) == 0 || len(tail) > maxDueWords {
		return false
	}
	for _, p := range tail[:min(maxDueLead, len(tail))] {
		if p.n >= 0 {
			return true
		}
	}
	return false
}
