package understand

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// piece is a word, a run of digits or a sign of a text about times, where
// "7h30" is three and marks do not matter.
type piece struct {
	text     string // folded
	n        int    // of digits, else -1
	from, to int    // bytes of the composed text
	glued    bool   // nothing stands between it and the piece before
}

// maxPieces is how much of a text is read for times. A longer one says none.
const maxPieces = 400

// pieces cuts a text. Hyphens and dots between words are pieces too.
func pieces(text string) []piece {
	var out []piece
	end := -1
	for i := 0; i < len(text) && len(out) < maxPieces; {
		r, size := utf8.DecodeRuneInString(text[i:])
		n := 0
		p := piece{from: i, n: -1, glued: i == end}
		switch {
		case isDigit(r):
			n = digitsLen(text[i:])
			p.text = text[i : i+n]
			p.n = smallNumber(p.text)
		case isWordRune(r):
			n = wordLen(text[i:])
			w := newWord(strings.ToLower(text[i : i+n]))
			p.text = w.fold
		case strings.ContainsRune(":.,/-–;&", r):
			n, p.text = size, string(r)
		}
		if n == 0 {
			i += size
			continue
		}
		i += n
		p.to, end = i, i
		out = append(out, p)
	}
	return out
}

func digitsLen(s string) int {
	for i := range len(s) {
		if !isDigit(rune(s[i])) {
			return i
		}
	}
	return len(s)
}

// smallNumber reads digits, -1 for what no clock or calendar has.
func smallNumber(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || n > 9999 {
		return -1
	}
	return n
}

// phraseAt returns the meaning of the longest phrase that begins at piece i and
// how many pieces it takes; 0 for none.
func phraseAt[M any](words map[string]M, all []piece, i int) (M, int) {
	var found M
	taken := 0
	joined := ""
	for n := 0; n < maxPhrase && i+n < len(all); n++ {
		p := &all[i+n]
		if n > 0 && (p.text == "," || p.text == ".") {
			break
		}
		joined = strings.TrimPrefix(joined+" "+p.text, " ")
		if m, ok := words[joined]; ok {
			found, taken = m, n+1
		}
	}
	return found, taken
}

// maxPhrase is the longest phrase about times, in words.
const maxPhrase = 6

// dayPart is how a part of the day changes the hour that is said with it.
type dayPart int

const (
	morning   dayPart = iota + 1 // as said
	noon                         // "1 giờ trưa" is 13
	afternoon                    // 1 to 11 are 13 to 23
)

// dayParts are the words behind an hour.
var dayParts = map[string]dayPart{
	"sang": morning, "trua": noon, "chieu": afternoon, "toi": afternoon, "dem": afternoon,
	"buoi sang": morning, "buoi trua": noon, "buoi chieu": afternoon, "buoi toi": afternoon,
	"pagi": morning, "siang": noon, "sore": afternoon, "petang": afternoon, "malam": afternoon,
	"am": morning, "pm": afternoon, "a m": morning, "p m": afternoon,
	"in the morning": morning, "in the afternoon": afternoon, "in the evening": afternoon,
}

// clockMarks stand before an hour without a unit: "jam 7", "at 7".
var clockMarks = map[string]bool{"jam": true, "pukul": true, "pkl": true, "luc": true, "hoi": true, "at": true}

// hourWords stand behind an hour.
var hourWords = map[string]bool{"h": true, "g": true, "gio": true, "wib": true}

// clockAt reads a time of day at piece i: "7h30", "5 giờ chiều", "07.30",
// "jam 7", "7:30 pm". It returns minutes after midnight and the pieces taken.
func clockAt(all []piece, i int) (minute, taken int, ok bool) {
	at, marked := i, false
	if clockMarks[all[at].text] {
		at, marked = at+1, true
	}
	if at >= len(all) || all[at].n < 0 || all[at].n > 24 {
		return 0, 0, false
	}
	hour := all[at].n
	at++
	said := marked
	switch {
	case at < len(all) && hourWords[all[at].text]:
		said = true
		at++
		minute, at = minutesAt(all, at)
	case at+1 < len(all) && isColon(all, at) && all[at+1].glued && len(all[at+1].text) == 2 && !dateGoesOn(all, at+2):
		said = true
		minute = all[at+1].n
		at += 2
		if at < len(all) && hourWords[all[at].text] {
			at++
		}
	}
	part, n := phraseAt(dayParts, all, at)
	if part == afternoon && hour < 12 || part == noon && hour < 6 {
		hour += 12
	}
	if part == morning && hour == 12 {
		hour = 0
	}
	if !said && part == 0 || minute > 59 || hour > 24 || hour == 24 && minute > 0 {
		return 0, 0, false
	}
	return hour*60 + minute, at + n - i, true
}

// minutesAt reads what stands behind "7h": "30", "30 phút", "rưỡi" or nothing.
func minutesAt(all []piece, at int) (minute, next int) {
	if at >= len(all) {
		return 0, at
	}
	switch p := &all[at]; {
	case p.text == "ruoi":
		return 30, at + 1
	case p.n < 0 || p.n > 59:
		return 0, at
	case at+1 < len(all) && all[at+1].text == "phut":
		return p.n, at + 2
	case p.glued || len(p.text) == 2 && !dateGoesOn(all, at+1):
		return p.n, at + 1
	default:
		return 0, at
	}
}

func isColon(all []piece, at int) bool {
	return all[at].glued && (all[at].text == ":" || all[at].text == ".")
}

// dateGoesOn reports whether a sign with a number behind follows, as in
// "20.07.2024" and "8h 20/7".
func dateGoesOn(all []piece, at int) bool {
	return at+1 < len(all) && all[at].glued && strings.Contains("./-", all[at].text) && all[at+1].glued && all[at+1].n >= 0
}
