package understand

import "slices"

// shortLabel is the longest label, in words, that is called by its last word
// alone: "Khang" for "Xã Kỳ Khang".
const shortLabel = 3

// pickLabel returns the label, from 1, that the words are, or are a part of
// that no other label has, those aside that deny it: "lưu" is no "Không lưu".
func (a *answers) pickLabel(words phraseWords, labels []string) (int, bool) {
	part, parts := 0, 0
	for i, text := range labels {
		label := phraseWords(wordsOf(text))
		at := label.find(words)
		if at < 0 || at > 0 && slices.ContainsFunc(a.deny, func(p phraseWords) bool { return len(p) <= at && p.begins(label) }) {
			continue
		}
		if len(label) == len(words) {
			return i + 1, true
		}
		parts++
		if names(label, words, at) {
			part = i + 1
		}
	}
	return part, parts == 1 && part > 0
}

// find returns where the label has the words, -1 if nowhere.
func (p phraseWords) find(words phraseWords) int {
	for at := 0; at+len(words) <= len(p); at++ {
		if p[at : at+len(words)].begins(words) {
			return at
		}
	}
	return -1
}

// names reports whether the words, which stand at a place of the label, are
// enough to mean it: they begin it, are several, or the last of a short one. A
// figure inside a label is not: who writes "87,25" to "sửa số 87,25 đã báo" may
// mean that figure itself.
func names(label, words phraseWords, at int) bool {
	if at == 0 {
		return true
	}
	if slices.ContainsFunc(words, func(w word) bool { return isDigit(rune(w.text[0])) }) {
		return false
	}
	return len(words) > 1 || len(label) <= shortLabel && at == len(label)-1
}
