// Package understand reads what a cadre typed into one Reading: what is
// wanted, of which indicators and units, with which figures, for which period.
//
// It is deterministic and explainable: text is folded, cut into tokens, and
// each known word is evidence with a weight. It is compiled once from a plan
// and the word lists, one file a language, so that another district's plan
// works without code. There is no I/O, and a Reader is safe for concurrent use.
package understand
