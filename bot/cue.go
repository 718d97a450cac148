package bot

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chitieu/bot/understand"
)

// cueWrong says that a figure corrects another. With their marks: "lộn" is
// wrong, "lớn" is large and "lợn" a pig.
var cueWrong = []string{"nhầm", "lộn", "sai", "mới đúng", "sửa lại", "đính chính", "chứ không phải",
	"salah", "ralat", "koreksi", "maksudnya", "wrong", "correction", "i mean", "i meant", "mistake", "sorry"}

// cued reports whether the message holds one of the phrases, word by word. A
// phrase with marks must have them where the message has any.
func (t *turn) cued(cue []string) bool {
	apart := strings.FieldsFunc(norm.NFC.String(strings.ToLower(t.msg.Text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
	written := strings.Join(apart, " ")
	plain := understand.Fold(written)
	for _, phrase := range cue {
		text := written
		if written == plain || phrase == understand.Fold(phrase) {
			text, phrase = plain, understand.Fold(phrase)
		}
		if strings.Contains(" "+text+" ", " "+phrase+" ") {
			return true
		}
	}
	return false
}
