package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// planArg is the word of "/lich monday-digest macdinh": back to the plan's own.
const planArg = "macdinh"

// shownSlots is how many coming dates are shown before a schedule is saved.
const shownSlots = 5

// newSchedule is a change of a rule that waits for a yes.
type newSchedule struct {
	Rule target.RuleID `json:"rule"`
	// Expr is the new expression, "" for the plan's own.
	Expr string `json:"expr,omitempty"`
}

// effective is the rule as people have changed it.
func effective(rule *target.Rule, states map[target.RuleID]target.RuleState) target.Rule {
	r := *rule
	if s, ok := states[rule.ID]; ok {
		r.Paused = s.Paused
		if s.Schedule != "" {
			r.Schedule = s.Schedule
		}
	}
	return r
}

// reschedule reads words or an expression for a rule and, if they make a
// schedule, asks whether it is meant.
func (b *Bot) reschedule(ctx context.Context, t *turn, rule *target.Rule, words string) (Reply, error) {
	if !t.may(changeRule) {
		return t.tell("remind.who"), nil
	}
	if b.schedules == nil {
		return t.tell("schedule.unavailable"), nil
	}
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read rule states: %w", err)
	}
	now := effective(rule, states)
	change := newSchedule{Rule: rule.ID}
	if understand.Fold(words) != planArg && !b.reader.Says(understand.HintPlansOwn, words) {
		expr, unread := understand.ReadSchedule(words, now.Schedule)
		if expr == "" {
			return t.unreadSchedule(rule, unread), nil
		}
		change.Expr = expr
	}
	proposed := *rule
	if change.Expr != "" {
		proposed.Schedule = change.Expr
	}
	if refused, err := b.refusedSchedule(t, &proposed); refused != "" || err != nil {
		return Reply{Note: target.Note{Text: refused}}, err
	}
	if t.recurring(proposed.Schedule) == t.recurring(now.Schedule) {
		return t.tell("schedule.same", "Name", t.ruleName(rule), "Words", t.recurring(now.Schedule)), nil
	}
	return b.proposeSchedule(ctx, t, &now, &proposed, change)
}

// unreadSchedule says which word was not understood, and gives an example.
func (t *turn) unreadSchedule(rule *target.Rule, unread string) Reply {
	if unread == "" {
		return t.tell("schedule.unread-all", "Rule", string(rule.ID))
	}
	return t.tell("schedule.unread", "Word", clip(unread), "Rule", string(rule.ID))
}

// refusedSchedule words why the rule cannot have its schedule, "" if it can.
func (b *Bot) refusedSchedule(t *turn, rule *target.Rule) (string, error) {
	err := b.schedules.Check(*rule)
	if fault, ok := errors.AsType[*target.ScheduleError](err); ok {
		return t.scheduleFault(fault, rule), nil
	}
	if err != nil {
		return "", fmt.Errorf("check schedule: %w", err)
	}
	return "", nil
}

// proposeSchedule shows what the change means and asks.
func (b *Bot) proposeSchedule(ctx context.Context, t *turn, now, proposed *target.Rule, change newSchedule) (Reply, error) {
	next := b.schedules.Next(*proposed, t.now, shownSlots)
	text := []string{t.say("schedule.change", "New", lang.Capital(t.recurring(proposed.Schedule)), "Old", t.recurring(now.Schedule),
		"Notes", b.scheduleNotes(t, proposed, next))}
	for _, at := range next {
		text = append(text, "- "+lang.Capital(t.words.Weekday(at.In(b.plan.Zone))))
	}
	save := t.say("schedule.save")
	if at, closed := b.closed(next); closed {
		text = append(text, t.say("schedule.closed", "Clock", at.Format("15:04")))
		save = t.say("schedule.save-anyway")
	}
	options := []option{{Label: save, Schedule: &change}, {Label: t.say("choice.cancel")}}
	note, waiting := t.question(t.say("schedule.head", "Name", t.ruleName(proposed)), lines(text...), options)
	return b.put(ctx, t, note, waiting)
}

// scheduleNotes says why the coming dates are not simply those of the words: a
// day off in between, or a day that not every month has.
func (b *Bot) scheduleNotes(t *turn, rule *target.Rule, next []time.Time) string {
	notes := ""
	plain := *rule
	plain.Holiday = target.SkipSlot
	on := b.schedules.Next(plain, t.now, shownSlots)
	same := func(a, b time.Time) bool { return a.Equal(b) }
	if rule.Holiday != target.SkipSlot && !slices.EqualFunc(on, next, same) {
		notes += spaced(t.say("schedule.moves"))
	}
	if day := strings.Fields(rule.Schedule)[2]; day == "29" || day == "30" || day == "31" {
		notes += spaced(t.say("schedule.short-months"))
	}
	return notes
}

// closed returns the first of the moments at which offices are closed.
func (b *Bot) closed(moments []time.Time) (time.Time, bool) {
	for _, at := range moments {
		if at = at.In(b.plan.Zone); !b.plan.Calendar.IsOpen(at) {
			return at, true
		}
	}
	return time.Time{}, false
}

// saveSchedule stores the change that was shown.
func (b *Bot) saveSchedule(ctx context.Context, t *turn, s *newSchedule) (Reply, error) {
	rule := b.rule(s.Rule)
	if rule == nil || b.schedules == nil || !t.may(changeRule) {
		return t.tell("remind.who"), nil
	}
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read rule states: %w", err)
	}
	state := b.ruleState(t, rule, states)
	state.Schedule = s.Expr
	states[rule.ID] = state
	now := effective(rule, states)
	if refused, err := b.refusedSchedule(t, &now); refused != "" || err != nil {
		return Reply{Note: target.Note{Text: refused}}, err
	}
	change := target.Change{
		Rules:  []target.RuleState{state},
		Dialog: t.dialog(nil),
		Audits: []target.Audit{t.audit(string(changeRule), strings.TrimSpace(string(rule.ID)+" "+s.Expr))},
	}
	text := t.say("schedule.saved", "Schedule", b.schedule(t, &now))
	return b.commit(ctx, t, change, target.Note{Text: text})
}

// ruleState is what people said of the rule, for a further change by the speaker.
func (b *Bot) ruleState(t *turn, rule *target.Rule, states map[target.RuleID]target.RuleState) target.RuleState {
	state, ok := states[rule.ID]
	if !ok {
		state.ID, state.Paused = rule.ID, rule.Paused
	}
	state.By, state.At = t.author(), t.now
	return state
}

// maxQuoted is how much of somebody's words is repeated in a line, in runes.
const maxQuoted = 60

// clip shortens a text that is quoted in a line.
func clip(text string) string { return clipped(text, maxQuoted) }
