package memory

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/storage"
)

func (t *tree) keys() (out []string) {
	t.ascend(nil, func(i *item) bool {
		out = append(out, string(i.key))
		return true
	})
	return out
}

func (t *tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.left.depth(), t.right.depth())
}

// heap reports whether no child has a higher priority than its parent.
func (t *tree) heap() bool {
	if t == nil {
		return true
	}
	for _, child := range []*tree{t.left, t.right} {
		if child != nil && child.priority > t.priority {
			return false
		}
	}
	return t.left.heap() && t.right.heap()
}

// TestTreeAgainstMap makes random changes to a tree and a map, and keeps some
// of the old trees: they must not change.
func TestTreeAgainstMap(t *testing.T) {
	var root *tree
	model := make(map[string]bool)
	type version struct {
		root *tree
		keys []string
	}
	var kept []version
	for step := range 5000 {
		key := fmt.Sprint(rand.IntN(300))
		if rand.IntN(2) == 0 {
			root, model[key] = root.with(item{key: []byte(key)}), true
		} else {
			root = root.without([]byte(key))
			delete(model, key)
		}
		if (root.find([]byte(key)) != nil) != model[key] {
			t.Fatalf("step %d: key %s is not as it should be", step, key)
		}
		if step%250 == 0 {
			kept = append(kept, version{root, slices.Sorted(maps.Keys(model))})
		}
	}
	for i, v := range kept {
		if got := v.root.keys(); !slices.Equal(got, v.keys) {
			t.Errorf("version %d has changed: %v, want %v", i, got, v.keys)
		}
		if !v.root.heap() {
			t.Errorf("version %d is no heap of priorities", i)
		}
	}
}

// TestTreeStaysFlat adds keys in order, as a log does, and then takes most away.
func TestTreeStaysFlat(t *testing.T) {
	var root *tree
	for i := range 10000 {
		root = root.with(item{key: fmt.Appendf(nil, "%05d", i)})
	}
	// Random trees of this size are about 30 deep; 80 has no chance to happen.
	if d := root.depth(); d > 80 {
		t.Errorf("10000 keys in order: %d deep", d)
	}
	for i := range 9000 {
		root = root.without(fmt.Appendf(nil, "%05d", i))
	}
	if d := root.depth(); d > 60 || !root.heap() {
		t.Errorf("1000 keys left: %d deep", d)
	}
}

// TestSweep lets entries expire: they are thrown away, not only hidden.
func TestSweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv := New()
		write := func(key string, ttl time.Duration) {
			err := kv.Update(t.Context(), func(w storage.Writer) error { return w.SetTTL([]byte(key), nil, ttl) })
			if err != nil {
				t.Fatal(err)
			}
		}
		write("short", time.Minute)
		write("long", 24*time.Hour)
		time.Sleep(2 * sweepEvery)
		write("new", time.Minute)
		if got := kv.root.Load().keys(); !slices.Equal(got, []string{"long", "new"}) {
			t.Errorf("in memory: %v", got)
		}
	})
}
