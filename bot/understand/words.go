package understand

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"

	"chitieu/target"
)

// wordsFile holds the word lists of words/*.yaml as EncodeWords writes them:
// reading YAML takes ten times as long as all else that a Reader needs of them.
//
//go:embed words.json
var wordsFile []byte

// vocabulary is what all word lists say, the default language first.
type vocabulary struct {
	Lists  []wordList
	Gate   []gateList
	Folded string // the words of their phrases
}

// wordList is one language's words, as the file says at its top.
type wordList struct {
	Lang      target.Lang         `yaml:"lang"`
	Cues      map[string][]string `yaml:"cues"`
	Compounds []compound          `yaml:"compounds"`
	Details   map[string][]string `yaml:"details"`
	Above     above               `yaml:"above"`
	Short     map[string]string   `yaml:"short"`
	Loans     []string            `yaml:"loans"`
	Fillers   []string            `yaml:"fillers"`
	Weak      []string            `yaml:"weak"`
	Digits    map[string]int      `yaml:"digits"`
	Powers    map[string]int      `yaml:"powers"`
	Teens     []string            `yaml:"teens"`
	Thousands []string            `yaml:"thousands"`
	Units     []string            `yaml:"units"`
	Joiners   []string            `yaml:"joiners"`
	Point     []string            `yaml:"point"`
	Half      []string            `yaml:"half"`
	Over      []string            `yaml:"over"`
	Months    map[string]int      `yaml:"months"`
	Quarters  map[string]int      `yaml:"quarters"`
	Endings   []string            `yaml:"endings"`
	Function  []string            `yaml:"function"`
	Answer    answerWords         `yaml:"answer"`
	Courtesy  courtesy            `yaml:"courtesy"`
	Undo      map[string][]string `yaml:"undo"`
}

// EncodeWords reads the word lists from their YAML files and writes them in the
// form in which a Reader loads them. Equal lists make equal bytes.
func EncodeWords(files fs.FS) ([]byte, error) {
	var v vocabulary
	for _, lang := range target.Langs {
		var w wordList
		if err := readList(files, string(lang)+".yaml", &w); err != nil {
			return nil, err
		}
		var g gateList
		if err := readList(files, "gate."+string(lang)+".yaml", &g); err != nil {
			return nil, err
		}
		v.Lists, v.Gate = append(v.Lists, w), append(v.Gate, g)
	}
	phrases, err := newLexicon(&target.Plan{}, &v, newWordTable(""), &unitNames{})
	if err != nil {
		return nil, err
	}
	v.Folded = encodeFolded(phrases.words[1:])
	return json.Marshal(v)
}

// readList reads a YAML file that must be nothing but the list.
func readList(files fs.FS, name string, list interface{ check() error }) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read words: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(data, list, yaml.Strict()); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := list.check(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// loadWords reads the embedded lists.
func loadWords() (vocabulary, error) {
	var v vocabulary
	if err := json.Unmarshal(wordsFile, &v); err != nil {
		return vocabulary{}, fmt.Errorf("read words: %w", err)
	}
	return v, nil
}

// check reports names that the lists give meaning to and the code does not.
func (w *wordList) check() error {
	for cue := range w.Cues {
		if _, ok := cueNamed[cue]; !ok {
			return fmt.Errorf("unknown cue %q", cue)
		}
	}
	for name := range w.Details {
		if !slices.Contains(knownHints, name) {
			return fmt.Errorf("unknown detail %q", name)
		}
	}
	for class := range w.Undo {
		if _, ok := undoNames[class]; !ok {
			return fmt.Errorf("unknown class %q of undo", class)
		}
	}
	for i := range w.Compounds {
		if _, ok := cueNamed[w.Compounds[i].Cue]; !ok {
			return fmt.Errorf("unknown cue %q", w.Compounds[i].Cue)
		}
	}
	return nil
}

// above tells when a place of the level above only acts, sends or receives.
type above struct {
	Places  []string `yaml:"places"`  // the last words of its names
	Actors  []string `yaml:"actors"`  // last words of what acts for it or is done to it
	Acts    []string `yaml:"acts"`    // first words of what it does
	Soon    []string `yaml:"soon"`    // may stand between place and act
	Between []string `yaml:"between"` // may stand between actor and place
}

// compound is a family of phrases: one alternative of each part after another.
// An empty alternative leaves its part out.
type compound struct {
	Cue   string     `yaml:"cue"`
	Parts [][]string `yaml:"parts"`
}
