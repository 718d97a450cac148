package understand

import "github.com/agnivade/levenshtein"

// distance is the number of slips between two words: letters added, left out
// or wrong, and neighbours swapped, which thumbs do most of all.
func distance(a, b string) int {
	d := levenshtein.ComputeDistance(a, b)
	if d == 2 && len(a) == len(b) && swapped(a, b) {
		return 1
	}
	return d
}

// swapped reports whether a and b differ by one swap of neighbours.
func swapped(a, b string) bool {
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}
