package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/target"
)

// Records are what lies on disk: JSON structs apart from the domain's types, so
// that the domain may be renamed without a migration. The same is safe for all:
// adding a field whose absence means what its zero value means. Renaming or
// retyping a field, or giving a value another meaning, needs the next version
// number and code that still reads the last one; testdata holds the bytes that
// must keep loading.
//
// Amounts are decimal strings, moments RFC 3339 in UTC, days YYYY-MM-DD.

// header is the first field of every record.
type header struct {
	V int `json:"v"`
}

func (h header) version() int { return h.V }

// v1 is the version of records that never changed.
var v1 = header{V: 1}

// record is a versioned struct: version is what was read, current what this
// program writes.
type record interface {
	version() int
	current() int
}

// errVersion is returned for a record that a newer program wrote.
var errVersion = errors.New("record of a version unknown to this program")

// maxExponent bounds the size of a stored amount, so that a damaged record
// cannot ask for a number of a billion digits.
const maxExponent = 64

// encode returns the record's bytes.
func encode(r record) ([]byte, error) {
	if r.version() != r.current() {
		return nil, fmt.Errorf("%w: %d", errVersion, r.version())
	}
	return json.Marshal(r)
}

// decode reads a record and refuses unknown versions.
func decode[T record](b []byte) (T, error) {
	var r T
	err := json.Unmarshal(b, &r)
	if err == nil && r.version() == r.current() {
		return r, nil
	}
	// A newer version may well not fit the struct: say the version first.
	var zero T
	var h header
	if json.Unmarshal(b, &h) == nil && h.V != zero.current() {
		return zero, fmt.Errorf("%w: %d", errVersion, h.V)
	}
	return zero, err
}

// load reads the record of a key; target.ErrNotFound if there is none.
func load[T record](r Reader, key []byte) (T, error) {
	var zero T
	b, err := r.Get(key)
	if err != nil {
		return zero, err
	}
	rec, err := decode[T](b)
	if err != nil {
		return zero, readError(key, err)
	}
	return rec, nil
}

// readError says which record is damaged or too new.
func readError(key []byte, err error) error { return fmt.Errorf("read %s: %w", key, err) }

// save writes the record under the key.
func save(w Writer, key []byte, r record) error {
	b, err := encode(r)
	if err != nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	return w.Set(key, b)
}

// has reports whether the key exists.
func has(r Reader, key []byte) (bool, error) {
	switch _, err := r.Get(key); {
	case err == nil:
		return true, nil
	case errors.Is(err, target.ErrNotFound):
		return false, nil
	default:
		return false, err
	}
}

// each decodes the records under a prefix and turns them into the domain's
// type, in order of keys, until visit returns false.
func each[T record, D any](r Reader, prefix, from []byte, domain func(T) (D, error), visit func(D) bool) error {
	for e, err := range r.Scan(prefix, from) {
		if err != nil {
			return err
		}
		rec, err := decode[T](e.Value)
		if err != nil {
			return readError(e.Key, err)
		}
		d, err := domain(rec)
		if err != nil {
			return readError(e.Key, err)
		}
		if !visit(d) {
			break
		}
	}
	return nil
}

// collect returns what is stored under a prefix, in order of keys.
func collect[T record, D any](ctx context.Context, kv KV, prefix []byte, domain func(T) (D, error)) ([]D, error) {
	var out []D
	err := kv.View(ctx, func(r Reader) error {
		return each(r, prefix, nil, domain, func(d D) bool {
			out = append(out, d)
			return true
		})
	})
	return out, err
}

// parseAmount reads a stored amount.
func parseAmount(s string) (target.Amount, error) {
	a, err := decimal.NewFromString(s)
	if err != nil {
		return target.Amount{}, fmt.Errorf("amount %q: %w", s, err)
	}
	if e := a.Exponent(); e > maxExponent || e < -maxExponent {
		return target.Amount{}, fmt.Errorf("amount %q: exponent beyond %d", s, maxExponent)
	}
	return a, nil
}

// amountText writes an amount that may be missing, as "".
func amountText(a *target.Amount) string {
	if a == nil {
		return ""
	}
	return a.String()
}

// parseOptional reads what amountText wrote.
func parseOptional(s string) (*target.Amount, error) {
	if s == "" {
		return nil, nil
	}
	a, err := parseAmount(s)
	return &a, err
}

// parseDay reads a stored day; "" is no day.
func parseDay(s string) (target.Date, error) {
	if s == "" {
		return target.Date{}, nil
	}
	return target.ParseDate(s)
}

// moment returns the time as it is stored: UTC, without the monotonic clock.
func moment(t time.Time) time.Time { return t.UTC() }
