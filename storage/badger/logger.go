package badger

import (
	"fmt"
	"log/slog"
	"strings"
)

// logger hands Badger's lines to slog. What Badger calls information is noise
// to an operator: a page of it at every start.
type logger struct{ log *slog.Logger }

func newLogger(log *slog.Logger) logger {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return logger{log.With("component", "badger")}
}

// Errorf implements badger's Logger, as the other three do.
func (l logger) Errorf(format string, args ...any) { l.log.Error("badger error", line(format, args)) }

func (l logger) Warningf(format string, args ...any) {
	l.log.Warn("badger warning", line(format, args))
}

func (l logger) Infof(format string, args ...any) { l.log.Debug("badger", line(format, args)) }

func (l logger) Debugf(format string, args ...any) { l.log.Debug("badger", line(format, args)) }

func line(format string, args []any) slog.Attr {
	return slog.String("line", strings.TrimSpace(fmt.Sprintf(format, args...)))
}
