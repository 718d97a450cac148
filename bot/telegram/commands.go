package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/target"
)

// Command is a line of the menu that Telegram shows behind "/".
type Command struct {
	Name        string // without "/": 1 to 32 of a-z, 0-9 and _
	Description string // 1 to 256 characters
}

const maxCommands = 100

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

func checkCommands(byLang map[target.Lang][]Command) error {
	for lang, commands := range byLang {
		if len(commands) > maxCommands {
			return fmt.Errorf("%d commands in %q, at most %d", len(commands), lang, maxCommands)
		}
		for _, c := range commands {
			if !commandName.MatchString(c.Name) {
				return fmt.Errorf("command %q: a name is 1 to 32 of a-z, 0-9 and _", c.Name)
			}
			if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
				return fmt.Errorf("command %q: the description in %q has %d characters, not 1 to 256", c.Name, lang, n)
			}
		}
	}
	return nil
}

// announceCommands sets the menu in every language; people with another one see
// the Vietnamese. A failure only costs the menu, so it is tried a few times and
// then left to the next start.
func (r *run) announceCommands(ctx context.Context) {
	for _, lang := range slices.Sorted(maps.Keys(r.t.commands)) {
		codes := []string{string(lang)}
		if lang == target.Vietnamese {
			codes = append(codes, "") // for whom no other list is meant
		}
		for _, code := range codes {
			if err := r.setCommands(ctx, code, r.t.commands[lang]); err != nil {
				r.t.log.Warn("commands not set", "lang", lang, "error", err)
				return
			}
		}
	}
}

func (r *run) setCommands(ctx context.Context, code string, commands []Command) error {
	list := make([]tgbotapi.BotCommand, len(commands))
	for i, c := range commands {
		list[i] = tgbotapi.BotCommand{Command: c.Name, Description: c.Description}
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	params := tgbotapi.Params{"commands": string(text)}
	params.AddNonEmpty("language_code", code)
	return persist(ctx, commandTries, func() error {
		_, err := r.t.api.call(ctx, r.t.timeout, "setMyCommands", params)
		return err
	})
}
