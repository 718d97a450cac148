package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"time"

	"chitieu/bot/telegram"
	"chitieu/plans"
	"chitieu/target"
)

// serveLoaded is the program as the load run starts it: nobody paces it.
func serveLoaded(ctx context.Context, args []string) error {
	people, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	groups, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	plan, reports, err := plans.Demo()
	if err != nil {
		return err
	}
	plan.Rules = nil
	// A minute to a second: in that time nobody sends what is too much.
	begun := time.Now()
	now := func() time.Time { return demoStart(plan).Add(60 * time.Since(begun)) }
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	o := appOptions{
		Plan: plan, Reports: reports, Now: now, Log: log,
		Telegram: &telegram.Options{
			Token: loadToken, Endpoint: args[1] + "/bot%s/%s", Now: now, Log: log,
			Pace: telegram.Pace{PerSecond: 1e4, PerChat: 500, PerGroup: 5000},
		},
	}
	for i := range people {
		o.Members = append(o.Members, target.Member{ID: target.MemberID(fmt.Sprintf("telegram:%d", 1+i)), Role: target.Officer, Unit: "phong-tai-chinh-ke-hoach"})
	}
	for i := range groups {
		o.Groups = append(o.Groups, target.Chat{ID: target.ChatID(fmt.Sprintf("telegram:%d", groupNumber(i))), Group: true, Lang: target.Vietnamese})
	}
	if o.KV, err = openKV(args[0], ""); err != nil {
		return err
	}
	a, err := startApp(ctx, o)
	if err != nil {
		return err
	}
	go tellHeap(os.Stdin, os.Stdout)
	return a.wait(ctx)
}

// tellHeap answers each line with the bytes that are still in use: those that
// the machine lends depend on when it last looked for garbage.
func tellHeap(asked io.Reader, w io.Writer) {
	for lines := bufio.NewScanner(asked); lines.Scan(); {
		fmt.Fprintln(w, heapInUse())
	}
}
