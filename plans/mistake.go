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
	File  string // "" for reports, which come without a name
	Line  int    // from 1
	Field string // "indicators[2].comparison", or a column; "" for all of the line
	Text  string
}

// Error returns "file:line: field: text", with "line 3" where there is no file.
func (m *Mistake) Error() string {
	place := fmt.Sprintf("%s:%d", m.File, m.Line)
	if m.File == "" {
		place = fmt.Sprintf("line %d", m.Line)
	}
	if m.Field != "" {
		place += ": " + m.Field
	}
	return place + ": " + m.Text
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
		errs = append(errs, fmt.Errorf("and %d more mistakes", n))
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
