package bot

import (
	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// MenuEntry is a command as messengers list it.
type MenuEntry struct {
	Name        string // without the slash
	Description string
}

// Menus are the commands that messengers list for people to choose from, in a
// private chat and the fewer of a group, by language. A list is no permission:
// it is the same for everybody.
type Menus struct {
	Private, Group map[target.Lang][]MenuEntry
}

// listed are the commands of the menus, the most used first.
var listed = []struct {
	intent         understand.Intent
	private, group bool
}{
	{understand.ProgressOne, true, true},
	{understand.LaggingList, true, true},
	{understand.SummaryReport, true, true},
	{understand.ReportValue, true, true},
	{understand.Undo, true, true},
	{needed, true, false},
	{acknowledging, true, true},
	{snoozing, true, true},
	{promising, true, true},
	{asking, true, true},
	{preparing, true, false},
	{tasks, true, true},
	{answering, true, true},
	{assigning, true, true},
	{nudging, true, true},
	{approving, true, false},
	{understand.RemindSettings, true, true},
	{understand.History, true, false},
	{understand.ForecastIntent, true, false},
	{statusing, true, false},
	{rehearsing, true, false},
	{belonging, false, true},
	{staff, true, false},
	{inviting, true, false},
	{linking, true, false},
	{personal, true, false},
	{language, true, false},
	{understand.Help, true, true},
}

// NewMenus writes the menus. An error means that the program was built with a
// broken message file.
func NewMenus() (Menus, error) {
	words, err := lang.New()
	if err != nil {
		return Menus{}, err
	}
	m := Menus{Private: make(map[target.Lang][]MenuEntry), Group: make(map[target.Lang][]MenuEntry)}
	for _, l := range target.Langs {
		for _, c := range listed {
			entry := MenuEntry{Name: menuName(c.intent, l), Description: words.In(l).Text("menu." + menuName(c.intent, target.Vietnamese))}
			if c.private {
				m.Private[l] = append(m.Private[l], entry)
			}
			if c.group {
				m.Group[l] = append(m.Group[l], entry)
			}
		}
	}
	return m, nil
}

// menuName is the command's first name in the language that is no abbreviation.
func menuName(intent understand.Intent, l target.Lang) string {
	for _, c := range commands {
		if c.intent != intent {
			continue
		}
		for _, name := range c.names[l] {
			if len(name) > 2 {
				return name
			}
		}
	}
	return ""
}
