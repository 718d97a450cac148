package webchat

import (
	"strings"
	"testing"

	"chitieu/target"
)

func TestEverySentenceInEveryLanguage(t *testing.T) {
	for key, texts := range sentences {
		verbs := strings.Count(texts[target.Vietnamese], "%s")
		for _, lang := range []target.Lang{target.Vietnamese, target.Indonesian, target.English} {
			if texts[lang] == "" || strings.Count(texts[lang], "%s") != verbs {
				t.Errorf("%s in %s: %q", key, lang, texts[lang])
			}
		}
	}
}
