package target

// Lang is a language the bot speaks, as its ISO 639-1 code.
type Lang string

// The languages of the catalogues. Vietnamese is the default everywhere.
const (
	Vietnamese Lang = "vi"
	Indonesian Lang = "id"
	English    Lang = "en"
)

// Langs lists every language, the default first.
var Langs = []Lang{Vietnamese, Indonesian, English}

// Name is what a thing is called in one language.
type Name struct {
	Full  string // as in the resolution: "Thu ngân sách trên địa bàn"
	Short string // as on a button; Full if empty
	// Aliases are other ways people write it, abbreviations included.
	Aliases []string
	// Not are phrases that contain an alias but mean something else.
	Not []string
}

// Names holds a Name per language.
type Names map[Lang]Name

// Full returns the full name in lang, in Vietnamese if lang has none.
func (n Names) Full(lang Lang) string {
	if s := n[lang].Full; s != "" {
		return s
	}
	return n[Vietnamese].Full
}

// Short returns the short name in lang, falling back as Full does.
func (n Names) Short(lang Lang) string {
	if s := n[lang].Short; s != "" {
		return s
	}
	if s := n[lang].Full; s != "" {
		return s
	}
	if s := n[Vietnamese].Short; s != "" {
		return s
	}
	return n[Vietnamese].Full
}
