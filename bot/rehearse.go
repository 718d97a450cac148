package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// rehearsing shows what would be sent.
const rehearsing understand.Intent = "rehearse"

// Rehearsals tries the rules out on the coming days with the code that sends.
type Rehearsals interface {
	// Rehearse calls yield with each message that would be sent from the day to
	// the other, both included, in the order of sending, if nothing new is
	// reported meanwhile. An error of yield ends it and is returned.
	Rehearse(ctx context.Context, from, to target.Date, yield func(target.Preview) error) error
}

const (
	rehearsalDays    = 7 // without a word on how many
	maxRehearsalDays = 31
	rehearsalShown   = 6 // messages a page
	// maxPreviews bounds what is kept of a rehearsal; a page shows six.
	maxPreviews = 600
)

// errEnough ends a rehearsal that has shown more than anybody reads.
var errEnough = errors.New("enough previews")

// rehearse answers "/dienthu 7 ngày": which message would go where and when,
// and why. "x3" behind the days shows the words of the third.
func (b *Bot) rehearse(ctx context.Context, t *turn) (Reply, error) {
	days, show, ok := t.rehearsalArgs()
	switch {
	case b.rehearsals == nil:
		return t.tell("rehearse.unavailable"), nil
	case !ok:
		return t.tell("rehearse.days", "Most", maxRehearsalDays), nil
	}
	all, err := b.previews(ctx, t, days)
	if err != nil {
		return Reply{}, err
	}
	names, err := b.chatNames(ctx)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case len(all) == 0:
		return Reply{Note: target.Note{Text: t.words.Count("rehearse.nothing", days)}}, nil
	case show > 0 && show <= len(all):
		return Reply{Note: b.previewWords(t, &all[show-1], names, days), Edit: true}, nil
	default:
		return Reply{Note: b.previewList(t, all, names, days), Edit: true}, nil
	}
}

// rehearsalArgs reads the days, the page and the message to show. Weeks are
// seven days; ok is false for what is no number of days that can be shown.
func (t *turn) rehearsalArgs() (days, show int, ok bool) {
	days, ok = rehearsalDays, true
	for i, arg := range t.args {
		n, err := strconv.Atoi(strings.TrimPrefix(arg, "x"))
		switch page := pageArg.FindStringSubmatch(arg); {
		case page != nil:
			t.page, _ = strconv.Atoi(page[1])
		case err == nil && strings.HasPrefix(arg, "x"):
			show = n
		case err == nil && i == 0:
			days = n
		case strings.HasPrefix(understand.Fold(arg), "tuan") || understand.Fold(arg) == "minggu" || strings.HasPrefix(understand.Fold(arg), "week"):
			days *= 7
		case i == 0:
			return 0, 0, false
		}
	}
	return days, show, days >= 1 && days <= maxRehearsalDays
}

// previews rehearses the coming days, today included.
func (b *Bot) previews(ctx context.Context, t *turn, days int) ([]target.Preview, error) {
	var out []target.Preview
	err := b.rehearsals.Rehearse(ctx, t.today, t.today.AddDays(days-1), func(p target.Preview) error {
		if len(out) == maxPreviews {
			return errEnough
		}
		if !p.Sent.Before(t.now) { // today's that are over
			out = append(out, p)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, fmt.Errorf("rehearse: %w", err)
	}
	return out, nil
}

func (b *Bot) previewList(t *turn, all []target.Preview, names map[target.ChatID]string, days int) target.Note {
	from := t.page * rehearsalShown
	if from >= len(all) {
		from, t.page = 0, 0
	}
	shown := all[from:min(from+rehearsalShown, len(all))]
	note := target.Note{Head: t.words.Count("rehearse.head", len(all), "From", t.today, "To", t.today.AddDays(days-1))}
	for i := range shown {
		n := strconv.Itoa(from + i + 1)
		note.Text = lines(note.Text, n+". "+b.previewLine(t, &shown[i], names))
		note.Choices = append(note.Choices, target.Choice{
			Label: t.say("rehearse.words", "N", n), Data: slash(rehearsing) + " " + strconv.Itoa(days) + " x" + n,
		})
	}
	if rest := len(all) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(rehearsing)+" "+strconv.Itoa(days)))
	}
	return note
}

// previewLine is one message to come: when, to whom, by which rule, about what
// and why.
func (b *Bot) previewLine(t *turn, p *target.Preview, names map[target.ChatID]string) string {
	line := t.say("rehearse.line", "At", lang.Capital(t.words.Weekday(p.Sent.In(b.plan.Zone))), "Chat", nameOf(names, p.Chat),
		"What", b.deliveryName(t, &target.Delivery{Rule: p.Rule, Kind: p.Kind}))
	var about []string
	for _, id := range p.Indicators {
		if ind := b.plan.Indicator(id); ind != nil {
			about = append(about, t.short(ind))
		}
	}
	if rest := len(about) - maxPreviewed; rest > 0 {
		about = append(about[:maxPreviewed], t.words.Count("rehearse.others", rest))
	}
	if len(about) > 0 {
		line += ": " + strings.Join(about, ", ")
	}
	if p.Cause != "" {
		line += " (" + t.say("operation.cause."+string(p.Cause)) + ")"
	}
	return line
}

// maxPreviewed is how many indicators of a message are named in a line.
const maxPreviewed = 2

// previewWords is the message as it would be sent, without its choices.
func (b *Bot) previewWords(t *turn, p *target.Preview, names map[target.ChatID]string, days int) target.Note {
	where := t.say("rehearse.to", "Chat", nameOf(names, p.Chat), "At", p.Sent.In(b.plan.Zone))
	return target.Note{
		Head: strings.TrimSpace(where + " " + p.Note.Head), Text: p.Note.Text,
		Choices: []target.Choice{t.choice("rehearse.back", slash(rehearsing), strconv.Itoa(days))},
	}
}
