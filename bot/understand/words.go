package understand

import (
	"embed"
	"fmt"

	"github.com/goccy/go-yaml"

	"chitieu/target"
)

//go:embed words/*.yaml
var wordFiles embed.FS

// wordList is one language's words, as the file says at its top.
type wordList struct {
	Lang      target.Lang         `yaml:"lang"`
	Cues      map[string][]string `yaml:"cues"`
	Short     map[string]string   `yaml:"short"`
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
			if !knownCues[cue] {
				return nil, fmt.Errorf("read %s: unknown cue %q", name, cue)
			}
		}
		out = append(out, w)
	}
	return out, nil
}
