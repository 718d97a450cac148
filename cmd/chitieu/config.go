package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"strings"

	"github.com/caarlos0/env/v11"
	"github.com/goccy/go-yaml"

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
	Zalo     ZaloConfig     `yaml:"zalo" envPrefix:"ZALO_"`
	Webchat  WebchatConfig  `yaml:"webchat" envPrefix:"WEBCHAT_"`
	Log      LogConfig      `yaml:"log" envPrefix:"LOG_"`
	Members  []MemberConfig `yaml:"members"`
	Groups   []GroupConfig  `yaml:"groups"`
}

// DataConfig says where the data are.
type DataConfig struct {
	Dir               string `yaml:"dir" env:"DIR"`
	EncryptionKeyFile string `yaml:"encryption_key_file" env:"ENCRYPTION_KEY_FILE"`
	// KeepDays is how long what is over is kept: sent messages, answers and the
	// audit trail. Figures are kept for good.
	KeepDays int `yaml:"keep_days" env:"KEEP_DAYS"`
}

// HTTPConfig is the listening address, "" for none, and the address under which
// the world reaches it, "" if it does not.
type HTTPConfig struct {
	Listen    string `yaml:"listen" env:"LISTEN"`
	PublicURL string `yaml:"public_url" env:"PUBLIC_URL"`
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
	// Fallback is the configured group that stands in when this one cannot be
	// reached; that one hears nothing else.
	Fallback target.ChatID `yaml:"fallback"`
}

// defaultConfig is what holds where nothing is set.
func defaultConfig() Config {
	return Config{
		Data:     DataConfig{Dir: "data", KeepDays: 1095},
		HTTP:     HTTPConfig{Listen: "127.0.0.1:8080"},
		Telegram: TelegramConfig{APIBase: "https://api.telegram.org", Mode: modePolling},
		Zalo:     ZaloConfig{APIBase: "https://bot-api.zaloplatforms.com", Mode: modePolling, MonthlyMessages: 3000, MaxGroups: 3},
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
	if err := cfg.readSecrets(); err != nil {
		return cfg, err
	}
	return cfg, cfg.validate()
}

// byteOrderMark is what some editors put before a text.
const byteOrderMark = "\ufeff"

// decodeConfig is strict: an unknown key is refused with its line.
func decodeConfig(path string, data []byte, cfg *Config) error {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
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
	if c.Data.KeepDays < minKeepDays {
		fail("data.keep_days: %d is less than %d: reminders would forget what they said", c.Data.KeepDays, minKeepDays)
	}
	errs = append(errs, c.validateMessengers()...)
	if _, err := c.Log.level(); err != nil {
		fail("log.level: %q is not debug, info, warn or error", c.Log.Level)
	}
	if c.Log.Format != "text" && c.Log.Format != "json" {
		fail("log.format: %q is not text or json", c.Log.Format)
	}
	if c.Webchat.Enabled && c.HTTP.Listen == "" {
		fail("webchat.enabled: needs http.listen")
	}
	errs = append(errs, c.validatePeople()...)
	return errors.Join(errs...)
}
