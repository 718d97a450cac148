// Package plans reads plan files and holds the embedded plan of huyện Kỳ Anh
// for 2024 and the demonstration's illustrative reports.
//
// A plan file is YAML. Reading goes in three steps, each of which finds all of
// its mistakes at once:
//
//	shape.go     syntax, unknown keys, a list where a mapping belongs; which
//	             line each field stands on (guard.go: what is not parsed at all)
//	indicator.go unit.go calendar.go rule.go
//	             texts to the domain's types: numbers, dates, choices
//	check.go     what holds between entries: references, names in use twice
//
// Every mistake is a *Mistake: file, line, field and what would be right.
// Numbers are read from their digits, never through float64.
package plans
