// Package training holds what the reader's model is trained with: the rows of
// the corpora that may be learned from, templates of kinds of sentences, and
// noise as phones and thumbs make it. The sets by which the reader is judged
// are no part of it.
package training

import (
	"crypto/sha256"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"chitieu/target"
)

// Row is one labelled text.
type Row struct {
	Text   string
	Lang   target.Lang // "" if it is in two languages
	Group  bool
	Intent string // "" where only the figure is labelled
	// Figure is set when the text's numbers are labelled: Result says whether
	// one is the result that is reported.
	Figure, Result bool
}

// heldOut is as in the reader's own corpus test: one text in this many is never
// learned from.
const heldOut = 5

// Rows reads the corpora under the directory of package understand, without the
// texts that the reader is judged by.
func Rows(dir string) ([]Row, error) {
	all, err := table(filepath.Join(dir, "testdata", "independent.tsv"))
	if err != nil {
		return nil, err
	}
	own, judged, err := corpus(dir)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"development.tsv", "unseen.tsv"} {
		rows, err := table(filepath.Join(dir, "testdata", name))
		if err != nil {
			return nil, err
		}
		judged = append(judged, rows...)
	}
	leave := make(map[string]bool)
	for _, r := range judged {
		leave[r.Text] = true
	}
	return slices.DeleteFunc(append(all, own...), func(r Row) bool { return leave[r.Text] }), nil
}

// corpus reads the own corpora, and apart from them the texts that are held out.
func corpus(dir string) (own, held []Row, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "testdata", "corpus", "*.txtar"))
	if err != nil || len(names) == 0 {
		return nil, nil, fmt.Errorf("no corpus in %s", dir)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			return nil, nil, fmt.Errorf("read corpus: %w", err)
		}
		for _, f := range archive.Files {
			for line := range strings.Lines(strings.TrimSpace(string(f.Data))) {
				r, ok := labelled(strings.TrimSpace(line), f.Name)
				switch {
				case !ok:
				case isHeldOut(r.Text):
					held = append(held, r)
				default:
					own = append(own, r)
				}
			}
		}
	}
	return own, held, nil
}

// table reads tab-separated rows under a header.
func table(name string) ([]Row, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read corpus: %w", err)
	}
	var out []Row
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 10 {
			continue
		}
		r := row(f[3], f[1], f[4], f[7], f[9])
		r.Group = f[2] == "group"
		out = append(out, r)
	}
	return out, nil
}

// labelled reads "text | intent | indicator | unit | value | period | note".
func labelled(line, lang string) (r Row, ok bool) {
	cells := strings.Split(line, " | ")
	if len(cells) < 2 {
		return Row{}, false
	}
	for len(cells) < 7 {
		cells = append(cells, "-")
	}
	return row(cells[0], lang, cells[1], cells[4], cells[6]), true
}

func isHeldOut(text string) bool {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()%heldOut == 0
}

func row(text, lang, intent, value, note string) Row {
	asks := strings.HasPrefix(note, "ASK")
	r := Row{Text: text, Intent: intent, Figure: !asks, Result: intent == "report_value" && value != "-"}
	switch l, _, _ := strings.Cut(lang, "-"); target.Lang(l) {
	case target.Vietnamese, target.Indonesian, target.English:
		r.Lang = target.Lang(l)
	}
	return r
}

// Hash is the hash of everything that training reads: corpora, word lists,
// templates and the plans.
func Hash(dir string) ([sha256.Size]byte, error) {
	h := sha256.New()
	for _, pattern := range []string{
		"testdata/independent.tsv", "testdata/corpus/*.txtar", "testdata/other-plan.yaml",
		"words/*.yaml", "internal/training/templates.txt", "../../plans/ky-anh-2024.yaml",
	} {
		names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			return [sha256.Size]byte{}, fmt.Errorf("no file matches %s", pattern)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				return [sha256.Size]byte{}, fmt.Errorf("hash training data: %w", err)
			}
			fmt.Fprintf(h, "%s %d\n", filepath.Base(name), len(data))
			h.Write(data)
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
