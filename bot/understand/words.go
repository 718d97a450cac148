package understand

import (
	"embed"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"chitieu/target"
)

//go:embed words/*.yaml
var wordFiles embed.FS

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

// loadWords reads the embedded lists, the default language first.
func loadWords() ([]wordList, error) {
	var out []wordList
	for _, lang := range target.Langs {
		name := "words/" + string(lang) + ".yaml"
		data, err := wordFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read words: %w", err)
		}
		var w wordList
		if err := yaml.UnmarshalWithOptions(data, &w, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		for cue := range w.Cues {
			if _, ok := cueNamed[cue]; !ok {
				return nil, fmt.Errorf("read %s: unknown cue %q", name, cue)
			}
		}
		for name := range w.Details {
			if !slices.Contains(knownHints, name) {
				return nil, fmt.Errorf("read words of %s: unknown detail %q", lang, name)
			}
		}
		for class := range w.Undo {
			if _, ok := undoNames[class]; !ok {
				return nil, fmt.Errorf("read %s: unknown class %q of undo", name, class)
			}
		}
		for i := range w.Compounds {
			if _, ok := cueNamed[w.Compounds[i].Cue]; !ok {
				return nil, fmt.Errorf("read %s: unknown cue %q", name, w.Compounds[i].Cue)
			}
		}
		out = append(out, w)
	}
	return out, nil
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
