package main

import (
	"chitieu/bot"
	"chitieu/bot/telegram"
	"chitieu/target"
)

// telegramMenu is a menu of the bot as Telegram takes it.
func telegramMenu(byLang map[target.Lang][]bot.MenuEntry) map[target.Lang][]telegram.Command {
	out := make(map[target.Lang][]telegram.Command, len(byLang))
	for l, entries := range byLang {
		for _, e := range entries {
			out[l] = append(out[l], telegram.Command(e))
		}
	}
	return out
}
