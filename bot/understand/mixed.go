package understand

import (
	"strconv"

	"chitieu/target"
)

// mixed reads digits and number words together as one number: "3 trăm triệu",
// "30 nghìn 800 tấn", "2 nghìn 1 trăm tấn". Where only a thousand follows and no
// unit behind the rest, "nghìn" is left to be the scale of the unit.
func (f *figures) mixed(i int) (number string, next int) {
	sum, scale, next := 0, 1_000_000, i
	for scale > 1 {
		n, after, ok := f.group(next)
		if !ok {
			break
		}
		size := f.power(after)
		if size > 0 && size < scale && n*size < scale*1000 {
			sum, scale, next = sum+n*size, size, after+1
			continue
		}
		if next > i && size == 0 && n < scale {
			sum, scale, next = sum+f.lower(n, scale, next), 1, after
		}
		break
	}
	if next == i || scale == 1000 || scale < 1000 && sum >= 1000 && !f.measured(next) {
		return "", i
	}
	return strconv.Itoa(sum), next
}

// group reads one whole number of at most four digits, or a digit in words.
func (f *figures) group(i int) (n, next int, ok bool) {
	if i >= len(f.tokens) {
		return 0, i, false
	}
	t := &f.tokens[i]
	if t.kind == numberToken {
		if !isWhole(t.text) || len(t.text) > 4 {
			return 0, i + 1, false
		}
		n, err := strconv.Atoi(t.text)
		return n, i + 1, err == nil && (t.text[0] != '0' || t.text == "0")
	}
	if d, found := f.lexicon.numerals.at(f.tokens, i, digitNumeral); found {
		return d.value, i + 1, true
	}
	return 0, i, false
}

// power returns what the word at i multiplies by, 0 for none.
func (f *figures) power(i int) int {
	if h, ok := f.lexicon.numerals.at(f.tokens, i, powerNumeral); ok {
		return h.value
	}
	if _, ok := f.lexicon.numerals.at(f.tokens, i, thousandNumeral); ok {
		return 1000
	}
	return 0
}

// lower is what the last number adds: behind a Vietnamese thousand a single
// digit counts hundreds ("31 nghìn 4"), and never units, which need "linh".
func (f *figures) lower(n, scale, at int) int {
	if scale == 1000 && n > 0 && n < 10 && len(f.tokens[at].text) == 1 && f.lang == target.Vietnamese {
		return 100 * n
	}
	return n
}

// measured reports whether a unit other than percent stands at i.
func (f *figures) measured(i int) bool {
	var unit quantity
	return f.unit(&unit, i) > i && !unit.percent()
}
