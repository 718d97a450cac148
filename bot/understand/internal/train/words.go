package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"chitieu/bot/understand"
	"chitieu/bot/understand/internal/training"
	"chitieu/target"
)

// learnLetters learns languages from the corpora's texts, the templates, and
// the phrases of each language's word list and of the plan's names.
func learnLetters(dir string, rows []training.Row, plan *target.Plan) (*understand.Head, error) {
	var all []sample
	add := func(text string, lang target.Lang) {
		for c, l := range target.Langs {
			if features := understand.LanguageFeatures(text); l == lang && len(features) > 0 {
				all = append(all, sample{features, c, text})
			}
		}
	}
	for _, r := range rows {
		add(r.Text, r.Lang)
	}
	templates, err := training.Templates()
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 3))
	for i := range templates {
		for range 3 {
			add(templates[i].Fill(rng, func(string) string { return "" }).Text, templates[i].Lang)
		}
	}
	for _, lang := range target.Langs {
		phrases, err := phrasesOf(filepath.Join(dir, "words", string(lang)+".yaml"))
		if err != nil {
			return nil, err
		}
		for _, s := range phrases {
			add(s, lang)
		}
		for i := range plan.Indicators {
			if n, ok := plan.Indicators[i].Names[lang]; ok {
				add(n.Full, lang)
				for _, a := range n.Aliases {
					add(a, lang)
				}
			}
		}
	}
	return learn(all, understand.LetterBuckets, len(target.Langs)), nil
}

// phrasesOf returns the phrases of a word list.
func phrasesOf(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	var list struct {
		Cues      map[string][]string `yaml:"cues"`
		Compounds []struct {
			Parts [][]string `yaml:"parts"`
		} `yaml:"compounds"`
		Fillers []string `yaml:"fillers"`
		Loans   []string `yaml:"loans"`
	}
	if err := yaml.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	loan := make(map[string]bool)
	for _, s := range list.Loans {
		loan[s] = true
	}
	var out []string
	add := func(phrases []string) {
		for _, s := range phrases {
			if !loan[s] && len(strings.TrimSpace(s)) > 2 {
				out = append(out, s)
			}
		}
	}
	for _, cue := range sortedKeys(list.Cues) {
		add(list.Cues[cue])
	}
	for _, c := range list.Compounds {
		for _, part := range c.Parts {
			add(part)
		}
	}
	add(list.Fillers)
	return out, nil
}
