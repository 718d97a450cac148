package training

import (
	"math/rand/v2"
	"strings"

	"golang.org/x/text/unicode/norm"

	"chitieu/target"
)

// Noise writes a text as somebody in a hurry does: without marks, with slips of
// the thumb, in short forms, with or without politeness and a final sign.
func Noise(rng *rand.Rand, text string, lang target.Lang) string {
	if lang == target.Vietnamese && rng.IntN(2) == 0 {
		text = WithoutMarks(text)
	}
	if lang == target.Vietnamese && rng.IntN(3) == 0 {
		text = shortForms.Replace(" " + text + " ")
	}
	if rng.IntN(4) == 0 {
		text = slip(rng, text)
	}
	if polite := politeness[lang]; len(polite) > 0 && rng.IntN(3) == 0 {
		words := polite[rng.IntN(len(polite))]
		if rng.IntN(2) == 0 {
			text = words + " " + text
		} else {
			text += " " + words
		}
	}
	switch rng.IntN(6) {
	case 0:
		text = strings.TrimRight(text, "?.! ")
	case 1:
		text = strings.ToLower(text)
	}
	return strings.TrimSpace(text)
}

// shortForms are how young people write the most frequent words.
var shortForms = strings.NewReplacer(
	" không ", " ko ", " khong ", " k ", " được ", " dc ", " duoc ", " đc ", " rồi ", " r ", " roi ", " r ",
	" bao nhiêu ", " bn ", " bao nhieu ", " bnh ", " gì ", " j ", " làm ", " lm ", " với ", " vs ", " chưa ", " chua ",
	" mọi người ", " mn ", " biết ", " bít ", " trước ", " trc ", " vậy ", " v ", " nhé ", " nha ", " thế ", " thê ",
)

var politeness = map[target.Lang][]string{
	target.Vietnamese: {"ạ", "nhé", "anh ơi", "em ơi", "dạ", "đồng chí", "các đồng chí ơi", "cho em hỏi", "cảm ơn", "vs ạ", "với ạ", "giúp em", "nha"},
	target.Indonesian: {"ya", "pak", "bu", "tolong", "mohon", "terima kasih", "dong"},
	target.English:    {"please", "thanks", "hi,", "sir", "comrade", "pls"},
}

// slip changes one letter of a word of at least four: doubled, left out, or
// swapped with the next.
func slip(rng *rand.Rand, text string) string {
	words := strings.Fields(text)
	i := rng.IntN(max(len(words), 1))
	if len(words) == 0 || strings.ContainsAny(words[i], "0123456789%") {
		return text
	}
	letters := []rune(words[i])
	if len(letters) < 4 {
		return text
	}
	k := 1 + rng.IntN(len(letters)-2)
	switch rng.IntN(3) {
	case 0:
		letters = append(letters[:k+1], letters[k:]...)
	case 1:
		letters = append(letters[:k], letters[k+1:]...)
	default:
		letters[k], letters[k+1] = letters[k+1], letters[k]
	}
	words[i] = string(letters)
	return strings.Join(words, " ")
}

// WithoutMarks types a text on a keyboard without Vietnamese letters.
func WithoutMarks(s string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'đ':
			out.WriteByte('d')
		case r == 'Đ':
			out.WriteByte('D')
		case r < 0x300 || r > 0x36f:
			out.WriteRune(r)
		}
	}
	return out.String()
}
