package lane

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

func TestOrderInsideAChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(0)
		var mu sync.Mutex
		var got []int
		for i := range 5 {
			l.Add("a", func() {
				time.Sleep(time.Duration(5-i) * time.Second) // later ones are faster
				mu.Lock()
				got = append(got, i)
				mu.Unlock()
			})
		}
		l.Wait()
		if want := []int{0, 1, 2, 3, 4}; !slices.Equal(got, want) {
			t.Errorf("jobs ran as %v, want %v", got, want)
		}
	})
}

func TestChatsRunAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(0)
		began := time.Now()
		for _, chat := range []target.ChatID{"a", "b", "c"} {
			l.Add(chat, func() { time.Sleep(time.Minute) })
		}
		l.Wait()
		if took := time.Since(began); took != time.Minute {
			t.Errorf("three chats took %s, want a minute", took)
		}
	})
}

func TestFullLane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(2)
		release := make(chan struct{})
		l.Add("a", func() { <-release })
		synctest.Wait() // the first is at work and waits no more
		taken := []bool{l.Add("a", func() {}), l.Add("a", func() {}), l.Add("a", func() {}), l.Add("b", func() {})}
		if want := []bool{true, true, false, true}; !slices.Equal(taken, want) {
			t.Errorf("taken: %v, want %v", taken, want)
		}
		close(release)
		l.Wait()
	})
}
