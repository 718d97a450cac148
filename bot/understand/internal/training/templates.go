package training

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"

	"chitieu/target"
)

//go:embed templates.txt
var templateFile string

// Template is a kind of sentence: "[a|b]" stands for one of its alternatives,
// {ind}, {fig}, {share}, {unit}, {day}, {agency} for something of a plan.
type Template struct {
	Lang target.Lang
	// Label is an intent, or "trap" for a figure that is no reported result.
	Label   string
	Pattern string
}

// Templates reads templates.txt, a line "lang label pattern" each.
func Templates() ([]Template, error) {
	var out []Template
	for n, line := range strings.Split(templateFile, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, " ", 3)
		if len(f) != 3 {
			return nil, fmt.Errorf("templates.txt:%d: want language, label and pattern", n+1)
		}
		out = append(out, Template{target.Lang(f[0]), f[1], f[2]})
	}
	return out, nil
}

// Slots are the names and figures that a template's places are filled with.
type Slots func(name string) string

// Fill returns one sentence of the template.
func (t *Template) Fill(rng *rand.Rand, slots Slots) Row {
	var out strings.Builder
	for rest := t.Pattern; rest != ""; {
		i := strings.IndexAny(rest, "[{")
		if i < 0 {
			out.WriteString(rest)
			break
		}
		out.WriteString(rest[:i])
		end := strings.IndexAny(rest[i:], "]}") + i
		inside := rest[i+1 : end]
		if rest[i] == '{' {
			out.WriteString(slots(inside))
		} else {
			ways := strings.Split(inside, "|")
			out.WriteString(ways[rng.IntN(len(ways))])
		}
		rest = rest[end+1:]
	}
	r := Row{Text: strings.Join(strings.Fields(out.String()), " "), Lang: t.Lang, Intent: t.Label, Figure: true, Result: t.Label == "report_value"}
	if t.Label == "trap" {
		r.Intent = ""
	}
	return r
}
