package plans

import (
	"maps"
	"slices"
	"strings"

	"chitieu/target"
)

// names reads what a thing is called. The Vietnamese name is required: the other
// languages fall back to it.
func (r *reader) names(at field, f namesFile) target.Names {
	names := make(target.Names, len(f))
	for _, lang := range slices.Sorted(maps.Keys(f)) {
		place, n := at.key(string(lang)), f[lang]
		r.lang(place, lang)
		names[lang] = target.Name{
			Full:    r.word(place.key("full"), n.Full),
			Short:   string(n.Short),
			Aliases: r.list(place.key("aliases"), n.Aliases),
			Not:     r.list(place.key("not"), n.Not),
		}
	}
	if _, ok := f[target.Vietnamese]; !ok {
		r.wrong(at.key("vi"), "is missing: every name is needed in Vietnamese")
	}
	return names
}

// words reads a text by language, Vietnamese required.
func (r *reader) words(at field, f wordsFile) map[target.Lang]string {
	words := r.singular(at, f)
	if _, ok := f[target.Vietnamese]; !ok {
		r.wrong(at.key("vi"), "is missing: every text is needed in Vietnamese")
	}
	return words
}

// singular reads words that only some languages need: those for exactly one.
func (r *reader) singular(at field, f wordsFile) map[target.Lang]string {
	words := make(map[target.Lang]string, len(f))
	for _, lang := range slices.Sorted(maps.Keys(f)) {
		r.lang(at.key(string(lang)), lang)
		words[lang] = r.word(at.key(string(lang)), f[lang])
	}
	return words
}

func (r *reader) lang(at field, lang target.Lang) {
	if !slices.Contains(target.Langs, lang) {
		r.wrong(at, "%q is not one of vi, id, en", lang)
	}
}

// list reads phrases, each of which may stand in the list once.
func (r *reader) list(at field, texts []scalar) []string {
	var out []string
	seen := make(map[string]bool, len(texts))
	for i, s := range texts {
		word := r.word(at.item(i), s)
		key := strings.ToLower(word)
		if word != "" && seen[key] {
			r.wrong(at.item(i), "%q is in this list already", word)
		}
		seen[key] = true
		out = append(out, word)
	}
	return out
}

// maxWord bounds a name: the longest official one has about 150 letters.
const maxWord = 400

func (r *reader) word(at field, s scalar) string {
	switch {
	case strings.TrimSpace(string(s)) == "":
		r.wrong(at, "is missing or empty")
	case strings.TrimSpace(string(s)) != string(s):
		r.wrong(at, "%q has spaces around it", s)
	case len(s) > maxWord:
		r.wrong(at, "is longer than %d bytes", maxWord)
	}
	return string(s)
}
