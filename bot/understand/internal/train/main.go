// Train learns the reader's model from the corpora, the templates and noise,
// and writes it to model.bin in the current directory, which is that of package
// understand: "go generate ./bot/understand". With -check it learns from four
// fifths of the rows, says how the rest is judged, and writes nothing.
package main

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"chitieu/bot/understand"
	"chitieu/bot/understand/internal/training"
	"chitieu/plans"
	"chitieu/target"
)

const (
	noisyCopies  = 3  // of each row of the corpora
	templateRows = 24 // sentences made of each template
	seed         = 20240701
)

func main() {
	check := flag.Bool("check", false, "learn from four fifths and judge the rest; write nothing")
	flag.Parse()
	if err := run(".", *check); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// world is a plan with a reader that has learned languages only.
type world struct {
	plan   *target.Plan
	reader *understand.Reader
	today  target.Date
}

func run(dir string, check bool) error {
	hash, err := training.Hash(dir)
	if err != nil {
		return err
	}
	rows, err := training.Rows(dir)
	if err != nil {
		return err
	}
	own, err := plans.Default()
	if err != nil {
		return err
	}
	other, err := plans.Load(filepath.Join(dir, "testdata", "other-plan.yaml"))
	if err != nil {
		return err
	}
	letters, err := learnLetters(dir, rows, own)
	if err != nil {
		return err
	}
	var worlds []world
	for _, plan := range []*target.Plan{own, other} {
		reader, err := understand.NewWithModel(plan, understand.EncodeHeads(hash, letters))
		if err != nil {
			return err
		}
		worlds = append(worlds, world{plan, reader, target.NewDate(plan.Year, time.July, 1)})
	}
	intents, results, err := samples(rows, worlds)
	if err != nil {
		return err
	}
	if check {
		judge("intents", intents, understand.IntentBuckets, len(understand.Classes()))
		judge("results", results, understand.ResultBuckets, 2)
		return nil
	}
	data := understand.EncodeHeads(hash, letters,
		learn(intents, understand.IntentBuckets, len(understand.Classes())),
		learn(results, understand.ResultBuckets, 2))
	return os.WriteFile(filepath.Join(dir, "model.bin"), data, 0o644)
}

// sample is one text as the model sees it. Group is the row that it was made
// of: noisy copies of a row are judged together with it.
type sample struct {
	features []uint32
	class    int
	group    string
}

// samples makes the samples of the intent head and of the result head.
func samples(rows []training.Row, worlds []world) (intents, results []sample, err error) {
	rng := rand.New(rand.NewPCG(seed, 1))
	classes := understand.Classes()
	add := func(w world, r training.Row, group string) {
		sentence, figure := w.reader.Features(r.Text, understand.Context{Today: w.today, Group: r.Group})
		if c := slices.Index(classes, understand.Intent(r.Intent)); r.Intent != "" && c >= 0 {
			intents = append(intents, sample{sentence, c, group})
		}
		if r.Figure && figure != nil {
			c := 0
			if r.Result {
				c = 1
			}
			results = append(results, sample{figure, c, group})
		}
	}
	for _, r := range rows {
		add(worlds[0], r, r.Text)
		for range noisyCopies {
			noisy := r
			noisy.Text = training.Noise(rng, r.Text, r.Lang)
			add(worlds[0], noisy, r.Text)
		}
	}
	templates, err := training.Templates()
	if err != nil {
		return nil, nil, err
	}
	for i := range templates {
		t := &templates[i]
		for n := range templateRows {
			w := worlds[n%len(worlds)]
			r := t.Fill(rng, w.slots(rng, t.Lang))
			r.Text = training.Noise(rng, r.Text, r.Lang)
			add(w, r, t.Pattern)
		}
	}
	return intents, results, nil
}

// judge learns from most rows and prints how many of the rest are right.
func judge(name string, all []sample, buckets, classes int) {
	var train, rest []sample
	for _, s := range all {
		h := fnv.New32a()
		h.Write([]byte("check " + s.group))
		if h.Sum32()%5 == 0 {
			rest = append(rest, s)
		} else {
			train = append(train, s)
		}
	}
	head := learn(train, buckets, classes)
	right, second := 0, 0
	for _, s := range rest {
		sums := make([]int32, classes)
		head.Sum(s.features, sums)
		better := 0
		for c := range sums {
			if sums[c] > sums[s.class] {
				better++
			}
		}
		if better == 0 {
			right++
		}
		if better <= 1 {
			second++
		}
	}
	fmt.Printf("%s: learned from %d, of %d others %.1f%% right, %.1f%% among the first two\n", name, len(train), len(rest),
		100*float64(right)/float64(len(rest)), 100*float64(second)/float64(len(rest)))
}
