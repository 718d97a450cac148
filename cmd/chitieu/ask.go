package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chitieu/bot"
	"chitieu/scheduler"
	"chitieu/target"
)

type askCommand struct {
	Date dateFlag      `help:"The day to ask on (default: today, or the demonstration's day without --data)."`
	Lang target.Lang   `help:"Language of the reply: vi, id or en (default: that of the message)." enum:",vi,id,en" default:""`
	As   target.Role   `help:"Who asks: operator, leader, officer or viewer." enum:"operator,leader,officer,viewer" default:"officer"`
	Unit target.UnitID `help:"The officer's unit in the plan (default: the agency that leads the most indicators)."`
	Data string        `help:"Data directory of a bot that is not running (default: the demonstration's reports, nothing kept)."`
	Plan string        `help:"Plan file (default: the built-in plan)." type:"path"`
	Text []string      `arg:"" help:"The message."`
}

// Run answers one message as the bot would in a private chat.
func (c askCommand) Run(ctx context.Context, term terminal) (err error) {
	set, err := openDataset(ctx, datasetOptions{Plan: c.Plan})
	if err != nil {
		return err
	}
	data, seed := "memory:", set.reports
	if c.Data != "" {
		data, seed = c.Data, nil
		set.today = target.DateOf(time.Now().In(set.plan.Zone))
	}
	store, closeStore, err := openStore(ctx, data, "")
	if err != nil {
		return err
	}
	defer func() {
		if e := closeStore(); err == nil {
			err = e
		}
	}()
	if _, err := store.Import(ctx, seed); err != nil {
		return err
	}
	asker, err := c.asker(set.plan)
	if err != nil {
		return err
	}
	b, err := bot.New(bot.Options{
		Plan: set.plan, Schedules: scheduler.Timetables(set.plan),
		Store: newDirectory(store, []target.Member{asker}),
		Now:   func() time.Time { return askTime(set.plan, c.Date.or(set.today)) },
	})
	if err != nil {
		return err
	}
	reply, err := b.Handle(ctx, bot.Message{
		Chat: target.ChatID(asker.ID), From: asker.ID, FromName: asker.Name,
		Text: strings.Join(c.Text, " "), Addressed: true, Lang: c.Lang,
	})
	if err != nil {
		return err
	}
	fmt.Fprint(term.Out, plainNote(reply.Note))
	return nil
}

// asker is who asks. What an officer of no unit reports would wait for approval.
func (c askCommand) asker(plan *target.Plan) (target.Member, error) {
	m := target.Member{ID: target.MemberID("cli:" + c.As), Name: string(c.As), Role: c.As, Lang: c.Lang, Unit: c.Unit}
	if m.Unit != target.Locality && plan.Unit(m.Unit) == nil {
		return m, fmt.Errorf("the plan %s has no unit %q", plan.ID, m.Unit)
	}
	if agency := busiestAgency(plan); m.Role == target.Officer && m.Unit == target.Locality && agency != nil {
		m.Unit = agency.ID
	}
	return m, nil
}

// askTime is the moment of the day at which a one-shot question is asked: the
// demonstration's time, so that its figures are known.
func askTime(plan *target.Plan, on target.Date) time.Time {
	start := demoStart(plan)
	return on.In(plan.Zone).Add(start.Sub(target.DateOf(start).In(plan.Zone)))
}

// plainNote prints a note as a messenger without buttons would show it.
func plainNote(n target.Note) string {
	var b strings.Builder
	for _, part := range []string{n.Head, n.Text} {
		if part != "" {
			b.WriteString(part + "\n")
		}
	}
	for i, c := range n.Choices {
		fmt.Fprintf(&b, "%d. %s\n", i+1, c.Label)
	}
	return b.String()
}
