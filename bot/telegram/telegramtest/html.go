package telegramtest

//lint:file-ignore ST1005 the texts are as the real server words them.

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var tags = []string{"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre",
	"blockquote", "a", "tg-spoiler", "span", "tg-emoji", "tg-time"}

var reference = regexp.MustCompile(`^&(lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`)

// open is a tag that has begun.
type open struct {
	name string
	from int // bytes of text before it
}

// parseHTML reads Telegram's HTML: the text that is shown, and what of it is
// bold. Any other tag, or a stray "<", is an error; a stray "&" is not.
func parseHTML(html string) (text string, bold []string, err error) {
	var out strings.Builder
	var stack []open
	for i := 0; i < len(html); {
		switch html[i] {
		case '&':
			decoded, n := decode(html[i:])
			out.WriteString(decoded)
			i += n
		case '<':
			end := strings.IndexByte(html[i:], '>')
			if end < 0 {
				return "", nil, fmt.Errorf("Unclosed start tag at byte offset %d", i)
			}
			name, closing := tagName(html[i+1 : i+end])
			if closing {
				stack, bold, err = leave(stack, bold, out.String(), name, i)
			} else {
				stack, err = enter(stack, name, out.Len(), i)
			}
			if err != nil {
				return "", nil, err
			}
			i += end + 1
		default:
			out.WriteByte(html[i])
			i++
		}
	}
	if n := len(stack); n > 0 {
		return "", nil, fmt.Errorf("Can't find end tag corresponding to start tag %q", stack[n-1].name)
	}
	return out.String(), bold, nil
}

func tagName(inside string) (name string, closing bool) {
	inside, closing = strings.CutPrefix(inside, "/")
	name, _, _ = strings.Cut(inside, " ")
	return strings.ToLower(name), closing
}

func enter(stack []open, name string, at, offset int) ([]open, error) {
	if !slices.Contains(tags, name) {
		return nil, fmt.Errorf("Unsupported start tag %q at byte offset %d", name, offset)
	}
	return append(stack, open{name, at}), nil
}

func leave(stack []open, bold []string, text, name string, offset int) ([]open, []string, error) {
	if len(stack) == 0 {
		return nil, nil, fmt.Errorf("Unexpected end tag at byte offset %d", offset)
	}
	last := stack[len(stack)-1]
	if name != last.name {
		return nil, nil, fmt.Errorf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", offset, last.name, name)
	}
	if last.name == "b" || last.name == "strong" {
		bold = append(bold, text[last.from:])
	}
	return stack[:len(stack)-1], bold, nil
}

// decode reads a character reference, or the "&" itself.
func decode(s string) (text string, n int) {
	m := reference.FindStringSubmatch(s)
	if m == nil {
		return "&", 1
	}
	named := map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`}
	if c, ok := named[m[1]]; ok {
		return c, len(m[0])
	}
	digits, base := m[1][1:], 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	code, _ := strconv.ParseInt(digits, base, 32)
	return string(rune(code)), len(m[0])
}
