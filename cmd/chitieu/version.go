package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the module's version, the Go release and Badger's version: the
// three that a question about lost data begins with.
func (versionCommand) Run(term terminal) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("this binary was built without module information")
	}
	fmt.Fprintf(term.Out, "chitieu %s (%s)\n", info.Main.Version, info.GoVersion)
	for _, dep := range info.Deps {
		if dep.Path == "github.com/dgraph-io/badger/v4" {
			fmt.Fprintf(term.Out, "badger %s\n", dep.Version)
		}
	}
	return nil
}
