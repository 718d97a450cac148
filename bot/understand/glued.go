package understand

import (
	"slices"

	"chitieu/target"
)

// gluedUnits returns the names of two words that units have, as they look when
// typed as one: "kyvan", with the letters of the first word.
func gluedUnits(plan *target.Plan) map[string]int {
	out := make(map[string]int)
	for i := range plan.Units {
		for _, lang := range target.Langs {
			if words := wordsOf(plan.Units[i].Names.Short(lang)); len(words) == 2 && len(words[0].fold)+len(words[1].fold) >= minTypo {
				out[words[0].fold+words[1].fold] = len(words[0].fold)
			}
		}
	}
	return out
}

// maxGluedName is more letters than a name of two words has.
const maxGluedName = 24

// unglueUnits takes the name of a unit apart that was typed as one word, or as
// one with the word before it: "kỳvăn", "rackyxuan".
func (r *Reader) unglueUnits(tokens []token) []token {
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.kind != wordToken || t.entry.known {
			continue
		}
		runes := []rune(t.text)
		if len(runes) != len(t.fold) {
			continue
		}
		for cut := max(0, len(runes)-maxGluedName); cut < len(runes); cut++ {
			first, ok := r.glued[t.fold[cut:]]
			if !ok || cut == 1 || cut > 0 && !r.lexicon.knows(newWord(string(runes[:cut])).key) {
				continue
			}
			var parts []token
			for _, s := range []string{string(runes[:cut]), string(runes[cut : cut+first]), string(runes[cut+first:])} {
				if s != "" {
					parts = append(parts, token{word: r.lexicon.word(s), kind: wordToken, glued: len(parts) > 0 || t.glued, end: t.end, upper: t.upper && len(parts) == 0})
				}
			}
			tokens = slices.Replace(tokens, i, i+1, parts...)
			i += len(parts) - 1
			break
		}
	}
	return tokens
}
