package webchat

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pageWords reads words.js: the words of each language by key.
func pageWords(t *testing.T) map[string]map[string]string {
	t.Helper()
	text := pageFile(t, "words.js")
	words := make(map[string]map[string]string)
	blocks := regexp.MustCompile(`(?ms)^  (\w\w): \{\n(.*?)^  \},`)
	word := regexp.MustCompile(`(\w+): "([^"]+)"`)
	for _, block := range blocks.FindAllStringSubmatch(text, -1) {
		words[block[1]] = make(map[string]string)
		for _, w := range word.FindAllStringSubmatch(block[2], -1) {
			words[block[1]][w[1]] = w[2]
		}
	}
	return words
}

func pageFile(t *testing.T, name string) string {
	t.Helper()
	text, err := page.ReadFile("page/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPageSpeaksThreeLanguages(t *testing.T) {
	words := pageWords(t)
	want := slices.Sorted(maps.Keys(words["vi"]))
	if len(words) != 3 || len(want) == 0 {
		t.Fatalf("languages %v with %d words", slices.Sorted(maps.Keys(words)), len(want))
	}
	for lang, texts := range words {
		if got := slices.Sorted(maps.Keys(texts)); !slices.Equal(got, want) {
			t.Errorf("%s has %v, vi has %v", lang, got, want)
		}
		for key, text := range texts {
			if strings.Contains(text, "{") != strings.Contains(words["vi"][key], "{") {
				t.Errorf("%s in %s takes other values: %q", key, lang, text)
			}
		}
	}
}

func TestPageUsesKnownWordsAndAllOfThem(t *testing.T) {
	known := pageWords(t)["vi"]
	used := make(map[string]bool)
	use := regexp.MustCompile(`data-(?:word|label)="(\w+)"|\bword\("(\w+)"|\bword\(\w+ \? "(\w+)" : "(\w+)"|\["(\w+)", `)
	for _, name := range []string{"index.html", "login.html", "app.js", "chat.js", "list.js", "words.js"} {
		for _, m := range use.FindAllStringSubmatch(pageFile(t, name), -1) {
			for _, key := range m[1:] {
				used[key] = key != ""
			}
		}
	}
	delete(used, "")
	for key := range used {
		if known[key] == "" {
			t.Errorf("no word %q", key)
		}
	}
	for key := range known {
		if !used[key] {
			t.Errorf("nobody says %q", key)
		}
	}
}
