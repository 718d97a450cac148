package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spellSigns writes out the signs that composing a text would lose or join to
// digits: fractions, currencies, dashes and raised digits.
func spellSigns(text string) string {
	if strings.IndexFunc(text, mayBeSpelt) < 0 {
		return text
	}
	text = strings.ReplaceAll(strings.ToValidUTF8(text, " "), "~~", " ❌ ") // struck through
	var out strings.Builder
	var last rune
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch decimals, name := fractions[r], currencySigns[r]; {
		case decimals != "" && isDigit(last):
			out.WriteString("," + decimals)
		case r == '½' && unicode.IsLetter(lastLetter(out.String())):
			out.WriteString(" ruoi ") // "88 tỷ ½"
		case decimals != "" && strings.TrimRight(out.String(), " ") != out.String() && isDigit(lastLetter(out.String())):
			whole := strings.TrimRight(out.String(), " ")
			out.Reset()
			out.WriteString(whole + "," + decimals) // "2 ½ tỷ"
		case decimals != "":
			out.WriteString("0," + decimals)
		case name != "":
			out.WriteString(" " + name + " ")
		case emojiWords[r] != "":
			out.WriteString(" " + emojiWords[r] + " ")
		case strings.ContainsRune("−–—", r) && isDigit(next):
			out.WriteByte('-')
		case strings.ContainsRune(raised, r) && last != 'm', unicode.Is(unicode.No, r) && (isDigit(next) || isDigit(last) || unicode.IsLetter(last) && last != 'm'):
			out.WriteString("^" + string(r) + "^") // "10⁹" is not 109; "m²" is a unit
		default:
			out.WriteRune(r)
		}
		last = r
	}
	return out.String()
}

// mayBeSpelt reports whether spellSigns may write the rune out: few texts have
// one, and many have letters that are no ASCII.
func mayBeSpelt(r rune) bool {
	return r == '$' || r == '~' || r >= utf8.RuneSelf && !isWordRune(r)
}

// lastLetter returns the last rune that is no blank.
func lastLetter(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " "))
	return r
}

var (
	fractions     = map[rune]string{'½': "5", '¼': "25", '¾': "75"}
	emojiWords    = map[rune]string{'❌': "không", '✖': "không", '🚫': "không", '⛔': "không", '❓': "?", '❔': "?", '⁉': "?", '🤔': "?"}
	currencySigns = map[rune]string{'₫': "đồng", '$': "usd", '€': "eur", '£': "gbp", '¥': "jpy"}
)

// raised are the digits that stand above or below the line.
const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"

// findStuck marks the numbers of a composed text that something sticks to
// which makes another number of them: "90,,4", "-88,4", "45+45", "~90".
func findStuck(text string, tokens []token) {
	for i := range tokens {
		if t := &tokens[i]; t.kind == numberToken {
			t.stuck = sticksBefore(text[:t.end-len(t.text)]) || sticksBehind(text[t.end:])
		}
	}
}

// tokenSigns are the signs that the tokens of a text keep.
const tokenSigns = ".,;:!?\n/%+-→>()="

// oddSigns make another thing of the number that they stand at.
const oddSigns = "~^#&@\\<>±×÷≈≥≤≠≃≅"

// sticksBefore reports whether the text ends in something that belongs to the
// number behind it.
func sticksBefore(text string) bool {
	if apart := strings.TrimRight(text, " "); apart != text { // "~ 95,2"
		signs := apart[len(strings.TrimRightFunc(apart, isSign)):]
		return strings.Contains(signs, "!=") || strings.ContainsAny(signs, oddSigns) && !strings.HasSuffix(signs, "->") && !strings.HasSuffix(signs, "=>")
	}
	signs := text[len(strings.TrimRightFunc(text, isSign)):]
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(signs)])
	switch {
	case signs == "":
		return false
	case isDigit(before):
		return !joints[strings.TrimLeft(signs, "%")] && signs != "%"
	case strings.HasSuffix(signs, "->"), strings.HasSuffix(signs, "=>"):
		return false
	case strings.HasSuffix(signs, "-"):
		return true // "-88,4", "ns-88,4"
	case unicode.IsLetter(before) && strings.Trim(signs, tokenSigns) != "":
		return true // "1 tỷ'1"
	case signs == "," || signs == "." || signs == "'":
		return !unicode.IsLetter(before) || endsGlued(text[:len(text)-len(signs)])
	}
	return strings.ContainsAny(signs, oddSigns)
}

// joints may stand between two numbers without a blank.
var joints = map[string]bool{"-": true, "/": true, ";": true, "->": true, "=>": true, "→": true, ",": true, "": true}

// endsGlued reports whether the text ends in a word that a digit sticks to.
func endsGlued(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text, isWordRune))
	return isDigit(r)
}

// sticksBehind reports whether the text begins with something that belongs to
// the number before it.
func sticksBehind(text string) bool {
	rest := strings.TrimLeftFunc(text, isSign)
	signs := text[:len(text)-len(rest)]
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case signs == "":
		return false
	case isDigit(next):
		return !joints[strings.TrimLeft(signs, "%")] && signs != "%"
	}
	return strings.ContainsAny(signs, oddSigns) && !strings.HasPrefix(signs, "->") && !strings.HasPrefix(signs, "=>") || signs == "+"
}

func isSign(r rune) bool { return !unicode.IsSpace(r) && !isWordRune(r) && !isDigit(r) }
