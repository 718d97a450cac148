package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"strings"

	"github.com/caarlos0/env/v11"
	"github.com/goccy/go-yaml"

	"chitieu/bot/telegram"
	"chitieu/target"
)

// maxConfigSize bounds what is read as configuration or as a secret.
const maxConfigSize = 1 << 20

// Config is everything that an operator may set. Adding a key is two edits: a
// field here and its lines in config.example.yaml, which is tested against the
// defaults.
type Config struct {
	Plan     string         `yaml:"plan" env:"PLAN"`
	Data     DataConfig     `yaml:"data" envPrefix:"DATA_"`
	HTTP     HTTPConfig     `yaml:"http" envPrefix:"HTTP_"`
	Telegram TelegramConfig `yaml:"telegram" envPrefix:"TELEGRAM_"`
	Webchat  WebchatConfig  `yaml:"webchat" envPrefix:"WEBCHAT_"`
	Log      LogConfig      `yaml:"log" envPrefix:"LOG_"`
	Members  []MemberConfig `yaml:"members"`
	Groups   []GroupConfig  `yaml:"groups"`
}

// DataConfig says where the data are.
type DataConfig struct {
	Dir               string `yaml:"dir" env:"DIR"`
	EncryptionKeyFile string `yaml:"encryption_key_file" env:"ENCRYPTION_KEY_FILE"`
}

// HTTPConfig is the listening address, "" for none.
type HTTPConfig struct {
	Listen string `yaml:"listen" env:"LISTEN"`
}

// TelegramConfig is the connection to Telegram; off without a token.
type TelegramConfig struct {
	TokenFile string `yaml:"token_file" env:"TOKEN_FILE"`
	APIBase   string `yaml:"api_base" env:"API_BASE"`
	// Token comes from the environment or from TokenFile, never from the file.
	Token telegram.Token `yaml:"-" env:"TOKEN"`
}

// WebchatConfig switches the web page on.
type WebchatConfig struct {
	Enabled bool `yaml:"enabled" env:"ENABLED"`
}

// LogConfig says what is logged and how.
type LogConfig struct {
	Level  string `yaml:"level" env:"LEVEL"`
	Format string `yaml:"format" env:"FORMAT"`
}

func (c LogConfig) level() (slog.Level, error) {
	var l slog.Level
	err := l.UnmarshalText([]byte(c.Level))
	return l, err
}

// MemberConfig is a person who may talk to the bot.
type MemberConfig struct {
	ID   target.MemberID `yaml:"id"`
	Name string          `yaml:"name"`
	Role target.Role     `yaml:"role"`
	Unit target.UnitID   `yaml:"unit"`
	Lang target.Lang     `yaml:"lang"`
}

// GroupConfig is a group that gets reminders.
type GroupConfig struct {
	ID    target.ChatID `yaml:"id"`
	Title string        `yaml:"title"`
	Unit  target.UnitID `yaml:"unit"`
	Lang  target.Lang   `yaml:"lang"`
}

// defaultConfig is what holds where nothing is set.
func defaultConfig() Config {
	return Config{
		Data:     DataConfig{Dir: "data"},
		HTTP:     HTTPConfig{Listen: "127.0.0.1:8080"},
		Telegram: TelegramConfig{APIBase: "https://api.telegram.org"},
		Log:      LogConfig{Level: "info", Format: "text"},
	}
}

// loadConfig reads the file over the defaults and the environment over the
// file, then the secrets' files. An empty path means no file.
func loadConfig(path string, environ map[string]string) (Config, error) {
	cfg := defaultConfig()
	if path != "" {
		data, err := readBounded(path)
		if err != nil {
			return cfg, fmt.Errorf("configuration: %w", err)
		}
		if err := decodeConfig(path, data, &cfg); err != nil {
			return cfg, err
		}
	}
	if err := env.ParseWithOptions(&cfg, env.Options{Environment: environ, Prefix: "CHITIEU_"}); err != nil {
		return cfg, fmt.Errorf("environment: %w", err)
	}
	if cfg.Telegram.Token == "" && cfg.Telegram.TokenFile != "" {
		token, err := readBounded(cfg.Telegram.TokenFile)
		if err != nil {
			return cfg, fmt.Errorf("telegram.token_file: %w", err)
		}
		cfg.Telegram.Token = telegram.Token(strings.TrimSpace(string(token)))
	}
	return cfg, cfg.validate()
}

// decodeConfig is strict: an unknown key is refused with its line.
func decodeConfig(path string, data []byte, cfg *Config) error {
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict(), yaml.DisallowUnknownField()).Decode(cfg)
	if err == nil || errors.Is(err, fs.ErrNotExist) || strings.TrimSpace(string(data)) == "" {
		return nil
	}
	if y, ok := errors.AsType[yaml.Error](err); ok && y.GetToken() != nil {
		return fmt.Errorf("%s:%d: %s", path, y.GetToken().Position.Line, y.GetMessage())
	}
	return fmt.Errorf("%s: %w", path, err)
}

// validate checks what can be checked without the plan; all mistakes at once.
func (c *Config) validate() error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if c.Data.Dir == "" {
		fail("data.dir: must name a directory, for example data")
	}
	if c.HTTP.Listen != "" {
		if _, _, err := net.SplitHostPort(c.HTTP.Listen); err != nil {
			fail("http.listen: %q is not host:port, for example 127.0.0.1:8080", c.HTTP.Listen)
		}
	}
	if u, err := url.Parse(c.Telegram.APIBase); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		fail("telegram.api_base: want an address such as https://api.telegram.org")
	}
	if _, err := c.Log.level(); err != nil {
		fail("log.level: %q is not debug, info, warn or error", c.Log.Level)
	}
	if c.Log.Format != "text" && c.Log.Format != "json" {
		fail("log.format: %q is not text or json", c.Log.Format)
	}
	if c.Webchat.Enabled && c.HTTP.Listen == "" {
		fail("webchat.enabled: needs http.listen")
	}
	for i, m := range c.Members {
		if !hasTransport(string(m.ID)) {
			fail("members[%d].id: %q does not begin with telegram: or web:, for example telegram:123456789", i, m.ID)
		}
		switch m.Role {
		case target.Operator, target.Leader, target.Officer, target.Viewer:
		default:
			fail("members[%d].role: %q is not operator, leader, officer or viewer", i, m.Role)
		}
		if !knownLang(m.Lang) {
			fail("members[%d].lang: %q is not vi, id or en", i, m.Lang)
		}
	}
	for i, g := range c.Groups {
		if !hasTransport(string(g.ID)) {
			fail("groups[%d].id: %q does not begin with telegram: or web:, for example telegram:-1001234567890", i, g.ID)
		}
		if !knownLang(g.Lang) {
			fail("groups[%d].lang: %q is not vi, id or en", i, g.Lang)
		}
	}
	return errors.Join(errs...)
}

// validateFor checks the members' and groups' units against the plan.
func (c *Config) validateFor(plan *target.Plan) error {
	var errs []error
	check := func(where string, unit target.UnitID) {
		if unit != target.Locality && plan.Unit(unit) == nil {
			errs = append(errs, fmt.Errorf("%s.unit: the plan %s has no unit %q", where, plan.ID, unit))
		}
	}
	for i, m := range c.Members {
		check(fmt.Sprintf("members[%d]", i), m.Unit)
	}
	for i, g := range c.Groups {
		check(fmt.Sprintf("groups[%d]", i), g.Unit)
	}
	return errors.Join(errs...)
}

// members returns the configured people as the domain's members.
func (c *Config) members() []target.Member {
	var out []target.Member
	for _, m := range c.Members {
		out = append(out, target.Member{ID: m.ID, Name: m.Name, Role: m.Role, Unit: m.Unit, Lang: m.Lang})
	}
	return out
}

// chats returns the configured groups as the domain's chats.
func (c *Config) chats() []target.Chat {
	var out []target.Chat
	for _, g := range c.Groups {
		out = append(out, target.Chat{ID: g.ID, Title: g.Title, Group: true, Unit: g.Unit, Lang: cmp.Or(g.Lang, target.Vietnamese)})
	}
	return out
}

func hasTransport(id string) bool {
	rest, tg := strings.CutPrefix(id, "telegram:")
	if !tg {
		var web bool
		if rest, web = strings.CutPrefix(id, "web:"); !web {
			return false
		}
	}
	return rest != ""
}

func knownLang(l target.Lang) bool {
	return l == "" || l == target.Vietnamese || l == target.Indonesian || l == target.English
}
