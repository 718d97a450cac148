package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"time"

	"chitieu/bot/telegram"
	"chitieu/plans"
	"chitieu/target"
)

// serveTroubled is the program as the fault run starts it: on a clock of the run's,
// with one rule for many groups.
func serveTroubled(ctx context.Context, args []string) error {
	data, api, at, count := args[0], args[1], args[2], args[3]
	start, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return err
	}
	groups, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	plan, reports, err := plans.Demo()
	if err != nil {
		return err
	}
	plan.Rules = []target.Rule{{
		ID: faultRule, Kind: target.Digest, Schedule: "30 7 * * 1-5", Zone: plan.Zone.String(),
		Audience: target.WholeGroups, Holiday: target.SkipSlot, Grace: 10 * time.Hour, Resend: true,
	}}
	clock := newDemoTime(start)
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	o := appOptions{
		Plan: plan, Reports: reports, Now: clock.Now, Log: log,
		Telegram: &telegram.Options{
			Token: faultToken, Endpoint: api + "/bot%s/%s", Now: clock.Now, Log: log,
			Timeout: patience, // a machine with much to do is not one of the faults
		},
	}
	for i := range groups {
		o.Groups = append(o.Groups, target.Chat{ID: target.ChatID(fmt.Sprintf("telegram:%d", groupNumber(i))), Title: fmt.Sprintf("Nhóm %d", i), Group: true, Lang: target.Vietnamese})
	}
	if o.KV, err = openKV(data, ""); err != nil {
		return err
	}
	a, err := startApp(ctx, o)
	if err != nil {
		return err
	}
	return a.wait(ctx)
}
