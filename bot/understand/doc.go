// Package understand reads what a cadre typed into one Reading: what is
// wanted, of which indicators and units, with which figures, for which period.
//
// It is deterministic and explainable: text is folded, cut into tokens, and
// each known word is evidence with a weight. It is compiled once from a plan
// and the word lists, one file a language, so that another district's plan
// works without code. There is no I/O, and a Reader is safe for concurrent use;
// the memory of one message is used again for another (scratch.go).
//
//	compose, tokenize   one encoding, words with and without marks   fold.go token.go telex.go
//	language            Vietnamese, Indonesian or English           letters.go
//	spell               other ways to read a word: short, mistyped   spelling.go
//	phrases, units      names and cues, by their words and marks     graph.go lexicon.go match.go gather.go unit.go
//	figures, dates      numbers with units, periods, times of day    quantity.go measure.go period.go
//	choose              the spans that explain the text best         span.go
//	assignRoles, bring  what each figure is, and of which indicator  role.go value.go pair.go
//	decide              the intent, by weighing cues and structure   intent.go adjust.go
//	reconsider, offer   a second opinion where the first is weak    second.go model.go features.go kbest.go
//	gate                is a figure, or a withdrawal, accounted for  gate*.go: rules for figures, growth, plan, persons, …
//	reading             one Reading, or what has to be asked back    decide.go followup.go
//	amendment           what puts right a figure told before             amend.go
//	detail              the finer intent, by hints                   hint.go detail.go directive.go
//
// Where two readings are plausible the Reading carries an Ask with candidates:
// a wrong number is the worst that can happen, a question is a small matter.
//
// The word lists are the YAML files in words, and are embedded as words.json,
// decoded and their words folded (words.go, wordtable.go).
// After a change to them, or to what the model is learned from, run
// "go generate ./bot/understand"; tests fail until that is done.
package understand

// The words come first: the model is learned with a reader that has them.
//
//go:generate go run ./internal/encode
//go:generate go run ./internal/train
