package main

import (
	"context"
	"fmt"
	"log/slog"

	"chitieu/bot/webchat"
	"chitieu/plans"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

type demoCommand struct {
	Listen string `help:"Address of the page." default:"127.0.0.1:8080"`
	Data   string `help:"Directory to keep the demonstration's data in (default: nothing is kept)."`
	Debug  bool   `help:"Log what happens."`
}

// demoBanner stands above the demonstration's page.
const demoBanner = "Số liệu minh họa, không phải số liệu chính thức"

// roleNames are the roles as the page shows them.
var roleNames = map[target.Role]string{
	target.Operator: "vận hành", target.Leader: "lãnh đạo", target.Officer: "cán bộ", target.Viewer: "theo dõi",
}

// demoExamples are offered as questions in every chat of the demonstration.
var demoExamples = []string{
	"thu ngân sách đến đâu rồi?",
	"chỉ tiêu nào đang chậm?",
	"pendapatan anggaran sudah berapa?",
	"how many standard schools so far?",
	"thu ngân sách 95,2 tỷ",
}

// Run shows everything on a page, on the demonstration's clock.
func (c demoCommand) Run(ctx context.Context, term terminal) error {
	plan, reports, err := plans.Demo()
	if err != nil {
		return err
	}
	listener, err := listen(c.Listen)
	if err != nil {
		return err
	}
	kv, err := demoKV(c.Data)
	if err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler)
	if c.Debug {
		log = newLogger(term.Err, LogConfig{Level: "debug", Format: "text"})
	}
	clock, people := newDemoTime(demoStart(plan)), demoCast(plan)
	page := demoPage(plan, people)
	page.Clock, page.Log = clock, log
	a, err := startApp(ctx, appOptions{
		Plan: plan, KV: kv, Members: people.members, Groups: people.groups, Reports: reports,
		Now: clock.Now, Listener: listener, Webchat: &page, Log: log,
	})
	if err != nil {
		return err
	}
	clock.start(a.sched)
	fmt.Fprintf(term.Out, "chitieu demo: http://%s\nNothing is sent anywhere and nothing is kept unless --data is given. Stop with Ctrl+C.\n", listener.Addr())
	return a.wait(ctx)
}

func demoKV(dir string) (storage.KV, error) {
	if dir == "" {
		return memory.New(), nil
	}
	return openData(DataConfig{Dir: dir})
}

// demoPage is the web chat of the demonstration's people: each has a private
// chat, and everybody is in every group.
func demoPage(plan *target.Plan, people cast) webchat.Options {
	o := webchat.Options{Banner: demoBanner, Zone: plan.Zone, Examples: map[target.ChatID][]string{"": demoExamples}}
	var everybody []target.MemberID
	for _, m := range people.members {
		o.Personas = append(o.Personas, webchat.Persona{
			ID: m.ID, Name: m.Name, Role: roleNames[m.Role], Private: target.ChatID(m.ID),
		})
		everybody = append(everybody, m.ID)
	}
	for _, g := range people.groups {
		o.Groups = append(o.Groups, webchat.Group{ID: g.ID, Title: g.Title, Members: everybody})
	}
	return o
}
