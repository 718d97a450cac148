package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts and tests run the program itself as "chitieu", and as
// the longer runs want it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chitieu": main, "chitieu-in-trouble": troubled, "chitieu-under-load": loaded, "chitieu-evening": evening})
}

// The scripts are the manual of the command line, held against the program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true})
}
