package target

import "strings"

// percentDecimals is the most that the press prints of a percentage.
const percentDecimals = 2

// FormatAmount writes a in the way of the language: groups of three, at most
// the given decimals (the rest is rounded, halves away from zero), no trailing
// zeros: "10.230,09" in Vietnamese and Indonesian, "10,230.09" in English.
func FormatAmount(a Amount, lang Lang, decimals int32) string {
	text := a.Round(max(decimals, 0)).String()
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	fraction = strings.TrimRight(fraction, "0")
	out := sign + groupThousands(whole, groupSeparator(lang))
	if fraction != "" {
		out += string(decimalSeparator(lang)) + fraction
	}
	return out
}

func groupThousands(digits string, separator byte) string {
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(separator)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// FormatPercent writes a percentage with at most two decimals: "46,5%".
func FormatPercent(a Amount, lang Lang) string {
	return FormatAmount(a, lang, percentDecimals) + "%"
}

// Format writes a with the measure's name behind it: "10.230,09 tỷ đồng",
// "5 trường"; a percent sign stands close, as in the press: "98,69%".
func (m Measure) Format(a Amount, lang Lang) string {
	number, name := FormatAmount(a, lang, m.Decimals), m.Name(lang)
	if one := m.Singular[lang]; one != "" && number == "1" {
		name = one
	}
	switch name {
	case "":
		return number
	case "%":
		return number + name
	default:
		return number + " " + name
	}
}

// Name returns what stands behind a number in lang, in Vietnamese if lang has none.
func (m Measure) Name(lang Lang) string {
	if s := m.Names[lang]; s != "" {
		return s
	}
	return m.Names[Vietnamese]
}
