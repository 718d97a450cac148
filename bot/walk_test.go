package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chitieu/bot"
	"chitieu/target"
)

// walker presses its way through the pages that are reached from one command.
type walker struct {
	*stage
	who   string
	pages map[string]bot.Reply // by what was pressed
	lost  string               // the answer to what makes no sense
}

// page presses a choice, once.
func (w *walker) page(data string) bot.Reply {
	if reply, ok := w.pages[data]; ok {
		return reply
	}
	m := w.message(w.who, data)
	m.Pressed = "earlier"
	reply := w.handle(m)
	w.pages[data] = reply
	script1(w.t, reply)
	switch {
	case reply.Text == "" || reply.Text == w.lost:
		w.t.Errorf("%s: %q leads to %q", w.who, data, reply.Text)
	case !reply.Edit && !strings.HasPrefix(data, "/cham") && !strings.HasPrefix(data, "/tonghop"):
		w.t.Errorf("%s: %q is another message", w.who, data)
	case len(reply.Choices) > 8:
		w.t.Errorf("%s: %q has %d choices", w.who, data, len(reply.Choices))
	}
	return reply
}

// steps reports whether a choice goes on in the walk: the answers about lead
// agencies and directives are other commands.
func steps(c target.Choice) bool {
	return strings.Contains(c.Data, " ~")
}

// walkFrom presses all that is reached with so many presses. From each page the
// last choice leads back to where one was.
func (w *walker) walkFrom(start string, presses int) {
	front := []string{start}
	for range presses {
		var next []string
		for _, at := range front {
			here := w.page(at)
			for _, c := range here.Choices {
				if !steps(c) || c.Label == "Quay lại" {
					continue
				}
				if _, known := w.pages[c.Data]; !known {
					next = append(next, c.Data)
				}
				there := w.page(c.Data)
				back := there.Choices[len(there.Choices)-1]
				if back.Label != "Quay lại" {
					w.t.Fatalf("%s: %q ends in %q", w.who, c.Data, back.Label)
				}
				if c.Label == "Huyện Kỳ Anh" { // which is the way up
					continue
				}
				before := w.page(back.Data)
				if diff := cmp.Diff(here.Note, before.Note); diff != "" {
					w.t.Errorf("%s: back from %q by %q is not %q (-was +is):\n%s", w.who, c.Data, back.Data, at, diff)
				}
			}
		}
		front = next
	}
}

// TestWalkGoesAllWays: whatever is pressed within four presses leads somewhere
// in the same message, and back from there to the same words.
func TestWalkGoesAllWays(t *testing.T) {
	for _, who := range []string{"leader", "viewer"} {
		t.Run(who, func(t *testing.T) {
			s := newStage(t, nil)
			w := &walker{stage: s, who: who, pages: make(map[string]bot.Reply), lost: s.say(who, "hôm nay trời đẹp quá").Text}
			for _, start := range []string{"/cham", "/tonghop", "/cham 2024-05", "/cham xa-ky-khang", "/tonghop phong-nong-nghiep"} {
				w.walkFrom(start, 4)
			}
			if len(w.pages) < 200 {
				t.Errorf("only %d pages were seen", len(w.pages))
			}
			for data := range w.pages {
				orders := strings.HasPrefix(data, "/nhac ") || strings.HasPrefix(data, "/giao ")
				if orders && who == "viewer" {
					t.Errorf("a viewer is offered %q", data)
				}
			}
			t.Logf("%s saw %d pages", who, len(w.pages))
		})
	}
}

// TestWalkFromAnywhere: a page that was made for another plan, or by hand,
// is one to go on from.
func TestWalkFromAnywhere(t *testing.T) {
	s := newStage(t, nil)
	cham := s.say("leader", "/cham")
	for _, data := range []string{
		"/xem", "/xem ~k0", "/xem ~c0u0", "/xem budget-revenue ~C0", "/xem xa-ky-khang ~c0",
		"/xem ~c0iaaa", "/xem ~c0k99", "/xem ~k0c0",
	} {
		m := s.message("leader", data)
		m.Pressed = "earlier"
		if reply := s.handle(m); reply.Head != cham.Head || len(reply.Choices) == 0 || !reply.Edit {
			t.Errorf("%q leads to %+v", data, reply)
		}
	}
	for _, data := range []string{"/xem budget-revenue", "/xem budget-revenue ~k3", "/xem budget-revenue ~u0", "/xem budget-revenue xa-ky-khang ~c0u0iaaa", "/xem xa-ky-khang", "/xem budget-revenue ~c99k99"} {
		m := s.message("leader", data)
		m.Pressed = "earlier"
		reply := s.handle(m)
		script1(t, reply)
		if !reply.Edit || reply.Head == "" || len(reply.Choices) == 0 {
			t.Errorf("%q leads to %+v", data, reply)
		}
	}
}

// TestListsGetShorter: an old choice of a page that there is no more begins the
// list anew, and the way back from there is the beginning's.
func TestListsGetShorter(t *testing.T) {
	s := newStage(t, nil)
	for _, data := range []string{"/xem budget-revenue ~c0k%d", "/xem budget-revenue ~c0h%d", "/xem ~t0a%d", "/xem ~t0c%d", "/xem ~c%d"} {
		first, beyond := s.message("leader", fmt.Sprintf(data, 0)), s.message("leader", fmt.Sprintf(data, 40))
		first.Pressed, beyond.Pressed = "earlier", "earlier"
		if diff := cmp.Diff(s.handle(first), s.handle(beyond)); diff != "" {
			t.Errorf("%s (-first +beyond):\n%s", data, diff)
		}
	}
}

// TestOrdersOnAPageGoOutAtOnce: what is sent from a page of the walk is in the
// outbox, and the sender is told of it, once however often one presses.
func TestOrdersOnAPageGoOutAtOnce(t *testing.T) {
	for order, picks := range map[string]int{"/nhac budget-revenue ~c0": 1, "/giao budget-revenue ~c0": 2} {
		s := newStage(t, nil)
		press := func(data string) bot.Reply {
			m := s.message("leader", data)
			m.Pressed = "earlier"
			return s.handle(m)
		}
		reply := press(order)
		for range picks - 1 {
			reply = press(reply.Choices[0].Data)
		}
		before, last := s.notified.Load(), reply.Choices[0].Data
		done := press(last)
		if sent := s.notes("test:finance-group"); len(sent) != 1 || s.notified.Load() != before+1 || !done.Edit || done.Queued {
			t.Errorf("%s sent %d notes, told %d times: %+v", order, len(sent), s.notified.Load()-before, done)
		}
		if diff := cmp.Diff(done, press(last)); diff != "" || len(s.notes("test:finance-group")) != 1 {
			t.Errorf("%s pressed again (-first +second):\n%s", order, diff)
		}
	}
}

// TestNumbersBesideTheChoices: where choices are numbers, a number that none of
// them has is not taken for a figure.
func TestNumbersBesideTheChoices(t *testing.T) {
	s := newStage(t, nil)
	page := s.say("leader", "/xem budget-revenue xa-ky-thuong ~c0k0")
	missed := s.say("leader", fmt.Sprint(len(page.Choices)+1))
	if diff := cmp.Diff(page.Choices, missed.Choices); diff != "" {
		t.Errorf("answered %+v (-want +got):\n%s", missed, diff)
	}
	if again := s.say("leader", fmt.Sprint(len(page.Choices))); again.Head == "" || len(s.added()) > 0 {
		t.Errorf("back is %+v", again)
	}
}
