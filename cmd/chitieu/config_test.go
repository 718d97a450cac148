package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chitieu/target"
)

const exampleConfig = "../../config.example.yaml"

// The example is documentation: loading it must give the defaults.
func TestExampleConfigIsTheDefaults(t *testing.T) {
	got, err := loadConfig(exampleConfig, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := defaultConfig()
	want.Members, want.Groups = []MemberConfig{}, []GroupConfig{}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("config.example.yaml differs from the defaults (-want +got):\n%s", diff)
	}
}

func TestExampleConfigNamesEveryKey(t *testing.T) {
	data, err := os.ReadFile(exampleConfig)
	if err != nil {
		t.Fatal(err)
	}
	var keys func(reflect.Type) []string
	keys = func(typ reflect.Type) []string {
		var out []string
		for f := range typ.Fields() {
			name := f.Tag.Get("yaml")
			if name == "-" || name == "" {
				continue
			}
			out = append(out, name)
			if f.Type.Kind() == reflect.Slice {
				out = append(out, keys(f.Type.Elem())...)
			} else if f.Type.Kind() == reflect.Struct {
				out = append(out, keys(f.Type)...)
			}
		}
		return out
	}
	for _, key := range keys(reflect.TypeFor[Config]()) {
		if !strings.Contains(string(data), key+":") {
			t.Errorf("config.example.yaml does not mention %s", key)
		}
	}
}

// The commented lists of the example work when their marks are taken off.
func TestExampleListsWork(t *testing.T) {
	data, err := os.ReadFile(exampleConfig)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("members: []", "members:", "groups: []", "groups:", "\n#  ", "\n  ").Replace(string(data))
	cfg, err := loadConfig(write(t, text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(cfg.members()) != 1 || len(cfg.chats()) != 2 || !cfg.chats()[1].Standby || cfg.chats()[0].Standby {
		t.Errorf("members %v, chats %v", cfg.members(), cfg.chats())
	}
}

func TestConfigPrecedence(t *testing.T) {
	path := write(t, "data:\n  dir: from-file\nhttp:\n  listen: 127.0.0.1:1\n")
	cfg, err := loadConfig(path, map[string]string{"CHITIEU_DATA_DIR": "from-env", "CHITIEU_LOG_LEVEL": "debug"})
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Data.Dir != "from-env" || cfg.HTTP.Listen != "127.0.0.1:1" || cfg.Log.Level != "debug" || cfg.Log.Format != "text" {
		t.Errorf("got %+v", cfg)
	}
}

func TestConfigMistakes(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"unknown key with its line", "plan: \"\"\ndata:\n  folder: x\n", "config.yaml:3: unknown field \"folder\""},
		{"wrong type", "webchat:\n  enabled: maybe\n", "config.yaml:2:"},
		{"not yaml", "data: [\n", "config.yaml:1:"},
		{"token in the file", "telegram:\n  token: 1:abc\n", "unknown field \"token\""},
		{"address", "http:\n  listen: localhost\n", "http.listen: \"localhost\" is not host:port"},
		{"member without transport", "members:\n  - {id: \"123\", role: leader}\n", "members[0].id"},
		{"member by name", "members:\n  - {id: \"telegram:@lan\", role: leader}\n", "members[0].id: \"telegram:@lan\" is not an account's number"},
		{"one account, two roles", "members:\n  - {id: \"web:a\", role: leader}\n  - {id: \"web:a\", role: viewer}\n", "members[1].role: web:a is leader above"},
		{"role", "members:\n  - {id: \"web:a\", role: boss}\n", "members[0].role: \"boss\" is not"},
		{"language", "groups:\n  - {id: \"web:a\", lang: fr}\n", "groups[0].lang"},
		{"log format", "log:\n  format: xml\n", "log.format"},
		{"log level", "log:\n  level: loud\n", "log.level: \"loud\" is not"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := loadConfig(write(t, tt.yaml), nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want it to contain %q", err, tt.want)
			}
		})
	}
}

func TestConfigUnitsAreThePlans(t *testing.T) {
	cfg := Config{Groups: []GroupConfig{{ID: "web:g", Unit: "xa-nowhere"}}}
	err := cfg.validateFor(&target.Plan{ID: "p"})
	if err == nil || !strings.Contains(err.Error(), `groups[0].unit: the plan p has no unit "xa-nowhere"`) {
		t.Errorf("got %v", err)
	}
}

func TestTokenNeverPrints(t *testing.T) {
	s := TelegramConfig{Token: "12345:secret"}
	j, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "token", s.Token, "all", s)
	for _, out := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, s, s, s.Token, s.Token), string(j), log.String()} {
		if strings.Contains(out, "secret") {
			t.Errorf("the token shows in %s", out)
		}
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
