package plans

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Mistake is one thing wrong in a file, and what would be right.
type Mistake struct {
	File  string
	Line  int    // from 1
	Field string // "indicators[2].comparison"; "" for the file as a whole
	Text  string
}

// Error returns "file:line: field: text".
func (m *Mistake) Error() string {
	if m.Field == "" {
		return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Text)
	}
	return fmt.Sprintf("%s:%d: %s: %s", m.File, m.Line, m.Field, m.Text)
}

// maxMistakes bounds what one reading reports: after a hundred the file is not
// the kind of file it was taken for.
const maxMistakes = 100

// join returns the mistakes by line as one error, nil for none.
func join(mistakes []*Mistake) error {
	slices.SortStableFunc(mistakes, func(a, b *Mistake) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.Field, b.Field))
	})
	var errs []error
	for _, m := range mistakes[:min(len(mistakes), maxMistakes)] {
		errs = append(errs, m)
	}
	if n := len(mistakes) - maxMistakes; n > 0 {
		errs = append(errs, fmt.Errorf("%s: and %d more mistakes", mistakes[0].File, n))
	}
	return errors.Join(errs...)
}

// field is the path of a place in a file: "indicators[2].names.vi".
type field string

func (f field) key(name string) field {
	if f == "" {
		return field(name)
	}
	return f + "." + field(name)
}

func (f field) item(i int) field { return f + field(fmt.Sprintf("[%d]", i)) }

// parent is the path one step up, "" for the file.
func (f field) parent() field { return f[:max(strings.LastIndexAny(string(f), ".["), 0)] }
