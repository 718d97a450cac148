package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"chitieu/bot"
	"chitieu/bot/telegram"
	"chitieu/bot/understand"
	"chitieu/bot/webchat"
	"chitieu/bot/zalo"
	"chitieu/scheduler"
	"chitieu/storage"
	"chitieu/target"
)

// appOptions are what serve and demo differ in.
type appOptions struct {
	Plan     *target.Plan
	KV       storage.KV
	Members  []target.Member
	Groups   []target.Chat
	Reports  []target.Report   // stored at the start if they are not there yet
	Now      func() time.Time  // nil: time.Now
	KeepFor  time.Duration     // what is over is deleted after it; 0 keeps everything
	Listener net.Listener      // nil: no HTTP
	Telegram *telegram.Options // nil: off
	Zalo     *zalo.Options     // nil: off; the app adds the Inbox and the Counter
	Webchat  *webchat.Options  // nil: off
	// Claim is told a one-time code where nobody runs the bot: who brings it is
	// the operator. It is for the terminal alone. Nil: no code is made.
	Claim func(code string)
	Log   *slog.Logger
}

// app is the running program.
type app struct {
	*lifecycle
	sched  *scheduler.Scheduler
	failed chan error // the first part that ended by itself
}

// startApp wires everything together, in one straight line. On an error, what
// was started is stopped again.
func startApp(ctx context.Context, o appOptions) (_ *app, err error) {
	a := &app{lifecycle: &lifecycle{log: o.Log}, failed: make(chan error, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.stop())
		}
	}()
	a.onStop("storage", func(context.Context) error { return o.KV.Close() })
	if o.Listener != nil {
		a.onStop("listener", func(context.Context) error { return closeListener(o.Listener) })
	}

	store, err := storage.New(ctx, o.KV)
	if err != nil {
		return nil, err
	}
	if err := seedChats(ctx, store, o.Groups); err != nil {
		return nil, err
	}
	if _, err := store.Import(ctx, o.Reports); err != nil {
		return nil, err
	}
	a.maintain(o.KV)
	if o.KeepFor > 0 {
		a.background("retention", retain(store, o), a.fail)
	}

	trouble := newIncidents(store, o.Log)
	a.background("incidents", trouble.run, a.fail)
	m, err := openMessengers(o, store, trouble.tell)
	if err != nil {
		return nil, err
	}
	people := newDirectory(store, o.Members)
	claim, err := claimOperator(ctx, people, o.Claim)
	if err != nil {
		return nil, err
	}
	reader, err := understand.New(o.Plan)
	if err != nil {
		return nil, fmt.Errorf("compile vocabulary: %w", err)
	}
	b, err := bot.New(bot.Options{
		Plan: o.Plan, Store: people, Reader: reader, Schedules: scheduler.Timetables(o.Plan),
		Rehearsals: &rehearsal{plan: o.Plan, kv: o.KV, members: o.Members, reader: reader, now: o.Now},
		Now:        o.Now, Log: o.Log, Notify: func() { a.sched.Wake() },
		Claim: claim, KeepFor: o.KeepFor, Configured: people.isConfigured, TelegramName: m.telegramName, Mention: m.mention,
	})
	if err != nil {
		return nil, err
	}
	measured := newMetrics()
	senders := make(router)
	for name, t := range m.transports {
		senders[name] = t
	}
	a.sched, err = scheduler.New(scheduler.Options{
		Plan: o.Plan, Store: people, Composer: b, Sender: senders.countSends(measured), Now: o.Now, Log: o.Log,
	})
	if err != nil {
		return nil, err
	}

	a.background("scheduler", a.sched.Run, a.fail)
	handle := measured.count(b.Handle)
	for name := range m.transports {
		a.background(name, func(ctx context.Context) error { return m.serve(ctx, name, handle) }, a.fail)
	}
	if o.Listener != nil {
		a.background("http", serveHTTP(o.Listener, routes(measured, m), o.Log), a.fail)
	}
	return a, nil
}

// maintain runs the engine's housekeeping where it has any.
func (a *app) maintain(kv storage.KV) {
	if k, ok := kv.(interface{ Run(context.Context) }); ok {
		a.background("storage housekeeping", func(ctx context.Context) error { k.Run(ctx); return nil }, a.fail)
	}
}

// fail keeps the first failure; wait returns it.
func (a *app) fail(err error) {
	select {
	case a.failed <- err:
	default:
	}
}

// wait blocks until ctx ends or a part fails, then stops everything.
func (a *app) wait(ctx context.Context) error {
	var err error
	select {
	case <-ctx.Done():
		a.log.Info("stopping", "cause", context.Cause(ctx))
	case err = <-a.failed:
	}
	return errors.Join(err, a.stop())
}

func closeListener(l net.Listener) error {
	if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
