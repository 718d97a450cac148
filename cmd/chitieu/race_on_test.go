//go:build race

package main

// raceDetector slows the plays of whole weeks to a tenth; they run without it.
const raceDetector = true
