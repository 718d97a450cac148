package bot

import (
	"context"
	"fmt"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// remind lists the reminders with their next dates, and pauses or resumes one.
// "Tắt nhắc" does not say which, so the list with its choices is the answer to
// that too.
func (b *Bot) remind(ctx context.Context, t *turn) (Reply, error) {
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read rule states: %w", err)
	}
	if len(t.args) == 2 {
		if rule := b.rule(target.RuleID(t.args[1])); rule != nil && (t.args[0] == pauseArg || t.args[0] == resumeArg) {
			return b.pause(ctx, t, rule, t.args[0] == pauseArg)
		}
	}
	note := target.Note{Head: t.say("remind.head")}
	rules := b.rulesFor(t)
	from := min(t.page*rulePage, len(rules))
	shown := rules[from:min(from+rulePage, len(rules))]
	for _, rule := range shown {
		paused := b.paused(rule, states)
		note.Text = lines(note.Text, "- "+b.schedule(t, rule, paused))
		if !t.may(pauseRule) {
			continue
		}
		label, arg := t.say("remind.pause", "Name", t.ruleName(rule)), pauseArg
		if paused {
			label, arg = t.say("remind.resume", "Name", t.ruleName(rule)), resumeArg
		}
		note.Choices = append(note.Choices, target.Choice{
			Label: label, Data: slash(understand.RemindSettings) + " " + arg + " " + string(rule.ID),
		})
	}
	if len(rules) == 0 {
		note.Text = t.say("remind.none")
	}
	if rest := len(rules) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(understand.RemindSettings)))
	}
	if t.may(pauseRule) {
		note.Text = lines(note.Text, t.say("remind.how"))
	} else {
		note.Text = lines(note.Text, t.say("remind.who"))
	}
	return Reply{Note: note}, nil
}

// rulePage is how many rules are listed at once.
const rulePage = 6

// rulesFor lists the rules that concern the speaker: the health of the system
// is for those who can do something about it.
func (b *Bot) rulesFor(t *turn) []*target.Rule {
	var rules []*target.Rule
	for i := range b.plan.Rules {
		if rule := &b.plan.Rules[i]; rule.Kind != target.Health || t.may(pauseRule) {
			rules = append(rules, rule)
		}
	}
	return rules
}

// The words of "/nhac tat monday-digest" and "/nhac bat monday-digest".
const (
	pauseArg  = "tat"
	resumeArg = "bat"
)

func (b *Bot) rule(id target.RuleID) *target.Rule {
	for i := range b.plan.Rules {
		if b.plan.Rules[i].ID == id {
			return &b.plan.Rules[i]
		}
	}
	return nil
}

// paused reports whether a rule rests: what people said last holds over the plan.
func (b *Bot) paused(rule *target.Rule, states map[target.RuleID]target.RuleState) bool {
	if s, ok := states[rule.ID]; ok {
		return s.Paused
	}
	return rule.Paused
}

// ruleName is what people call a rule.
func (t *turn) ruleName(rule *target.Rule) string {
	for _, l := range []target.Lang{t.words.Lang, target.Vietnamese} {
		if s := rule.Names[l]; s != "" {
			return s
		}
	}
	return string(rule.ID)
}

// schedule says of a rule when it is due next, or that it rests.
func (b *Bot) schedule(t *turn, rule *target.Rule, paused bool) string {
	if paused {
		return t.say("remind.paused", "Name", t.ruleName(rule))
	}
	var next []time.Time
	if b.schedules != nil {
		next = b.schedules.Next(*rule, t.now, 1)
	}
	if len(next) == 0 {
		return t.say("remind.unscheduled", "Name", t.ruleName(rule))
	}
	return t.say("remind.next", "Name", t.ruleName(rule), "Next", t.words.Weekday(next[0].In(b.plan.Zone)))
}

// pause stores that a rule rests or runs again, for everybody.
func (b *Bot) pause(ctx context.Context, t *turn, rule *target.Rule, paused bool) (Reply, error) {
	if !t.may(pauseRule) {
		return t.tell("remind.who"), nil
	}
	done := "resume-rule"
	choice := t.choice("choice.pause", slash(understand.RemindSettings), pauseArg, string(rule.ID))
	text := t.say("remind.resumed", "Schedule", b.schedule(t, rule, false))
	if paused {
		done = string(pauseRule)
		text = t.say("remind.stopped", "Name", t.ruleName(rule))
		choice = t.choice("choice.resume", slash(understand.RemindSettings), resumeArg, string(rule.ID))
	}
	change := target.Change{
		Rules:  []target.RuleState{{ID: rule.ID, Paused: paused, By: t.msg.From, At: t.now}},
		Audits: []target.Audit{t.audit(done, string(rule.ID))},
	}
	return b.commit(ctx, t, change, target.Note{Text: text, Choices: []target.Choice{choice}})
}
