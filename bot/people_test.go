package bot_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chitieu/bot"
	"chitieu/target"
)

// full is the id of somebody or somewhere on the stage: "lan" is "test:lan",
// "zalo:lan" is in another messenger.
func full(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return "test:" + name
}

// place puts a message in a group; one that the stage does not know from the
// beginning has a title.
func (s *stage) place(m *bot.Message, name string) {
	m.Group, m.Chat = true, target.ChatID(full(name))
	if !slices.ContainsFunc(groups, func(c target.Chat) bool { return c.ID == m.Chat }) {
		m.Title = "Nhóm thử"
	}
	if m.From == "test:anonymous" {
		m.From = ""
	}
}

// putOut is the end of the bot's time in a chat.
func (s *stage) putOut(name string) bot.Message {
	m := s.message("operator", "")
	s.place(&m, name)
	m.Left = true
	return m
}

var codePattern = regexp.MustCompile(`\b[ACDEFGHJKMNPQRTUVWXY34679]{10}\b`)

// exampleCode is in sentences, to show what a code looks like.
const exampleCode = "ACDEF34679"

// codes gives one-time codes names that are the same in every run.
type codes []string

func (c *codes) hide(text string) string {
	return codePattern.ReplaceAllStringFunc(text, func(code string) string {
		if code == exampleCode {
			return code
		}
		if !slices.Contains(*c, code) {
			*c = append(*c, code)
		}
		return "CODE" + strconv.Itoa(1+slices.Index(*c, code))
	})
}

func (c *codes) fill(text string) string {
	for i, code := range slices.Backward(*c) {
		text = strings.ReplaceAll(text, "CODE"+strconv.Itoa(i+1), code)
		text = strings.ReplaceAll(text, "code"+strconv.Itoa(i+1), strings.ToLower(code))
	}
	return text
}

// code finds the one-time code in a reply.
func (s *stage) code(r bot.Reply) string {
	s.t.Helper()
	for _, code := range codePattern.FindAllString(r.Text, -1) {
		if code != exampleCode {
			return code
		}
	}
	s.t.Fatalf("no code in %+v", r)
	return ""
}
