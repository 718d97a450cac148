package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says which of the module's packages each package may import outside
// its tests. A package that is not listed is a mistake: decide where it goes.
var layers = map[string][]string{
	"target":                    {},
	"plans":                     {"target"},
	"bot/understand":            {"target"},
	"bot/lang":                  {"target"},
	"bot":                       {"target", "bot/understand", "bot/lang"},
	"bot/lane":                  {"target"},
	"bot/secret":                {},
	"bot/webchat":               {"target", "bot"},
	"bot/telegram":              {"target", "bot", "bot/lane", "bot/secret"},
	"bot/zalo":                  {"target", "bot", "bot/lane", "bot/secret"},
	"bot/bottest":               {"target", "bot"},
	"bot/bottest/desk":          {},
	"bot/telegram/telegramtest": {"target", "bot", "bot/bottest/desk"},
	"bot/zalo/zalotest":         {"target", "bot", "bot/bottest/desk"},
	"scheduler":                 {"target"},
	"storage":                   {"target"},
	"storage/badger":            {"target", "storage"},
	"storage/memory":            {"target", "storage"},
	"storage/storagetest":       {"target", "storage"},
	"cmd/chitieu":               {"target", "plans", "bot", "bot/understand", "bot/lang", "bot/webchat", "bot/telegram", "bot/zalo", "scheduler", "storage", "storage/badger", "storage/memory"},

	// What the reader's words and model are made with, by go generate.
	"bot/understand/internal/encode":   {"bot/understand"},
	"bot/understand/internal/training": {"target"},
	"bot/understand/internal/train":    {"target", "plans", "bot/understand", "bot/understand/internal/training"},

	// Test messengers for trying things by hand.
	"bot/zalo/zalotest/cmd/zalotest":             {"bot/zalo/zalotest", "bot/bottest/desk"},
	"bot/telegram/telegramtest/cmd/telegramtest": {"bot/telegram/telegramtest", "bot/bottest/desk"},
}

// targetLibraries are the only packages from outside the standard library
// that the domain may use.
var targetLibraries = []string{"github.com/shopspring/decimal"}

func TestLayering(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := make(map[string]bool)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(dir)
		seen[pkg] = true
		checkImports(t, path, pkg)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range layers {
		if !seen[pkg] {
			t.Errorf("layers lists %s, which has no Go files", pkg)
		}
	}
}

func checkImports(t *testing.T, path, pkg string) {
	t.Helper()
	allowed, listed := layers[pkg]
	if !listed {
		t.Errorf("package %s is not in layers: decide what it may import", pkg)
		return
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if own, ok := strings.CutPrefix(imported, "chitieu/"); ok {
			if !slices.Contains(allowed, own) {
				t.Errorf("%s: %s must not import %s", path, pkg, own)
			}
			continue
		}
		if pkg == "target" && strings.Contains(imported, ".") && !slices.Contains(targetLibraries, imported) {
			t.Errorf("%s: target must not import %s", path, imported)
		}
	}
}
