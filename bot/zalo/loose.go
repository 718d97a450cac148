package zalo

import (
	"bytes"
	"encoding/json"
)

// loose is a text or a number, as text: the documentation calls everything a
// string, the service sends numbers too. Whatever else stands there is "", so
// that one odd field does not cost a whole message.
type loose string

// UnmarshalJSON never fails.
func (l *loose) UnmarshalJSON(raw []byte) error {
	*l = ""
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return nil
	}
	switch c := raw[0]; {
	case c == '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			*l = loose(s)
		}
	case c == '-' || c >= '0' && c <= '9':
		*l = loose(raw)
	}
	return nil
}
