package bot

import (
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// TestCodesAreTypedOnPhones: ten letters without those that look alike, all of
// them used, and the same however they are typed.
func TestCodesAreTypedOnPhones(t *testing.T) {
	letters, seen := make(map[rune]int), make(map[string]bool)
	for range 2000 {
		code, invite := NewInvite(target.Invite{Kind: target.ClaimOperator})
		if len(code) != codeLength || seen[code] || strings.ContainsAny(code, "0O1IL2Z5S8B") {
			t.Fatalf("code %q", code)
		}
		seen[code] = true
		for _, r := range code {
			letters[r]++
		}
		typed := " " + strings.ToLower(code[:3]) + "-" + code[3:6] + " " + code[6:] + " "
		if invite.Hash != hashCode(typed) || len(invite.Hash) != 64 || strings.Contains(invite.Hash, code) {
			t.Fatalf("hash %q of %q", invite.Hash, code)
		}
	}
	if len(letters) != len(codeLetters) {
		t.Errorf("only %d letters are used", len(letters))
	}
	for r, n := range letters { // 800 on average; 5 standard deviations are 140
		if n < 650 || n > 950 {
			t.Errorf("%c comes %d times of 20000", r, n)
		}
	}
}

// TestMissesAreBounded: five wrong codes an hour, each person for themself, in
// bounded memory.
func TestMissesAreBounded(t *testing.T) {
	var m misses
	now := time.Date(2024, 7, 1, 9, 0, 0, 0, time.UTC)
	for range missLimit {
		if m.tired("a", now) {
			t.Fatal("tired too early")
		}
		m.count("a", now)
		now = now.Add(time.Minute)
	}
	if !m.tired("a", now) || m.tired("b", now) || !m.tired("a", now.Add(54*time.Minute)) {
		t.Error("the limit is not one person's for an hour")
	}
	if m.tired("a", now.Add(56*time.Minute)) {
		t.Error("tired for more than an hour")
	}
	for i := range 3 * missHeld {
		m.count(target.MemberID(rune(i+1000)), now)
	}
	if len(m.people) > missHeld {
		t.Errorf("%d people are held", len(m.people))
	}
}
