package webchat

import (
	"strings"
	"testing"

	"chitieu/target"
)

func TestNewRefusesWhatCannotWork(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"no persona":       func(o *Options) { o.Personas = nil },
		"wants an id web:": func(o *Options) { o.Personas[0].ID = "telegram:1" },
		"is no persona":    func(o *Options) { o.Groups[0].Members = []target.MemberID{"web:khac"} },
		"of its own":       func(o *Options) { o.Groups[0].ID = "web:phong-rieng" },
		`chat "nhom"`:      func(o *Options) { o.Groups[0].ID = "nhom" },
		"and a member":     func(o *Options) { o.Groups[0].Members = nil },
	} {
		o := house()
		change(&o)
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error with %q, got %v", name, err)
		}
	}
}

func TestExamplesFallBack(t *testing.T) {
	o := house()
	o.Examples = map[target.ChatID][]string{"": {"chung"}, "web:nhom": {"riêng"}}
	rooms, err := openRooms(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rooms {
		want := "chung"
		if r.ID == "web:nhom" {
			want = "riêng"
		}
		if len(r.Examples) != 1 || r.Examples[0] != want {
			t.Errorf("%s offers %q, want %s", r.ID, r.Examples, want)
		}
	}
}
