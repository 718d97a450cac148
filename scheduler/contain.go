package scheduler

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
)

// panicError is a panic of somebody else's code, kept from the process.
type panicError struct {
	what  string
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("%s: panic: %v", e.what, e.value) }

// contain turns a panic of f into a *panicError.
func contain(what string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicError{what, v, debug.Stack()}
		}
	}()
	return f()
}

// stackOf is the log's attribute for where a contained panic came from.
func stackOf(err error) slog.Attr {
	if p, ok := errors.AsType[*panicError](err); ok {
		return slog.String("stack", string(p.stack))
	}
	return slog.Attr{}
}
