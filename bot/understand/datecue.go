package understand

// cue returns the length of the longest phrase of the cue that begins at i, 0
// for none.
func (d *dates) cue(c cue, i int) int {
	longest := 0
	for k := range d.from.at(i) {
		if s := &d.found[k]; s.has(c) {
			longest = max(longest, s.to-s.from)
		}
	}
	return longest
}

// ended reports whether a phrase of the cue ends before token i.
func (d *dates) ended(c cue, i int) bool {
	for k := range d.to.at(i) {
		if d.found[k].has(c) {
			return true
		}
	}
	return false
}
