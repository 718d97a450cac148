package telegram

import (
	"cmp"
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

// scope is where a menu is shown. Telegram shows the narrowest that there is.
type scope string

const (
	everywhere scope = "" // the default
	inPrivate  scope = "all_private_chats"
	inGroups   scope = "all_group_chats"
)

// menu is one list of commands: of a scope, in a language.
type menu struct {
	scope    scope
	lang     string // ISO 639-1; "" for those for whom there is no other
	commands []Command
}

// menus are the lists to be set. People with another language than ours see the
// Vietnamese one.
func menus(all, short map[target.Lang][]Command) []menu {
	var list []menu
	add := func(s scope, byLang map[target.Lang][]Command) {
		for _, lang := range slices.Sorted(maps.Keys(byLang)) {
			list = append(list, menu{s, string(lang), byLang[lang]})
			if lang == target.Vietnamese {
				list = append(list, menu{s, "", byLang[lang]})
			}
		}
	}
	add(everywhere, all)
	if len(short) > 0 {
		add(inPrivate, all)
		add(inGroups, short)
	}
	return list
}

func checkMenus(list []menu) error {
	for _, m := range list {
		if len(m.commands) > maxCommands {
			return fmt.Errorf("%d commands in %q, at most %d", len(m.commands), m.lang, maxCommands)
		}
		for _, c := range m.commands {
			if !commandName.MatchString(c.Name) {
				return fmt.Errorf("command %q: a name is 1 to 32 of a-z, 0-9 and _", c.Name)
			}
			if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
				return fmt.Errorf("command %q: the description in %q has %d characters, not 1 to 256", c.Name, m.lang, n)
			}
		}
	}
	return nil
}

// announceCommands sets the menus. A failure only costs the menu, so it is tried
// a few times and then left to the next start.
func (r *run) announceCommands(ctx context.Context) {
	for _, m := range r.t.menus {
		if err := r.setCommands(ctx, m); err != nil {
			r.t.log.Warn("commands not set", "scope", cmp.Or(m.scope, "default"), "lang", m.lang, "error", err)
			return
		}
	}
}

func (r *run) setCommands(ctx context.Context, m menu) error {
	list := make([]tgbotapi.BotCommand, len(m.commands))
	for i, c := range m.commands {
		list[i] = tgbotapi.BotCommand{Command: c.Name, Description: c.Description}
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	params := tgbotapi.Params{"commands": string(text)}
	params.AddNonEmpty("language_code", m.lang)
	if m.scope != everywhere {
		params["scope"] = fmt.Sprintf(`{"type":%q}`, m.scope)
	}
	return persist(ctx, commandTries, func() error {
		_, err := r.t.api.call(ctx, r.t.timeout, "setMyCommands", params)
		return err
	})
}
