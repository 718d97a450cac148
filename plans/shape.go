package plans

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
)

// scalar is the text of a plain YAML value as it stands in the file: numbers
// keep all their digits, and null is "".
type scalar string

// UnmarshalYAML takes the text of the node.
func (s *scalar) UnmarshalYAML(node ast.Node) error {
	*s = scalar(scalarText(node))
	return nil
}

func scalarText(node ast.Node) string {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.NullNode:
		return ""
	default:
		return n.GetToken().Value
	}
}

// decode reads YAML into the struct that out points to and remembers the line
// of every field. It reports false, with the mistakes noted, if the file's
// shape is not that of the struct; then there is nothing to read values from.
// Unknown keys are noted too, but do not keep the rest from being read.
func (r *reader) decode(data []byte, out any) bool {
	r.lines = make(map[field]int)
	root, ok := r.parse(data)
	if !ok {
		return false
	}
	shape := shapeReader{reader: r}
	shape.walk(root, "", reflect.TypeOf(out).Elem())
	if shape.broken {
		return false
	}
	if err := yaml.NodeToValue(root, out); err != nil {
		r.syntax(err)
		return false
	}
	return true
}

// parse returns the root node of a file with one document.
func (r *reader) parse(data []byte) (ast.Node, bool) {
	tokens := lexer.Tokenize(string(data))
	if line, text := guard(tokens); line > 0 {
		r.mistakes = append(r.mistakes, &Mistake{File: r.file, Line: line, Text: text})
		return nil, false
	}
	f, err := parser.Parse(tokens, 0)
	if err != nil {
		r.syntax(err)
		return nil, false
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		r.wrong("", "want one YAML document with keys and values")
		return nil, false
	}
	return f.Docs[0].Body, true
}

// syntax notes what the YAML library refused.
func (r *reader) syntax(err error) {
	m := &Mistake{File: r.file, Line: 1, Text: err.Error()}
	var positioned yaml.Error
	if errors.As(err, &positioned) {
		m.Text = positioned.GetMessage()
		if t := positioned.GetToken(); t != nil && t.Position != nil {
			m.Line = max(t.Position.Line, 1)
		}
	}
	r.mistakes = append(r.mistakes, m)
}

// shapeReader walks a file beside the struct type that it should fit.
type shapeReader struct {
	*reader
	broken bool
}

var scalarType = reflect.TypeFor[scalar]()

func (s *shapeReader) walk(node ast.Node, at field, want reflect.Type) {
	if _, seen := s.lines[at]; !seen && at != "" {
		s.lines[at] = node.GetToken().Position.Line
	}
	if want.Kind() == reflect.Pointer {
		want = want.Elem()
	}
	if _, null := node.(*ast.NullNode); null {
		return
	}
	switch {
	case want == scalarType:
		if _, ok := node.(ast.ScalarNode); !ok {
			s.misfit(at, "want a single value, not a %s", kindOf(node))
		}
	case want.Kind() == reflect.Slice:
		s.walkList(node, at, want)
	default:
		s.walkMapping(node, at, want)
	}
}

// maxItems bounds a list: a province has some hundreds of communes.
const maxItems = 2000

func (s *shapeReader) walkList(node ast.Node, at field, want reflect.Type) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		s.misfit(at, "want a list, not a %s", kindOf(node))
		return
	}
	if len(list.Values) > maxItems {
		s.misfit(at, "has %d entries, want at most %d", len(list.Values), maxItems)
		return
	}
	for i, v := range list.Values {
		s.walk(v, at.item(i), want.Elem())
	}
}

// walkMapping goes through the keys of a struct or of a map from names.
func (s *shapeReader) walkMapping(node ast.Node, at field, want reflect.Type) {
	mapping, ok := node.(ast.MapNode)
	if !ok {
		s.misfit(at, "want keys and values, not a %s", kindOf(node))
		return
	}
	for it := mapping.MapRange(); it.Next(); {
		if _, ok := it.Key().(ast.ScalarNode); !ok {
			s.misfit(at, "want plain words for keys")
			continue
		}
		name := scalarText(it.Key())
		place := at.key(name)
		s.lines[place] = it.Key().GetToken().Position.Line
		if want.Kind() == reflect.Map {
			s.walk(it.Value(), place, want.Elem())
		} else if t, ok := keyType(want, name); ok {
			s.walk(it.Value(), place, t)
		} else {
			s.wrong(place, "is not a key here; the keys are %s", strings.Join(keysOf(want), ", "))
		}
	}
}

func (s *shapeReader) misfit(at field, format string, args ...any) {
	s.broken = true
	s.wrong(at, format, args...)
}

// keyType returns the type of the struct's field with the YAML key.
func keyType(t reflect.Type, key string) (reflect.Type, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") == key {
			return f.Type, true
		}
	}
	return nil, false
}

// keysOf returns the YAML keys of a struct type, sorted.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("yaml"))
	}
	slices.Sort(keys)
	return keys
}

// kindOf says in words what stands in the file.
func kindOf(node ast.Node) string {
	switch node.(type) {
	case *ast.SequenceNode:
		return "list"
	case ast.MapNode:
		return "mapping"
	default:
		return "single value"
	}
}
