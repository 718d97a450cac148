package understand

import (
	"bytes"
	"testing"

	"chitieu/bot/understand/internal/training"
	"chitieu/plans"
)

// TestModelIsFresh fails when something that the model is learned from has
// changed since it was.
func TestModelIsFresh(t *testing.T) {
	hash, err := training.Hash(".")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(modelFile, hash[:]) {
		t.Error("model.bin is stale: run go generate ./bot/understand")
	}
	if len(modelFile) > 400_000 {
		t.Errorf("model.bin has %d bytes, want at most 400,000", len(modelFile))
	}
}

// TestNothingJudgedIsLearned holds the rows of training against the sets by
// which the reader is judged.
func TestNothingJudgedIsLearned(t *testing.T) {
	rows, err := training.Rows(".")
	if err != nil {
		t.Fatal(err)
	}
	_, held := readCorpus(t)
	judged := make(map[string]bool)
	for _, e := range append(append(readTable(t, "testdata/development.tsv"), readTable(t, "testdata/unseen.tsv")...), held...) {
		judged[e.text] = true
	}
	for _, r := range rows {
		if judged[r.Text] {
			t.Errorf("%q is learned from and judged by", r.Text)
		}
	}
}

func TestModelIsChecked(t *testing.T) {
	plan, err := plans.Default()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"empty":         nil,
		"cut off":       modelFile[:len(modelFile)-1],
		"other shape":   EncodeHeads([ModelHash]byte{}, &Head{Classes: 2, Buckets: 4, Weights: make([]byte, 8)}),
		"odd buckets":   EncodeHeads([ModelHash]byte{}, &Head{Classes: 3, Buckets: 3, Weights: make([]byte, 9)}),
		"half a head":   append(make([]byte, ModelHash), 3, 0),
		"nothing of it": append(make([]byte, ModelHash), 0, 0, 0, 0),
	} {
		if _, err := NewWithModel(plan, data); err == nil {
			t.Errorf("%s: a model that cannot be right is accepted", name)
		}
	}
}
