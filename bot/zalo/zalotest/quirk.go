package zalotest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Quirk is one side of a switch, "name=side". Where sources disagree about the
// real platform, a switch has both.
type Quirk string

// The second sides of the switches; doc.go says what each is about.
const (
	MirrorStatus   Quirk = "http_status=mirror"
	WrappedWebhook Quirk = "webhook_body=wrapped"
	PhotoField     Quirk = "image_field=photo"
	Replay         Quirk = "replay=on"
	ArrayResult    Quirk = "result=array"
	StringCode     Quirk = "error_code=string"
	HTMLBadToken   Quirk = "bad_token=html"
	NoSuccessCode  Quirk = "success_code=absent"
	EmptyPoll      Quirk = "empty_poll=empty"
	EmptyInfo      Quirk = "no_webhook=empty"
	NoVerification Quirk = "verification=absent"
	ProbeSecret    Quirk = "probe_secret=sent"
	ProbeBody      Quirk = "probe_body=json"
	RetryWebhook   Quirk = "webhook_retry=on"
	TwiceWebhook   Quirk = "webhook_twice=on"
	ExtraFields    Quirk = "extra_fields=on"
	KeepIdle       Quirk = "idle=kept"
	OpenGroups     Quirk = "groups=open"
)

// switches are the names with their sides, the first one first.
var switches = map[string][2]string{
	"http_status":   {"always200", "mirror"},
	"webhook_body":  {"flat", "wrapped"},
	"image_field":   {"photo_url", "photo"},
	"replay":        {"off", "on"},
	"result":        {"object", "array"},
	"error_code":    {"number", "string"},
	"bad_token":     {"json", "html"},
	"success_code":  {"zero", "absent"},
	"empty_poll":    {"timeout", "empty"},
	"no_webhook":    {"404", "empty"},
	"verification":  {"present", "absent"},
	"probe_secret":  {"none", "sent"},
	"probe_body":    {"empty", "json"},
	"webhook_retry": {"off", "on"},
	"webhook_twice": {"off", "on"},
	"extra_fields":  {"off", "on"},
	"idle":          {"lost", "kept"},
	"groups":        {"gated", "open"},
}

// Quirks are both sides of every switch, sorted by name, the first side first:
// for a test that goes through all of them.
func Quirks() []Quirk {
	var all []Quirk
	for _, name := range slices.Sorted(maps.Keys(switches)) {
		for _, side := range switches[name] {
			all = append(all, Quirk(name+"="+side))
		}
	}
	return all
}

func firstSides() map[string]string {
	first := make(map[string]string, len(switches))
	for name, sides := range switches {
		first[name] = sides[0]
	}
	return first
}

// Set turns a switch. Set("replay=on") and Set(Replay) are the same.
func (s *Server) Set(q Quirk) error {
	name, side, _ := strings.Cut(string(q), "=")
	sides, known := switches[name]
	if !known || !slices.Contains(sides[:], side) {
		return fmt.Errorf("no quirk %q", q)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quirks[name] = side
	s.wake()
	return nil
}

// Settings are all switches as they stand, by name.
func (s *Server) Settings() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.quirks)
}

// is reports whether a switch is on this side. The caller does not hold s.mu.
func (s *Server) is(q Quirk) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stands(q)
}

// stands is is for callers that hold s.mu.
func (s *Server) stands(q Quirk) bool {
	name, side, _ := strings.Cut(string(q), "=")
	return s.quirks[name] == side
}
