package bot

import (
	"strconv"
	"strings"
	"time"

	"chitieu/target"
)

// outage tells once what was missed while the program was down. The subject of
// such a delivery is "from/to/count": two moments as in RFC 3339, and how many
// reminders were not sent.
func (b *Bot) outage(s *scene) target.Composed {
	parts := strings.Split(s.d.Subject, "/")
	if len(parts) != 3 {
		return target.Composed{Drop: dropNothing}
	}
	from, err1 := time.Parse(time.RFC3339, parts[0])
	to, err2 := time.Parse(time.RFC3339, parts[1])
	missed, err3 := strconv.Atoi(parts[2])
	if err1 != nil || err2 != nil || err3 != nil {
		return target.Composed{Drop: dropNothing}
	}
	t := s.t
	text := t.say("outage.none-missed")
	if missed > 0 {
		text = t.words.Count("outage.missed", missed)
	}
	return target.Composed{
		Cause: target.CauseFirst,
		Note: target.Note{
			Head: t.say("outage.head"),
			Text: lines(t.say("outage.span", "From", from.In(b.plan.Zone), "To", to.In(b.plan.Zone)), text),
		},
	}
}
