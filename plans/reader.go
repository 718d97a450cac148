package plans

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/target"
)

// reader turns the texts of one file into values and collects what is wrong
// with them. A text that cannot be read gives the zero value and a mistake, so
// that reading goes on to the next one.
type reader struct {
	file     string
	lines    map[field]int
	mistakes []*Mistake
}

// wrong notes a mistake. A field that is not in the file is reported on the
// line of what should hold it.
func (r *reader) wrong(at field, format string, args ...any) {
	line, ok := 0, false
	for f := at; !ok && f != ""; f = f.parent() {
		line, ok = r.lines[f]
	}
	r.mistakes = append(r.mistakes, &Mistake{
		File: r.file, Line: max(line, 1), Field: string(at), Text: fmt.Sprintf(format, args...),
	})
}

func (r *reader) err() error { return join(r.mistakes) }

// required notes a mistake if the text is missing.
func (r *reader) required(at field, s scalar, example string) bool {
	if s == "" {
		r.wrong(at, "is missing; for example %s", example)
	}
	return s != ""
}

// slugPattern keeps ids short enough for two of them in a button's data.
var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxSlug = 27

func (r *reader) slug(at field, s scalar) string {
	if r.required(at, s, "grain-output") && (!slugPattern.MatchString(string(s)) || len(s) > maxSlug) {
		r.wrong(at, "%q is not an id: at most %d small letters a-z, digits and single hyphens, for example grain-output", s, maxSlug)
	}
	return string(s)
}

// numberPattern is what an amount looks like. An exponent is for factors, and has
// two digits at most so that no arithmetic on it can explode.
var numberPattern = regexp.MustCompile(`^-?[0-9]{1,18}(\.[0-9]{1,9})?(e[0-9]{1,2})?$`)

func (r *reader) amount(at field, s scalar) target.Amount {
	if !r.required(at, s, "10230.09") {
		return target.Amount{}
	}
	if !numberPattern.MatchString(string(s)) {
		r.wrong(at, "%q is not a number; write digits with a dot before the decimals, for example 10230.09", s)
		return target.Amount{}
	}
	return decimal.RequireFromString(string(s))
}

// positive reads an amount above zero.
func (r *reader) positive(at field, s scalar) target.Amount {
	found := len(r.mistakes)
	v := r.amount(at, s)
	if len(r.mistakes) == found && !v.IsPositive() {
		r.wrong(at, "%s is not positive", v)
	}
	return v
}

// optional returns nil for a missing amount.
func (r *reader) optional(at field, s scalar) *target.Amount {
	if s == "" {
		return nil
	}
	return new(r.amount(at, s))
}

// whole reads a whole number from low to high; missing is low, mistaken is 0.
func (r *reader) whole(at field, s scalar, low, high int) int {
	if s == "" {
		return low
	}
	n, err := strconv.Atoi(string(s))
	if err != nil || n < low || n > high {
		r.wrong(at, "%q is not a whole number from %d to %d", s, low, high)
		return 0
	}
	return n
}

func (r *reader) flag(at field, s scalar) bool {
	if s != "" && s != "true" && s != "false" {
		r.wrong(at, "%q is neither true nor false", s)
	}
	return s == "true"
}

// choice reads one of a closed set of words; missing is the fallback, and a
// mistaken word gives none, so that nothing else is held against it.
func choice[T ~string](r *reader, at field, s scalar, fallback T, all ...T) T {
	if s == "" && fallback != "" {
		return fallback
	}
	if !r.required(at, s, string(all[0])) {
		return fallback
	}
	if !slices.Contains(all, T(s)) {
		words := make([]string, len(all))
		for i, v := range all {
			words[i] = string(v)
		}
		r.wrong(at, "%q is not one of %s", s, strings.Join(words, ", "))
		return ""
	}
	return T(s)
}

// date reads a day; missing is the zero Date.
func (r *reader) date(at field, s scalar) target.Date {
	if s == "" {
		return target.Date{}
	}
	d, err := target.ParseDate(string(s))
	if err != nil {
		r.wrong(at, "%q is not a date; write year-month-day, for example 2024-06-30", s)
	}
	return d
}

// monthDay reads a day of any year. 29 February is none: a plan is for any year.
func (r *reader) monthDay(at field, s scalar) target.MonthDay {
	if !r.required(at, s, "09-20") {
		return target.MonthDay{}
	}
	t, err := time.Parse("2006-01-02", "2023-"+string(s))
	if err != nil {
		r.wrong(at, "%q is not a day of the year; write month-day, for example 09-20", s)
		return target.MonthDay{}
	}
	return target.MonthDay{Month: t.Month(), Day: t.Day()}
}
