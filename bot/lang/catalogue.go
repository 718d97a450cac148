package lang

import (
	"embed"
	"fmt"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"chitieu/target"
)

//go:embed *.yaml
var files embed.FS

// Catalogue is the words of every language. It is safe for concurrent use.
type Catalogue struct {
	printers map[target.Lang]*Printer
}

// New reads the embedded words. An error means that the program was built with
// a broken message file.
func New() (*Catalogue, error) {
	bundle := i18n.NewBundle(language.Make(string(target.Vietnamese)))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	c := &Catalogue{printers: make(map[target.Lang]*Printer)}
	for _, l := range target.Langs {
		name := string(l) + ".yaml"
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read words: %w", err)
		}
		if _, err := bundle.ParseMessageFileBytes(text, name); err != nil {
			return nil, fmt.Errorf("parse words %s: %w", name, err)
		}
		c.printers[l] = &Printer{Lang: l, words: i18n.NewLocalizer(bundle, string(l))}
	}
	return c, nil
}

// In returns the printer of a language, the Vietnamese one for a language that
// the bot does not speak.
func (c *Catalogue) In(l target.Lang) *Printer {
	if p := c.printers[l]; p != nil {
		return p
	}
	return c.printers[target.Vietnamese]
}

// Printer says things in one language.
type Printer struct {
	Lang  target.Lang
	words *i18n.Localizer
}

// Text returns the message of the key with its arguments, which come in pairs
// of name and value as in slog: Text("report.saved", "AsOf", date). Dates,
// periods, times and statuses are written in the language; other values must be
// text or whole numbers. A key or an argument that is missing is a mistake in
// the program that the tests find; the key is returned then.
func (p *Printer) Text(key string, args ...any) string {
	return p.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: p.data(args)})
}

// Count is Text for a number of things: the message's plural form fits n,
// which it prints as {{.N}}.
func (p *Printer) Count(key string, n int, args ...any) string {
	data := p.data(args)
	data["N"] = n
	text, err := p.words.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n})
	if err != nil {
		// The plural rules know a singular that the language's words do without.
		return p.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data})
	}
	return text
}

func (p *Printer) localize(config *i18n.LocalizeConfig) string {
	text, err := p.words.Localize(config)
	if err != nil {
		return config.MessageID
	}
	return text
}

func (p *Printer) data(args []any) map[string]any {
	data := make(map[string]any, len(args)/2+1)
	for i := 0; i+1 < len(args); i += 2 {
		name, _ := args[i].(string)
		data[name] = p.value(args[i+1])
	}
	return data
}

func (p *Printer) value(v any) any {
	switch v := v.(type) {
	case target.Date:
		return p.Date(v)
	case target.Period:
		return p.Period(v)
	case target.Status:
		return p.Status(v)
	case time.Time:
		return p.Moment(v)
	default:
		return v
	}
}
