package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// rulesShown is how many rules are listed at a time.
const rulesShown = 5

// remind lists the reminders with when they come, shows one, pauses or resumes
// it, or gives it another schedule. "Tắt nhắc" does not say which, so the list
// with its choices is the answer to that too.
func (b *Bot) remind(ctx context.Context, t *turn) (Reply, error) {
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read rule states: %w", err)
	}
	if len(t.args) == 0 || t.page > 0 || len(t.args) == 1 && pageArg.MatchString(t.args[0]) {
		return Reply{Note: b.ruleList(t, states)}, nil
	}
	if len(t.args) == 2 && (t.args[0] == pauseArg || t.args[0] == resumeArg) {
		if rule := b.rule(target.RuleID(t.args[1])); rule != nil {
			return b.pause(ctx, t, rule, states, t.args[0] == pauseArg)
		}
	}
	rule, words := b.ruleNamed(strings.Join(t.args, " "))
	switch {
	case rule == nil && len(b.plan.Rules) == 0:
		return t.tell("remind.none"), nil
	case rule == nil:
		return b.noSuchRule(t), nil
	case words == "":
		return Reply{Note: b.rulePage(t, rule, states)}, nil
	default:
		return b.reschedule(ctx, t, rule, words)
	}
}

// The words of "/lich tat monday-digest" and "/lich bat monday-digest".
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

// ruleNamed finds the rule whose id or name the text begins with, and what
// stands behind it; nil for none.
func (b *Bot) ruleNamed(text string) (*target.Rule, string) {
	first, rest, _ := strings.Cut(text, " ")
	if rule := b.rule(target.RuleID(strings.ToLower(first))); rule != nil {
		return rule, strings.TrimSpace(rest)
	}
	for i := range b.plan.Rules {
		rule := &b.plan.Rules[i]
		for _, name := range rule.Names {
			n, ok := len(strings.Fields(name)), false
			all := strings.Fields(text)
			if ok = len(all) >= n && understand.Fold(strings.Join(all[:n], " ")) == understand.Fold(name); ok {
				return rule, strings.Join(all[n:], " ")
			}
		}
	}
	return nil, ""
}

func (b *Bot) noSuchRule(t *turn) Reply {
	reply := t.tell("remind.no-rule", "Word", clip(strings.Join(t.args, " ")), "Rule", string(b.plan.Rules[0].ID))
	reply.Choices = []target.Choice{t.choice("choice.reminders", slash(understand.RemindSettings))}
	return reply
}

// ruleList is a page of all rules.
func (b *Bot) ruleList(t *turn, states map[target.RuleID]target.RuleState) target.Note {
	note := target.Note{Head: t.say("remind.head")}
	from := t.page * rulesShown
	if from >= len(b.plan.Rules) {
		from, t.page = 0, 0
	}
	shown := b.plan.Rules[from:min(from+rulesShown, len(b.plan.Rules))]
	for i := range shown {
		rule := effective(&shown[i], states)
		note.Text = lines(note.Text, "- "+b.schedule(t, &rule))
		if t.may(pauseRule) {
			note.Choices = append(note.Choices, t.pauseChoice(&rule))
		}
	}
	if rest := len(b.plan.Rules) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(understand.RemindSettings)))
	}
	switch {
	case len(b.plan.Rules) == 0:
		note.Text = t.say("remind.none")
	case t.may(changeRule):
		note.Text = lines(note.Text, t.say("remind.how", "Rule", string(shown[0].ID)))
	default:
		note.Text = lines(note.Text, t.say("remind.who"))
	}
	return note
}

// pauseChoice stops or resumes the rule.
func (t *turn) pauseChoice(rule *target.Rule) target.Choice {
	label, arg := t.say("remind.pause", "Name", t.ruleName(rule)), pauseArg
	if rule.Paused {
		label, arg = t.say("remind.resume", "Name", t.ruleName(rule)), resumeArg
	}
	return target.Choice{Label: label, Data: slash(understand.RemindSettings) + " " + arg + " " + string(rule.ID)}
}

// rulePage is one rule: its schedule in words, who changed it last, and the
// next dates.
func (b *Bot) rulePage(t *turn, plan *target.Rule, states map[target.RuleID]target.RuleState) target.Note {
	rule := effective(plan, states)
	note := target.Note{Head: t.ruleName(&rule), Text: b.schedule(t, &rule)}
	if b.schedules != nil && !rule.Paused {
		note.Text = lang.Capital(t.say("remind.coming", "Words", t.recurring(rule.Schedule)))
		for _, at := range b.schedules.Next(rule, t.now, shownSlots) {
			note.Text = lines(note.Text, "- "+lang.Capital(t.words.Weekday(at.In(b.plan.Zone))))
		}
	}
	if !t.may(changeRule) {
		note.Text = lines(note.Text, t.say("remind.who"))
		return note
	}
	note.Text = lines(note.Text, t.say("schedule.how", "Rule", string(rule.ID)))
	note.Choices = []target.Choice{t.pauseChoice(&rule)}
	if rule.Schedule != plan.Schedule {
		note.Choices = append(note.Choices, t.choice("schedule.default", slash(understand.RemindSettings), string(rule.ID), planArg))
	}
	return note
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

// schedule says of a rule when it is due, in words and next, or that it rests.
func (b *Bot) schedule(t *turn, rule *target.Rule) string {
	if rule.Paused {
		return t.say("remind.paused", "Name", t.ruleName(rule))
	}
	var next []time.Time
	if b.schedules != nil {
		next = b.schedules.Next(*rule, t.now, 1)
	}
	words := t.recurring(rule.Schedule)
	if len(next) == 0 {
		return t.say("remind.unscheduled", "Name", t.ruleName(rule), "Words", words)
	}
	return t.say("remind.next", "Name", t.ruleName(rule), "Words", words, "Next", t.words.Weekday(next[0].In(b.plan.Zone)))
}

// pause stores that a rule rests or runs again, for everybody.
func (b *Bot) pause(ctx context.Context, t *turn, rule *target.Rule, states map[target.RuleID]target.RuleState, paused bool) (Reply, error) {
	if !t.may(pauseRule) {
		return t.tell("remind.who"), nil
	}
	state := b.ruleState(t, rule, states)
	state.Paused = paused
	states[rule.ID] = state
	now := effective(rule, states)
	done := "resume-rule"
	choice := t.choice("choice.pause", slash(understand.RemindSettings), pauseArg, string(rule.ID))
	text := t.say("remind.resumed", "Schedule", b.schedule(t, &now))
	if paused {
		done = string(pauseRule)
		text = t.say("remind.stopped", "Name", t.ruleName(rule))
		choice = t.choice("choice.resume", slash(understand.RemindSettings), resumeArg, string(rule.ID))
	}
	change := target.Change{
		Rules:  []target.RuleState{state},
		Audits: []target.Audit{t.audit(done, string(rule.ID))},
	}
	return b.commit(ctx, t, change, target.Note{Text: text, Choices: []target.Choice{choice}})
}
