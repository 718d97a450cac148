package storage

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// timeLayout writes a UTC moment so that bytes sort as time does.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

// keyOf joins the parts with slashes. Parts that come from outside are escaped,
// so that an ID with a slash never runs into the next part.
func keyOf(kind string, parts ...string) []byte {
	var b strings.Builder
	b.WriteString(kind)
	for _, p := range parts {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(p))
	}
	return []byte(b.String())
}

// under returns the prefix of all keys that continue the key.
func under(kind string, parts ...string) []byte { return append(keyOf(kind, parts...), '/') }

// keyTime writes a moment as a part of a key.
func keyTime(t time.Time) string { return t.UTC().Format(timeLayout) }

// splitKey undoes keyOf; n is the number of parts after the kind.
func splitKey(key []byte, n int) ([]string, error) {
	parts := strings.Split(string(key), "/")
	if len(parts) != n+1 {
		return nil, fmt.Errorf("key %q: want %d parts", key, n+1)
	}
	for i, p := range parts {
		part, err := url.PathUnescape(p)
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", key, err)
		}
		parts[i] = part
	}
	return parts[1:], nil
}

// sequence is the number of an appended record in its key, sorting as numbers
// do.
type sequence uint64

func (s sequence) String() string { return fmt.Sprintf("%016x", uint64(s)) }

// newestFirst is the number in a key that sorts the other way round: KV scans
// only upwards.
func (s sequence) newestFirst() string { return (^s).String() }
