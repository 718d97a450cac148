package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/storage"
	"chitieu/target"
)

// The load run: go test ./cmd/chitieu -run TestLoadRun -v -updates 100000
var loadUpdates = flag.Int("updates", 2000, "messages of the load run, from a twentieth as many people in 300 groups at most")

const (
	loadToken = "123456:many-people"
	// loadShare is how many messages there are to one report, loadPage how many
	// wait at once, and loadPeople how many each person sends.
	loadShare  = 100
	loadPage   = 500
	loadPeople = 20
	// loadGrowth is how much more memory the program may live on at the end than
	// after its first tenth, in bytes.
	loadGrowth = 8 << 20
)

// TestLoadRun lets many people talk at once, delivers what they said again and
// again, and checks that each message had its effect and its answer once, in
// the order of its chat, and that the program does not grow with them.
func TestLoadRun(t *testing.T) {
	t.Parallel() // it waits more than it works
	run := newLoadRun(t)
	life, heap := run.start()
	var early int64
	for run.said < *loadUpdates {
		run.page()
		if early == 0 && run.said*10 >= *loadUpdates {
			early = heap()
		}
	}
	late := heap()
	if err := life.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := life.Wait(); err != nil {
		t.Errorf("the program did not stop cleanly: %v", err)
	}
	run.checkAnswers()
	run.checkTotal()
	t.Logf("%d messages from %d people in %d groups, %d deliveries of them again, %d reports; live heap %d KiB after a tenth, %d KiB at the end",
		run.said, run.people, run.groups, run.again, run.reports, early>>10, late>>10)
	if late-early > loadGrowth {
		t.Errorf("the live heap grew by %d KiB, at most %d", (late-early)>>10, loadGrowth>>10)
	}
}

type loadRun struct {
	t              *testing.T
	srv            *telegramtest.Server
	web            *httptest.Server
	data           string
	dice           *rand.Rand
	people, groups int

	said, again, reports int
	total                target.Amount     // of all reports
	asked                map[int64][]asked // by group, in order
}

// asked is a message, and what its answer speaks of.
type asked struct {
	id    int
	about string
}

// loadQuestions are asked in turns; the answers name what they are about.
var loadQuestions = []struct{ text, about string }{
	{"/tiendo@trolychitieu_bot grain-output", "Sản lượng lương thực"},
	{"/tiendo@trolychitieu_bot waste-treatment", "rác thải"},
	{"/tiendo@trolychitieu_bot standard-schools", "Trường"},
}

func newLoadRun(t *testing.T) *loadRun {
	r := &loadRun{
		t: t, data: t.TempDir(), dice: rand.New(rand.NewPCG(1, 1)), asked: make(map[int64][]asked),
		people: max(20, *loadUpdates/loadPeople), total: target.NewAmount(0),
	}
	r.groups = min(300, r.people)
	r.srv = telegramtest.New(loadToken, telegramtest.User{ID: 123456, First: "Bot", Username: "trolychitieu_bot"})
	for i := range r.people {
		r.srv.AddUser(telegramtest.User{ID: int64(1 + i), First: fmt.Sprintf("Cán bộ %d", i)})
	}
	for i := range r.groups {
		r.srv.AddGroup(groupNumber(i), fmt.Sprintf("Nhóm %d", i))
	}
	r.web = httptest.NewServer(r.srv)
	t.Cleanup(r.web.Close)
	return r
}

// page lets people write, delivers it more than once, and waits for all answers.
func (r *loadRun) page() {
	r.t.Helper()
	for range min(loadPage, *loadUpdates-r.said) {
		person := r.said % r.people
		group := groupNumber(person % r.groups)
		if r.said%loadShare == loadShare/2 {
			r.reports++
			part := target.NewAmount(int64(r.reports)).Shift(-5)
			r.total = r.total.Add(part)
			text := fmt.Sprintf("/bc@trolychitieu_bot thu ngân sách tăng thêm %s tỷ đến 30/6/2024", strings.ReplaceAll(part.String(), ".", ","))
			r.asked[group] = append(r.asked[group], asked{r.srv.Say(group, int64(1+person), text), "Đã ghi nhận"})
		} else {
			q := loadQuestions[r.dice.IntN(len(loadQuestions))]
			r.asked[group] = append(r.asked[group], asked{r.srv.Say(group, int64(1+person), q.text), q.about})
		}
		r.said++
		if r.dice.IntN(50) == 0 {
			r.srv.Redeliver()
			r.again++
		}
	}
	ctx, cancel := context.WithTimeout(r.t.Context(), patience)
	defer cancel()
	if err := r.srv.Wait(ctx, func() bool { return r.answered() >= r.said && r.unanswered() == 0 }); err != nil {
		r.t.Fatalf("%d of %d messages were not answered", r.unanswered(), r.said)
	}
	r.srv.Redeliver()
	r.again++
}

// answered counts the bot's messages.
func (r *loadRun) answered() int {
	n := 0
	for i := range r.groups {
		n += r.srv.Count(groupNumber(i))
	}
	return n
}

// unanswered counts the messages without an answer.
func (r *loadRun) unanswered() int {
	n := 0
	for group, questions := range r.asked {
		n += len(questions) - len(firstAnswers(r.srv.Seen(group)))
	}
	return n
}

// firstAnswers drops answers to a message that was answered before: a question
// that is delivered again after its confirmation is answered again. What comes
// from the outbox is a reply to no message.
func firstAnswers(seen []telegramtest.Message) []telegramtest.Message {
	to := make(map[int]bool)
	return slices.DeleteFunc(seen, func(m telegramtest.Message) bool {
		repeated := m.ReplyTo != 0 && to[m.ReplyTo]
		to[m.ReplyTo] = true
		return repeated
	})
}

// checkAnswers holds each group's answers against what was asked there.
func (r *loadRun) checkAnswers() {
	r.t.Helper()
	for group, questions := range r.asked {
		answers := firstAnswers(r.srv.Seen(group))
		if len(answers) != len(questions) {
			r.t.Errorf("group %d: %d answers to %d messages", group, len(answers), len(questions))
			continue
		}
		for i, q := range questions {
			if a := answers[i]; a.ReplyTo != 0 && a.ReplyTo != q.id || !strings.Contains(a.Text, q.about) {
				r.t.Errorf("group %d, answer %d: %q is not about %q", group, i, a.Text, q.about)
				break
			}
		}
	}
}

// checkTotal adds up the reports: one that was applied twice, or not at all,
// gives another figure.
func (r *loadRun) checkTotal() {
	r.t.Helper()
	kv, err := openKV(r.data, "")
	if err != nil {
		r.t.Fatal(err)
	}
	defer kv.Close()
	store, err := storage.New(r.t.Context(), kv)
	if err != nil {
		r.t.Fatal(err)
	}
	reports, err := store.Reports(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	first := target.Latest(target.Standing(slices.DeleteFunc(slices.Clone(reports), func(x target.Report) bool { return !x.Illustrative })), "budget-revenue", target.Locality, target.NewDate(2024, 12, 31))
	last := target.Latest(target.Standing(reports), "budget-revenue", target.Locality, target.NewDate(2024, 12, 31))
	if want := first.Value.Add(r.total); !last.Value.Equal(want) {
		r.t.Errorf("the total is %s, want %s + %s = %s", last.Value, first.Value, r.total, want)
	}
}

// start runs the program; heap asks it how much memory it lives on.
func (r *loadRun) start() (life *exec.Cmd, heap func() int64) {
	r.t.Helper()
	cmd := exec.Command("chitieu-under-load", r.data, r.web.URL, strconv.Itoa(r.people), strconv.Itoa(r.groups))
	cmd.Stderr = r.t.Output()
	ask, err1 := cmd.StdinPipe()
	told, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, func() (n int64) {
		r.t.Helper()
		if _, err := fmt.Fprintln(ask); err != nil {
			r.t.Fatal(err)
		}
		if _, err := fmt.Fscanln(told, &n); err != nil {
			r.t.Fatal(err)
		}
		return n
	}
}
