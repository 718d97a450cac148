package understand

import "math/bits"

// cueSet is a set of cues, a bit for each.
type cueSet [256 / 64]uint64

func setOf(cues ...cue) (s cueSet) {
	for _, c := range cues {
		s.add(c)
	}
	return s
}

func (s *cueSet) add(c cue) { s[c/64] |= 1 << (c % 64) }

func (s *cueSet) has(c cue) bool { return s[c/64]>>(c%64)&1 != 0 }

func (s *cueSet) any(cues ...cue) bool {
	for _, c := range cues {
		if s.has(c) {
			return true
		}
	}
	return false
}

// meets reports whether the sets have a cue in common.
func (s *cueSet) meets(other *cueSet) bool {
	for i := range s {
		if s[i]&other[i] != 0 {
			return true
		}
	}
	return false
}

// all yields the cues of the set in the order of their numbers.
func (s *cueSet) all(yield func(cue) bool) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(cue(64*i + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

// firstName returns the name of the set that comes first in the alphabet.
func (s *cueSet) firstName() string {
	first := ""
	for c := range s.all {
		if name := c.String(); first == "" || name < first {
			first = name
		}
	}
	return first
}
