package telegram

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

// desk is where incidents arrive.
type desk struct {
	mu   sync.Mutex
	told []target.Incident
}

func (d *desk) tell(i target.Incident) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told = append(d.told, i)
}

func (d *desk) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.told)
}

// TestUnreachable: five minutes of silence are told once, and again in the next
// spell; a shorter one is not.
func TestUnreachable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d desk
		srv := newServer()
		l := start(t, srv, func(o *Options) { o.Incident = d.tell })
		time.Sleep(time.Hour)
		silence := func(length time.Duration) {
			srv.Fail("getUpdates", -1, telegramtest.Refuse)
			time.Sleep(length)
			srv.Heal()
			time.Sleep(10 * time.Minute)
		}
		silence(4 * time.Minute)
		if n := d.count(); n != 0 {
			t.Errorf("four minutes were told %d times", n)
		}
		silence(2 * time.Hour)
		if n := d.count(); n != 1 {
			t.Fatalf("two hours were told %d times", n)
		}
		silence(time.Hour)
		if n := d.count(); n != 2 {
			t.Errorf("two spells were told %d times", n)
		}
		if i := d.told[0]; i.Kind != target.Unreachable || i.Chat != "" || strings.Contains(i.Detail, testToken) {
			t.Errorf("told %+v", i)
		}
		if err := l.Ready(); err != nil {
			t.Errorf("Ready at the end: %v", err)
		}
	})
}
