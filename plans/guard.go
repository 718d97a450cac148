package plans

import "github.com/goccy/go-yaml/token"

// maxDepth bounds the nesting of a file; the deepest entry of a plan is at nine.
const maxDepth = 32

// guard looks at a file's tokens before they are parsed: the parser recurses, and
// takes quadratic time on some of what a plan has no use for. It returns the line
// and what is wrong there, 0 for nothing.
func guard(tokens token.Tokens) (line int, text string) {
	var brackets, keys, dashes int // open; and on this line, outside of brackets
	for _, t := range tokens {
		if t.Position.Line != line {
			line, keys, dashes = t.Position.Line, 0, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.TagType, token.MergeKeyType, token.MappingKeyType, token.DirectiveType:
			return line, "anchors, aliases, tags and complex keys are not used here; write the value out, or put it in quotes"
		case token.MappingStartType, token.SequenceStartType:
			brackets++
		case token.MappingEndType, token.SequenceEndType:
			brackets--
		case token.SequenceEntryType:
			dashes++
		case token.MappingValueType:
			if brackets == 0 {
				keys++
			}
		}
		if brackets > maxDepth || dashes > maxDepth {
			return line, "is nested too deeply"
		}
		if keys > 1 {
			return line, "has two keys; put a value with a colon in it in quotes"
		}
	}
	return 0, ""
}
