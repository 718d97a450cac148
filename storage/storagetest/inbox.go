package storagetest

import (
	"bytes"
	"sync"
	"sync/atomic"
	"testing"

	"chitieu/storage"
	"chitieu/target"
)

func testInbox(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	keep := func(id, body string, minutes int) bool {
		t.Helper()
		return must[bool](t)(s.Keep(ctx, id, []byte(body), after(minutes)))
	}
	same(t, "new", keep("zalo:b", "second", 2), true)
	same(t, "earlier", keep("zalo:a", "first", 1), true)
	same(t, "of another transport", keep("telegram:1", "", 0), true)
	same(t, "again", keep("zalo:a", "other", 9), false)
	s = newStore(t, kv)
	unhandled := func(prefix string) []target.Inbound {
		t.Helper()
		return must[[]target.Inbound](t)(s.Unhandled(ctx, prefix))
	}
	same(t, "after a restart", unhandled("zalo:"), []target.Inbound{
		{ID: "zalo:a", Body: []byte("first"), At: after(1)}, {ID: "zalo:b", Body: []byte("second"), At: after(2)},
	})
	same(t, "all", len(unhandled("")), 3)
	same(t, "part of a letter", len(unhandled("zalo:\xc4")), 0)
	for range 2 {
		if err := s.Handled(ctx, "zalo:a"); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "handled", unhandled("zalo:a"), nil)
	same(t, "handled is not fresh", keep("zalo:a", "first", 1), false)
	if err := s.Handled(ctx, "zalo:unknown"); err != nil {
		t.Errorf("unknown: %v", err)
	}
}

func testInboxLimits(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	largest := bytes.Repeat([]byte{0xff}, 64<<10)
	before := content(t, kv)
	_, err := s.Keep(ctx, "zalo:large", append(largest, 0), start)
	wantError(t, "body over 64 KiB", err, storage.ErrTooLarge)
	_, err = s.Keep(ctx, string(bytes.Repeat([]byte("x"), storage.MaxKey)), nil, start)
	wantError(t, "endless id", err, storage.ErrTooLarge)
	want(t, "content", content(t, kv), before)
	same(t, "largest", must[bool](t)(s.Keep(ctx, "zalo:large", largest, start)), true)
	same(t, "comes back", must[[]target.Inbound](t)(s.Unhandled(ctx, "zalo:"))[0].Body, largest)
}

// testInboxRace has one message delivered by webhook and poll at a time.
func testInboxRace(t *testing.T, s *storage.Store, _ storage.KV) {
	var fresh atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			switch first, err := s.Keep(t.Context(), "zalo:a", []byte("1"), start); {
			case err != nil:
				t.Error(err)
			case first:
				fresh.Add(1)
			}
		})
	}
	wg.Wait()
	same(t, "fresh", fresh.Load(), 1)
}
