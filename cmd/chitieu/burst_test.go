package main

import (
	"fmt"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

// A thousand groups are due in the same minute: they hear it as fast as Telegram
// allows and no faster, and the program does not grow with them.
func TestBurst(t *testing.T) {
	skipUnderRace(t)
	const (
		groups = 1000
		// limit is 30 a second, and a second may begin with its thirty.
		minimum = groups * time.Second / 30
		most    = minimum * 103 / 100
		growth  = 10 << 20 // bytes
	)
	synctest.Test(t, func(t *testing.T) {
		f := newOffice(t)
		f.o.Groups = nil
		for i := range groups {
			f.srv.AddGroup(groupNumber(i), fmt.Sprintf("Nhóm %d", i))
			f.o.Groups = append(f.o.Groups, target.Chat{ID: target.ChatID(fmt.Sprintf("telegram:%d", groupNumber(i))), Group: true, Lang: target.Vietnamese})
		}
		f.srv.SetLimits(telegramtest.Published)
		f.run(10*time.Minute, func() {
			time.Sleep(4 * time.Minute)
			before := heapInUse()
			time.Sleep(time.Minute + most + 5*time.Second)
			// The loopback server keeps every call and message, and the store in
			// memory every delivery: both count here.
			grown := heapInUse() - before
			t.Logf("the heap grew by %d KiB", grown>>10)
			if grown > growth {
				t.Errorf("the heap grew by more than %d KiB", growth>>10)
			}
		})
		first, last, refused, sent := f.sends()
		if sent != groups || refused > 0 {
			t.Errorf("%d sent, %d refused", sent, refused)
		}
		took := last.Sub(first)
		t.Logf("%d groups in %s, at least %s", sent, took, minimum)
		if took > most {
			t.Errorf("it took %s, at most %s", took, most)
		}
	})
}

func heapInUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// sends looks through what was sent.
func (f *office) sends() (first, last time.Time, refused, sent int) {
	for _, r := range f.srv.Requests("sendMessage") {
		if first.IsZero() {
			first = r.At
		}
		last = r.At
	}
	for i := range f.o.Groups {
		sent += f.srv.Count(groupNumber(i))
	}
	return first, last, len(f.srv.Requests("sendMessage")) - sent, sent
}
