package plans

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chitieu/target"
)

// maxFile is the most that is read of a plan or a file of reports, in bytes.
const maxFile = 4 << 20

const (
	defaultName = "ky-anh-2024.yaml"
	demoName    = "demo-2024.yaml"
)

//go:embed ky-anh-2024.yaml
var defaultPlan []byte

//go:embed demo-2024.yaml
var demoReports []byte

// Default returns the embedded plan: huyện Kỳ Anh, 2024. Each call returns a
// plan of its own.
func Default() (*target.Plan, error) { return Parse(defaultName, defaultPlan) }

// Load reads a plan file of at most 4 MiB. Mistakes in it are reported as by
// Parse, under the file's base name.
func Load(path string) (*target.Plan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open plan: %w", err)
	}
	data, err := readBounded(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("read plan %s: %w", path, err)
	}
	return Parse(filepath.Base(path), data)
}

// Parse reads a plan. name stands for the file in errors. The error joins a
// *Mistake for everything that is wrong, by line.
func Parse(name string, data []byte) (*target.Plan, error) {
	r := &reader{file: name}
	var f planFile
	if !r.decode(data, &f) {
		return nil, r.err()
	}
	plan := r.plan(&f)
	r.check(plan)
	if err := r.err(); err != nil {
		return nil, err
	}
	return plan, nil
}

// byteOrderMark is what some editors put before a text.
var byteOrderMark = []byte("\xef\xbb\xbf")

// readBounded reads all of src without a byte order mark, or fails if there is
// more than maxFile.
func readBounded(src io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(src, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("larger than %d MiB", maxFile>>20)
	}
	return bytes.TrimPrefix(data, byteOrderMark), nil
}
