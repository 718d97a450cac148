package badger_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/target"
)

// victimDir tells a child process of the test binary that it is to write to the
// database in this directory until it is killed.
const victimDir = "CHITIEU_TEST_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		if err := victim(dir, os.Getenv(victimDir+"_ROUND")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// change is what a message with a report stores; the text names all of it.
func change(update string) target.Change {
	return target.Change{
		Update: update,
		Reports: []target.Report{{
			ID: target.ReportID(update), Indicator: "grain",
			Value: target.NewAmount(int64(len(update))), AsOf: target.NewDate(2024, 6, 30), Source: update,
		}},
		Deliveries: []target.Delivery{{ID: target.DeliveryID("reply/" + update), Chat: "web:a", Note: &target.Note{Text: update}}},
		Audits:     []target.Audit{{Action: "report", Detail: update}},
		Answers:    []target.Answer{{ID: target.AnswerID(update), Kind: target.Acknowledged}},
	}
}

// victim commits from several goroutines and says what is stored, each word
// after the commit has returned. It never ends by itself.
func victim(dir, round string) error {
	kv, err := badger.Open(badger.Options{Dir: dir})
	if err != nil {
		return err
	}
	ctx := context.Background()
	s, err := storage.New(ctx, kv)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for writer := range 4 {
		go func() {
			for i := 0; ; i++ {
				update := fmt.Sprintf("%s-%d-%d", round, writer, i)
				if err := s.Commit(ctx, change(update)); err != nil {
					failed <- err
				}
				fmt.Println(update)
			}
		}()
	}
	return <-failed
}

// killed starts a victim, kills it after it has acknowledged some updates, and
// returns all that it acknowledged.
func killed(t *testing.T, dir string, round int) (acknowledged []string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), victimDir+"="+dir, fmt.Sprintf("%s_ROUND=%d", victimDir, round))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() { // to the end: what was said before the kill counts
		acknowledged = append(acknowledged, lines.Text())
		if len(acknowledged) == 40 {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || len(acknowledged) < 40 {
		t.Fatalf("the victim ended by itself after %d updates: %v", len(acknowledged), err)
	}
	return acknowledged
}

// TestKill kills a process that is writing, three times over the same database.
// What it acknowledged is there exactly once, and is not stored again when the
// messenger delivers it again.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	var acknowledged []string
	for round := range 3 {
		acknowledged = append(acknowledged, killed(t, dir, round)...)
		survivors(t, dir, acknowledged, 4*(round+1))
	}
}

// survivors checks the database against what was acknowledged. unsaid is how
// many commits may have been cut off before they could be acknowledged.
func survivors(t *testing.T, dir string, acknowledged []string, unsaid int) {
	t.Helper()
	kv := openDir(t, dir)
	defer kv.Close()
	s, err := storage.New(t.Context(), kv)
	if err != nil {
		t.Fatal(err)
	}
	for _, update := range acknowledged {
		if err := s.Commit(t.Context(), change(update)); !errors.Is(err, target.ErrSeen) {
			t.Errorf("delivered again: %s: %v", update, err)
		}
	}
	reports, err := s.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	stored := make(map[string]int)
	for _, r := range reports {
		stored[r.Source]++
	}
	for _, update := range acknowledged {
		if stored[update] != 1 {
			t.Errorf("%s is stored %d times", update, stored[update])
		}
	}
	if extra := len(stored) - len(acknowledged); extra < 0 || extra > unsaid {
		t.Errorf("%d updates stored, %d acknowledged", len(stored), len(acknowledged))
	}
	// Report, reply, audit line and answer are one transaction.
	due, err1 := s.Due(t.Context(), time.Now(), 1<<20)
	audits, err2 := s.Audits(t.Context(), 1<<20)
	answers, err3 := s.Answers(t.Context())
	n := len(reports)
	if err := errors.Join(err1, err2, err3); err != nil || len(due) != n || len(audits) != n || len(answers) != n {
		t.Errorf("%d reports, %d replies, %d audit lines, %d answers: %v", n, len(due), len(audits), len(answers), err)
	}
}
