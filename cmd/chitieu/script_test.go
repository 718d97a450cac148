package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts and tests run the program itself as "chitieu", and as
// the longer runs want it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"chitieu":            main,
		"chitieu-in-trouble": process(serveTroubled),
		"chitieu-under-load": process(serveLoaded),
		"chitieu-evening":    process(serveEvening),
	})
}

// process is a program that serves until it is interrupted.
func process(serve func(ctx context.Context, args []string) error) func() {
	return func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		if err := serve(ctx, os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// The scripts are the manual of the command line, held against the program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true})
}
