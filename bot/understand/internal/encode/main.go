// Encode writes the word lists of package understand, words/*.yaml, to
// words.json in the current directory, which is that of the package: "go
// generate ./bot/understand".
package main

import (
	"fmt"
	"os"

	"chitieu/bot/understand"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "encode:", err)
		os.Exit(1)
	}
}

func run() error {
	data, err := understand.EncodeWords(os.DirFS("words"))
	if err != nil {
		return err
	}
	return os.WriteFile("words.json", data, 0o644)
}
