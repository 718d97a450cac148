package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// escalation words a step of a chain: to a group the unit and the numbers, to a
// leader privately besides that since when, what was done before and who leads.
func (b *Bot) escalation(s *scene) target.Composed {
	chain := chainOf(s.situation.Escalations, target.EscalationID(s.d.Subject))
	if chain == nil || s.d.Step < 1 || s.d.Step > len(chain.Steps) || b.plan.Indicator(chain.Indicator) == nil {
		return target.Composed{Drop: dropNothing}
	}
	on := b.lastDay(s.t.today)
	if chain.Stopped != "" || s.settled(*chain, on) {
		return target.Composed{Drop: dropSettled}
	}
	p := target.Evaluate(b.plan, s.situation.Standing, b.plan.Indicator(chain.Indicator), chain.Unit, on)
	f := target.Finding{Items: []target.Progress{p}, Until: b.plan.Calendar.AddWorkingDays(s.t.today, 2)}
	said := target.Composed{Facts: f.Facts(), Cause: target.CauseStep}
	if s.chat.Group {
		said.Note = b.escalated(s, chain, &f)
	} else {
		said.Note = b.escalatedPrivately(s, chain, &p)
	}
	return said
}

// settled reports whether the chain would end now: its indicator lags no more,
// or somebody has reported or promised since the step was planned. The last
// step has ended it on paper, and is looked at like the others.
func (s *scene) settled(chain target.Escalation, on target.Date) bool {
	chain.Ended = target.Date{}
	now := s.situation
	now.Escalations = []target.Escalation{chain}
	return slices.ContainsFunc(now.Escalate(&s.rule, on), func(e target.Escalation) bool {
		return e.ID == chain.ID && e.Stopped != ""
	})
}

func chainOf(all []target.Escalation, id target.EscalationID) *target.Escalation {
	at := slices.IndexFunc(all, func(e target.Escalation) bool { return e.ID == id })
	if at < 0 {
		return nil
	}
	return &all[at]
}

// escalated is what a group is told.
func (b *Bot) escalated(s *scene, chain *target.Escalation, f *target.Finding) target.Note {
	t, p := s.t, &f.Items[0]
	return target.Note{
		Head: t.say("remind.greeting"),
		Text: lines(t.say("escalate.group", "Since", b.day(t, chain.Began), "Mark", t.illustrative(f.Items)),
			bullets([]string{b.lateLine(t, p)}), b.nextStep(t, chain, s.d.Step), t.say("escalate.please", "Until", b.until(t, f.Until))),
		Choices: b.answerChoices(t, s.d, f.Items),
	}
}

// escalatedPrivately is what a leader is told.
func (b *Bot) escalatedPrivately(s *scene, chain *target.Escalation, p *target.Progress) target.Note {
	t := s.t
	unit := chain.Unit
	if unit == target.Locality {
		unit = p.Indicator.Lead
	}
	return target.Note{
		Head: t.say("escalate.head", "Unit", lang.Capital(b.unit(t, unit)), "Name", t.short(p.Indicator)),
		Text: lines(t.say("escalate.behind", "What", b.howFar(t, p))+spaced(b.dueBy(t, p)),
			t.say("escalate.since", "From", chain.Began.AddDays(-s.rule.After), "Since", chain.Began)+t.illustrative([]target.Progress{*p}),
			b.taken(t, chain, s.d.Step), b.lead(t, p.Indicator), t.goesOn(chain, s.d.Step)),
		Choices: append(t.stops(chain, s.d.Step),
			t.choice("choice.why", slash(asking), refOf(s.d)),
			target.Choice{Label: t.say("choice.progress-of", "Name", t.short(p.Indicator)), Data: slash(understand.ProgressOne) + " " + string(chain.Indicator)},
		),
	}
}

// goesOn says how a leader stops the chain, or that this was its last step.
func (t *turn) goesOn(chain *target.Escalation, step int) string {
	if step < len(chain.Steps) {
		return t.say("escalate.stop-how")
	}
	return t.say("escalate.last")
}

// stops is the choice that stops the chain; none where nothing is to come.
func (t *turn) stops(chain *target.Escalation, step int) []target.Choice {
	if step >= len(chain.Steps) {
		return nil
	}
	return []target.Choice{t.choice("choice.stop", slash(stopping), string(chain.Indicator), string(chain.Unit))}
}

// taken lists the steps before this one: who was written to, and when.
func (b *Bot) taken(t *turn, chain *target.Escalation, step int) string {
	var before []string
	for _, s := range chain.Steps[:step-1] {
		before = append(before, t.say("escalate.step", "To", t.say("escalate.to."+string(s.To)), "On", b.day(t, s.On)))
	}
	if len(before) == 0 {
		return ""
	}
	return t.say("escalate.taken", "Steps", t.words.List(before))
}

// nextStep says to whom the chain goes on, and when.
func (b *Bot) nextStep(t *turn, chain *target.Escalation, step int) string {
	if step >= len(chain.Steps) {
		return ""
	}
	next := chain.Steps[step]
	return t.say("escalate.next", "To", t.say("escalate.to."+string(next.To)), "On", b.day(t, next.On))
}

// stopEscalation is a leader's word that nobody is to be written to any more
// about an indicator: "/dungnhac <indicator> [<unit>]".
func (b *Bot) stopEscalation(ctx context.Context, t *turn) (Reply, error) {
	chains, err := b.store.Escalations(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read escalations: %w", err)
	}
	running := slices.DeleteFunc(chains, func(e target.Escalation) bool {
		return !e.Running() || b.plan.Indicator(e.Indicator) == nil
	})
	if len(running) == 0 {
		return t.tell("escalate.none"), nil
	}
	asked := slices.DeleteFunc(slices.Clone(running), func(e target.Escalation) bool { return !t.means(&e) })
	if len(asked) != 1 {
		return b.whichChain(t, running), nil
	}
	stopped := asked[0]
	stopped.Stopped, stopped.Ended, stopped.By = target.StoppedByLeader, t.today, t.author()
	change := target.Change{
		Escalations: []target.Escalation{stopped},
		Audits:      []target.Audit{t.audit(string(stopEscalation), string(stopped.ID))},
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("escalate.stopped", "What", b.chainName(t, &stopped))})
}

// means reports whether the message names the chain. Without a unit it may be
// anybody's.
func (t *turn) means(e *target.Escalation) bool {
	r := &t.reading
	return len(r.Indicators) == 1 && r.Indicators[0] == e.Indicator && (len(r.Units) == 0 || r.Units[0] == e.Unit)
}

// whichChain offers the chains that go on.
func (b *Bot) whichChain(t *turn, running []target.Escalation) Reply {
	note := target.Note{Text: t.say("escalate.which")}
	for i := range running[:min(len(running), maxOffered)] {
		e := &running[i]
		note.Choices = append(note.Choices, target.Choice{
			Label: b.chainName(t, e), Data: strings.TrimSpace(slash(stopping) + " " + string(e.Indicator) + " " + string(e.Unit)),
		})
	}
	return Reply{Note: note}
}

// chainName is what a chain is about: the indicator, and whose part.
func (b *Bot) chainName(t *turn, e *target.Escalation) string {
	name := t.short(b.plan.Indicator(e.Indicator))
	if e.Unit == target.Locality {
		return name
	}
	return lang.Capital(b.unit(t, e.Unit)) + ", " + name
}
