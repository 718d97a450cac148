package understand

import "slices"

// scratch is the memory in which a message is read. It is used again for the
// next one, since little of it is in what was read.
type scratch struct {
	message  message
	other    message // the same with other spans
	reading  Reading
	tokens   []token
	lattice  []span
	spans    []span
	words    []span // of the gate
	over     []int
	brackets []int
	matcher  matcher
	chooser  chooser
	dates    dates
	sums     map[Intent]float64
	elements []element
	features []uint32
	opinions opinions
	amounts  map[amountText]parsedAmount
}

// sized returns n items in the memory of the slice, with what was in it before.
func sized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// take returns memory to read a message in.
func (r *Reader) take() *scratch {
	if s, ok := r.scratch.Get().(*scratch); ok {
		return s
	}
	return &scratch{sums: make(map[Intent]float64, len(intents)), amounts: make(map[amountText]parsedAmount)}
}

// release lets the memory of a message be used for another one. Nothing of the
// message may be used any more, what was read from it may.
func (r *Reader) release(m *message) {
	s := m.scratch
	s.tokens, s.lattice, s.spans, s.over, s.brackets = m.tokens, m.lattice, m.spans, m.over, m.brackets
	s.matcher.hints = m.hints
	r.scratch.Put(s)
}
