package main

import "testing"

// skipUnderRace leaves a long play on a clock of its own to the second run of
// .ci/run: one goroutine at a time does the work in it.
func skipUnderRace(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("played without the race detector: go test ./cmd/chitieu -run 'TestWeeks|TestBurst'")
	}
}
