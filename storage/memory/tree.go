package memory

import (
	"bytes"
	"math/rand/v2"
	"time"
)

// tree is an ordered map that never changes: with and without return a new one
// that shares all but a path with the old. So a snapshot is a pointer and a
// rollback is to forget one. It is a treap: keys in order of a search tree,
// random priorities in order of a heap keep it balanced. Nil is the empty tree.
type tree struct {
	item
	priority    uint64
	left, right *tree
}

// item is an entry; a zero expires is never.
type item struct {
	key, value []byte
	expires    time.Time
}

func (i *item) live(now time.Time) bool { return i.expires.IsZero() || now.Before(i.expires) }

// find returns the key's item, nil if there is none.
func (t *tree) find(key []byte) *item {
	for t != nil {
		switch c := bytes.Compare(key, t.key); {
		case c < 0:
			t = t.left
		case c > 0:
			t = t.right
		default:
			return &t.item
		}
	}
	return nil
}

// with returns the tree with the item in place of another of its key.
func (t *tree) with(i item) *tree {
	if t == nil {
		return &tree{item: i, priority: rand.Uint64()}
	}
	n := *t
	switch c := bytes.Compare(i.key, t.key); {
	case c < 0:
		n.left = t.left.with(i)
		if n.left.priority > n.priority {
			return n.rotateRight()
		}
	case c > 0:
		n.right = t.right.with(i)
		if n.right.priority > n.priority {
			return n.rotateLeft()
		}
	default:
		n.item = i
	}
	return &n
}

// rotateRight and rotateLeft lift a child that was just copied, so it may be
// changed.
func (t *tree) rotateRight() *tree {
	up := t.left
	t.left, up.right = up.right, t
	return up
}

func (t *tree) rotateLeft() *tree {
	up := t.right
	t.right, up.left = up.left, t
	return up
}

// without returns the tree without the key.
func (t *tree) without(key []byte) *tree {
	if t == nil {
		return nil
	}
	n := *t
	switch c := bytes.Compare(key, t.key); {
	case c < 0:
		n.left = t.left.without(key)
	case c > 0:
		n.right = t.right.without(key)
	default:
		return join(t.left, t.right)
	}
	return &n
}

// join puts together two trees of which every key of the first is smaller.
func join(a, b *tree) *tree {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	case a.priority > b.priority:
		n := *a
		n.right = join(a.right, b)
		return &n
	default:
		n := *b
		n.left = join(a, b.left)
		return &n
	}
}

// ascend yields the items from a key on, in order, until yield returns false.
func (t *tree) ascend(from []byte, yield func(*item) bool) bool {
	if t == nil {
		return true
	}
	if c := bytes.Compare(t.key, from); c < 0 {
		return t.right.ascend(from, yield)
	}
	return t.left.ascend(from, yield) && yield(&t.item) && t.right.ascend(from, yield)
}
