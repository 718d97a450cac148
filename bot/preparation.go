package bot

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"chitieu/target"
)

// dateNear words that judging dates come near: how many days are left, what
// there is, and how far the preparation has got.
func (b *Bot) dateNear(s *scene, f *target.Finding) target.Note {
	t := s.t
	room := reminderLines - 2
	word := func(t *turn, p *target.Progress) string {
		return b.nearLine(t, p, f.Dues[p.Indicator.ID], s.situation.Preparations)
	}
	note := target.Note{
		Head: t.say("remind.greeting"),
		Text: lines(t.say("near.head", "Mark", t.illustrative(f.Items)), bullets(itemLines(t, f, room, word)), t.rest(f, room)),
	}
	for i := range f.Items[:namedOf(len(f.Items), room)] {
		ind := f.Items[i].Indicator
		if len(ind.Stages) > 0 && len(note.Choices) == 0 {
			note.Text = lines(note.Text, t.say("near.please"))
		}
		if len(ind.Stages) > 0 {
			note.Choices = append(note.Choices, target.Choice{Label: t.say("choice.stages", "Name", t.short(ind)), Data: slash(preparing) + " " + string(ind.ID)})
		}
	}
	return note
}

// nearLine is one indicator whose judging date comes near.
func (b *Bot) nearLine(t *turn, p *target.Progress, due target.Date, all []target.Preparation) string {
	line := t.say("near.days", "Name", b.subjectHere(t, p), "Days", due.DaysSince(t.today), "Due", b.day(t, due))
	if p.Actual != nil {
		line += spaced(t.say("near.has", "Value", t.stored(p), "AsOf", b.day(t, p.AsOf), "Goal", t.goal(p)))
	}
	if asked, by, ok := target.DueBy(b.plan, p); ok && by == due && !asked.Equal(p.Target) {
		line += spaced(b.dueBy(t, p))
	}
	return line + spaced(b.stage(t, p, all)) + spaced(b.leadHere(t, p))
}

// stage says how far the preparation of an indicator has got; "" if nobody said.
func (b *Bot) stage(t *turn, p *target.Progress, all []target.Preparation) string {
	unit := p.Unit
	if unit == p.Indicator.Lead {
		unit = target.Locality
	}
	reached := target.StageOf(all, p.Indicator.ID, unit, p.On)
	if reached == nil || reached.Stage < 1 || reached.Stage > len(p.Indicator.Stages) {
		return ""
	}
	return t.say("prepare.at", "What", t.stageName(p.Indicator, reached.Stage))
}

// stageName writes a stage with its number: "bước 2/4 – Xã tự chấm điểm".
func (t *turn) stageName(ind *target.Indicator, stage int) string {
	return t.say("prepare.stage", "Stage", stage, "Of", len(ind.Stages), "Name", ind.Stages[stage-1].Full(t.words.Lang))
}

// prepared returns how far the preparation of what is not due yet has got.
func (b *Bot) prepared(ctx context.Context, t *turn, p *target.Progress) (string, error) {
	if p.Status != target.NotDue || len(p.Indicator.Stages) == 0 {
		return "", nil
	}
	all, err := b.store.Preparations(ctx)
	if err != nil {
		return "", fmt.Errorf("read preparations: %w", err)
	}
	return b.stage(t, p, all), nil
}

// stageArg is the number of a stage at the end of a command, with or without
// the word for it.
var stageArg = regexp.MustCompile(`(?i)\s*(?:bước|buoc|langkah|tahap|step|stage)?\s*\b([0-9]{1,3})$`)

// takeStage takes the stage off a command's arguments and returns the rest.
func (t *turn) takeStage(rest string) string {
	m := stageArg.FindStringSubmatchIndex(rest)
	if m == nil {
		return rest
	}
	t.stage, _ = strconv.Atoi(rest[m[2]:m[3]])
	t.staged = true
	return strings.TrimSpace(rest[:m[0]])
}

// prepare records which stage of preparation an indicator has reached. Only the
// agency that leads it knows; saying another stage takes the last one back.
func (b *Bot) prepare(ctx context.Context, t *turn) (Reply, error) {
	if len(t.reading.Indicators) != 1 {
		return b.whichPreparation(t), nil
	}
	ind := b.plan.Indicator(t.reading.Indicators[0])
	switch {
	case len(ind.Stages) == 0:
		return t.tell("prepare.none", "Name", t.short(ind)), nil
	case !prepares(&t.member, ind):
		return t.tell("prepare.others", "Name", t.short(ind), "Lead", b.unit(t, ind.Lead)), nil
	case !t.staged:
		return b.whichStage(ctx, t, ind)
	case t.stage < 1 || t.stage > len(ind.Stages):
		return t.tell("prepare.no-such", "Name", t.short(ind), "Of", len(ind.Stages), "Example", slash(preparing)+" "+string(ind.ID)+" 1"), nil
	}
	reached := target.Preparation{
		Indicator: ind.ID, Unit: target.Locality, Stage: t.stage, AsOf: b.lastDay(t.today), By: t.author(), Said: t.now,
	}
	change := target.Change{
		Preparations: []target.Preparation{reached},
		Audits:       []target.Audit{t.audit(string(preparing), fmt.Sprintf("%s %d/%d", ind.ID, t.stage, len(ind.Stages)))},
	}
	return b.commit(ctx, t, change, target.Note{
		Head:    t.say("report.head"),
		Text:    lines(t.say("prepare.saved", "Name", t.short(ind), "What", t.stageName(ind, t.stage)), t.say("prepare.undo")),
		Choices: []target.Choice{t.choice("choice.other-stage", slash(preparing), string(ind.ID))},
	})
}

// whichPreparation offers the indicators that the speaker's agency prepares.
func (b *Bot) whichPreparation(t *turn) Reply {
	note := target.Note{Text: t.say("prepare.which")}
	for i := range b.plan.Indicators {
		if ind := &b.plan.Indicators[i]; len(ind.Stages) > 0 && prepares(&t.member, ind) {
			note.Choices = append(note.Choices, target.Choice{Label: t.short(ind), Data: slash(preparing) + " " + string(ind.ID)})
		}
	}
	if len(note.Choices) == 0 {
		return t.tell("prepare.nothing")
	}
	return Reply{Note: note}
}

// whichStage offers the stages of an indicator, and says which was reported.
func (b *Bot) whichStage(ctx context.Context, t *turn, ind *target.Indicator) (Reply, error) {
	all, err := b.store.Preparations(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read preparations: %w", err)
	}
	p := target.Progress{Indicator: ind, On: b.lastDay(t.today)}
	note := target.Note{Text: lines(b.stage(t, &p, all), t.say("prepare.which-stage", "Name", t.short(ind)))}
	for i := range ind.Stages {
		note.Choices = append(note.Choices, target.Choice{
			Label: fmt.Sprintf("%d. %s", i+1, ind.Stages[i].Full(t.words.Lang)),
			Data:  fmt.Sprintf("%s %s %d", slash(preparing), ind.ID, i+1),
		})
	}
	return Reply{Note: note}, nil
}
