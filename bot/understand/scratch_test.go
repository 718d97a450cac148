package understand

import (
	"reflect"
	"sync"
	"testing"
)

// TestScratchIsNotShared reads the same texts in several goroutines: none may
// read in memory that another one, or an earlier reading, still uses.
func TestScratchIsNotShared(t *testing.T) {
	_, reader := newReader(t)
	examples := readTable(t, "testdata/development.tsv")
	want := make([]Reading, len(examples))
	for i, e := range examples {
		want[i] = reader.Read(e.text, Context{Today: arrival})
	}
	var wg sync.WaitGroup
	for start := range 4 {
		wg.Go(func() {
			for i := range examples {
				i = (i + start*len(examples)/4) % len(examples)
				if got := reader.Read(examples[i].text, Context{Today: arrival}); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%q is read as\n%+v, before as\n%+v", examples[i].text, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}
