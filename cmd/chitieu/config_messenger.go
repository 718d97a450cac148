package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"chitieu/bot/telegram"
	"chitieu/bot/zalo"
)

// How a messenger brings what people say.
const (
	modePolling = "polling" // the bot asks; works behind any firewall
	modeWebhook = "webhook" // the messenger calls http.public_url
)

// minKeepDays is how long the past must be known: an escalation, a promise and
// what a group was told last.
const minKeepDays = 90

// TelegramConfig is the connection to Telegram; off without a token.
type TelegramConfig struct {
	TokenFile string `yaml:"token_file" env:"TOKEN_FILE"`
	APIBase   string `yaml:"api_base" env:"API_BASE"`
	Mode      string `yaml:"mode" env:"MODE"`
	ProxyFile string `yaml:"proxy_file" env:"PROXY_FILE"`
	// Token and Proxy come from the environment or from their files, never from
	// this file.
	Token telegram.Token  `yaml:"-" env:"TOKEN"`
	Proxy telegram.Secret `yaml:"-" env:"PROXY"`
}

// ZaloConfig is the connection to the Zalo Bot Platform; off without a token.
type ZaloConfig struct {
	TokenFile       string `yaml:"token_file" env:"TOKEN_FILE"`
	APIBase         string `yaml:"api_base" env:"API_BASE"`
	Mode            string `yaml:"mode" env:"MODE"`
	Name            string `yaml:"name" env:"NAME"`
	MonthlyMessages int    `yaml:"monthly_messages" env:"MONTHLY_MESSAGES"`
	MaxGroups       int    `yaml:"max_groups" env:"MAX_GROUPS"`
	// Token comes from the environment or from TokenFile, never from this file.
	Token zalo.Secret `yaml:"-" env:"TOKEN"`
}

// readSecrets reads the files of secrets that the environment did not give.
func (c *Config) readSecrets() error {
	return errors.Join(
		secretFile("telegram.token_file", c.Telegram.TokenFile, &c.Telegram.Token),
		secretFile("telegram.proxy_file", c.Telegram.ProxyFile, &c.Telegram.Proxy),
		secretFile("zalo.token_file", c.Zalo.TokenFile, &c.Zalo.Token),
	)
}

func secretFile[T ~string](key, path string, secret *T) error {
	if path == "" || *secret != "" {
		return nil
	}
	data, err := readBounded(path)
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	*secret = T(strings.TrimSpace(strings.TrimPrefix(string(data), byteOrderMark)))
	return nil
}

// validateMessengers checks the addresses and the ways to be reached.
func (c *Config) validateMessengers() (errs []error) {
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !isAddress(c.Telegram.APIBase) {
		fail("telegram.api_base: want an address such as https://api.telegram.org")
	}
	if !isAddress(c.Zalo.APIBase) {
		fail("zalo.api_base: want an address such as https://bot-api.zaloplatforms.com")
	}
	if c.HTTP.PublicURL != "" && !isAddress(c.HTTP.PublicURL) {
		fail("http.public_url: want an address such as https://chitieu.example.vn")
	}
	for _, m := range []struct{ key, mode string }{{"telegram.mode", c.Telegram.Mode}, {"zalo.mode", c.Zalo.Mode}} {
		switch {
		case m.mode != modePolling && m.mode != modeWebhook:
			fail("%s: %q is not polling or webhook", m.key, m.mode)
		case m.mode == modeWebhook && (c.HTTP.Listen == "" || c.HTTP.PublicURL == ""):
			fail("%s: webhook needs http.listen and http.public_url", m.key)
		}
	}
	if c.Zalo.Token != "" && c.Zalo.Name == "" {
		fail("zalo.name: the bot's display name is needed to know when it is mentioned in a group, for example Bot Chỉ tiêu")
	}
	return errs
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// publicAddress is a page under http.public_url, "" without one.
func (c *Config) publicAddress(path string) string {
	if c.HTTP.PublicURL == "" {
		return ""
	}
	return strings.TrimSuffix(c.HTTP.PublicURL, "/") + path
}
