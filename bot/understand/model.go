package understand

import "fmt"

// model is the second opinion: it offers readings and hesitates over figures,
// and never stores one.
type model struct {
	letters *Head // language by letters, in the order of target.Langs
	intents *Head // intent of a sentence, in the order of Classes
	results *Head // whether a figure is the reported result: against, for
}

// Sizes of the heads.
const (
	LetterBuckets = 4096
	IntentBuckets = 16384
	ResultBuckets = 16384
)

// Classes are the intents in the order of the intent head.
func Classes() []Intent { return append([]Intent{None}, intents...) }

func newModel(data []byte) (model, error) {
	heads, err := decodeHeads(data)
	if err != nil {
		return model{}, err
	}
	want := []Head{{Classes: 3, Buckets: LetterBuckets}, {Classes: len(intents) + 1, Buckets: IntentBuckets}, {Classes: 2, Buckets: ResultBuckets}}
	all := make([]*Head, len(want))
	for i := range want {
		all[i] = &Head{Classes: want[i].Classes, Buckets: 1, Weights: make([]byte, want[i].Classes)}
		if i >= len(heads) {
			continue
		}
		if heads[i].Classes != want[i].Classes || heads[i].Buckets != want[i].Buckets {
			return model{}, fmt.Errorf("read model: head %d is %d by %d: run go generate", i, heads[i].Buckets, heads[i].Classes)
		}
		all[i] = heads[i]
	}
	return model{letters: all[0], intents: all[1], results: all[2]}, nil
}

// LanguageFeatures returns what the language of a text is learned from.
func LanguageFeatures(text string) []uint32 {
	var out []uint32
	for _, t := range tokenize(compose(text)) {
		if t.kind == wordToken {
			out = LetterFeatures(out, t.fold)
		}
	}
	return out
}

// Features returns what the model sees of a text as a whole and, where the text
// has a figure that might be a result, around its figures.
func (r *Reader) Features(text string, in Context) (sentence, figure []uint32) {
	m := r.scan(text, in)
	m.reading()
	sentence = m.features()
	if m.figures() > 0 {
		figure = m.figureFeatures(append([]uint32{}, sentence...))
	}
	return sentence, figure
}
