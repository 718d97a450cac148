package main

import (
	"context"
	"errors"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/scheduler"
	"chitieu/target"
)

type checkCommand struct {
	Config string `help:"Configuration file." type:"path"`
	Plan   string `help:"Plan file (default: the configuration's, or the built-in plan)." type:"path"`
	Reach  bool   `help:"Also ask the messengers whether they can be reached and know the bot."`
}

// Run names every mistake of the configuration and the plan, or says what is fine.
func (c checkCommand) Run(ctx context.Context, term terminal) error {
	cfg, err := loadConfig(c.Config, term.Environ)
	if err != nil {
		return err
	}
	path := cfg.Plan
	if c.Plan != "" {
		path = c.Plan
	}
	plan, err := loadPlan(path)
	if err != nil {
		return err
	}
	if err := errors.Join(cfg.validateFor(plan), checkRules(plan), checkWords(plan)); err != nil {
		return err
	}
	connections, err := connect(ctx, cfg)
	if err != nil {
		return err
	}
	if c.Config != "" {
		fmt.Fprintf(term.Out, "configuration: fine, %d members, %d groups\n", len(cfg.Members), len(cfg.Groups))
	}
	fmt.Fprintf(term.Out, "plan %s: fine, %d indicators, %d units, %d reminder rules\n",
		plan.ID, len(plan.Indicators), len(plan.Units), len(plan.Rules))
	if c.Reach {
		return connections.reach(ctx, term.Out)
	}
	return nil
}

// checkRules refuses schedules that cron would misread.
func checkRules(plan *target.Plan) error {
	var errs []error
	for _, r := range plan.Rules {
		if _, err := scheduler.ParseSchedule(r.Schedule, r.Zone); err != nil {
			errs = append(errs, fmt.Errorf("rule %s: %w", r.ID, err))
		}
	}
	return errors.Join(errs...)
}

// checkWords refuses plans whose names cannot be told apart in a message.
func checkWords(plan *target.Plan) error {
	if _, err := understand.New(plan); err != nil {
		return fmt.Errorf("plan %s: %w", plan.ID, err)
	}
	return nil
}
