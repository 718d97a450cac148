// Command chitieu keeps a district's yearly targets, answers questions about
// them in chat and reminds of what is lagging.
//
// Exit status: 0 done, 1 failed, 2 wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // plans name their zone; small machines may not know it

	"github.com/alecthomas/kong"

	"chitieu/target"
)

// The exit statuses that scripts rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, terminal{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Environ: environ()}, os.Args[1:])
	stop()
	os.Exit(code)
}

// terminal is what a command talks to.
type terminal struct {
	In       io.Reader
	Out, Err io.Writer
	Environ  map[string]string
}

// commands is the whole command line.
type commands struct {
	Demo     demoCommand     `cmd:"" help:"Show everything on a page in the browser, with illustrative data and nothing kept."`
	Serve    serveCommand    `cmd:"" help:"Run the bot."`
	Ask      askCommand      `cmd:"" help:"Print the bot's reply to one message."`
	Explain  explainCommand  `cmd:"" help:"Read one message a line and print how each is understood, as JSON."`
	Status   statusCommand   `cmd:"" help:"Print every indicator's progress on a date."`
	Simulate simulateCommand `cmd:"" help:"Print the reminders that would be sent between two dates."`
	Check    checkCommand    `cmd:"" help:"Check the configuration and the plan."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

// usageError is a mistake in how the program was called.
type usageError struct{ error }

// exitNow carries the status of --help out of the parser.
type exitNow int

// run is the program without the process: it returns the exit status.
func run(ctx context.Context, term terminal, args []string) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case exitNow:
			code = int(r)
		default:
			panic(r)
		}
	}()
	parser, err := kong.New(&commands{},
		kong.Name("chitieu"),
		kong.Description("A chatbot for a district's yearly targets."),
		kong.Writers(term.Out, term.Err),
		kong.Exit(func(code int) { panic(exitNow(code)) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(term),
	)
	if err != nil {
		fmt.Fprintln(term.Err, "chitieu:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(term.Err, "chitieu: %v\nTry: chitieu --help\n", err)
		return exitUsage
	}
	switch err := parsed.Run(); {
	case err == nil:
		return exitDone
	case isUsage(err):
		fmt.Fprintln(term.Err, "chitieu:", err)
		return exitUsage
	default:
		fmt.Fprintln(term.Err, "chitieu:", err)
		return exitFailed
	}
}

func isUsage(err error) bool {
	_, ok := errors.AsType[usageError](err)
	return ok
}

// environ returns the process's environment as a map.
func environ() map[string]string {
	out := make(map[string]string)
	for _, kv := range os.Environ() {
		if k, v, ok := strings.Cut(kv, "="); ok {
			out[k] = v
		}
	}
	return out
}

// dateFlag is a day on the command line.
type dateFlag struct{ target.Date }

// or returns the flag's date, or fallback when it was not given.
func (d dateFlag) or(fallback target.Date) target.Date {
	if d.IsZero() {
		return fallback
	}
	return d.Date
}
