package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"chitieu/bot"
	"chitieu/scheduler"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

type simulateCommand struct {
	From    dateFlag `help:"First day." required:""`
	To      dateFlag `help:"Last day." required:""`
	Plan    string   `help:"Plan file (default: the built-in plan)." type:"path"`
	Reports string   `help:"Tab-separated reports with the header: date indicator unit value (default: the demonstration's)." type:"path"`
	JSON    bool     `help:"One JSON object a line."`
}

// simulatedLine is the JSON of one reminder. Scripts rely on it.
type simulatedLine struct {
	Slot       string               `json:"slot"`
	Sent       string               `json:"sent"`
	Rule       target.RuleID        `json:"rule"`
	Kind       target.RuleKind      `json:"kind"`
	Chat       target.ChatID        `json:"chat"`
	Indicators []target.IndicatorID `json:"indicators"`
	Text       string               `json:"text"`
}

// Run plays the days through the same planner and sender as serve does.
func (c simulateCommand) Run(ctx context.Context, term terminal) error {
	if c.To.Before(c.From.Date) {
		return usageError{fmt.Errorf("--to %s is before --from %s", c.To, c.From)}
	}
	set, err := openDataset(ctx, datasetOptions{Plan: c.Plan, Reports: c.Reports})
	if err != nil {
		return err
	}
	store, err := storage.New(ctx, memory.New())
	if err != nil {
		return err
	}
	people := previewCast(set.plan)
	if err := store.Commit(ctx, target.Change{Chats: people.groups}); err != nil {
		return err
	}
	known := newDirectory(store, people.members)
	b, err := bot.New(bot.Options{Plan: set.plan, Store: known, Schedules: scheduler.Timetables(set.plan)})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(term.Out)
	err = scheduler.Simulate(ctx, scheduler.SimulateOptions{
		Plan: set.plan, Store: known, Composer: b, From: c.From.Date, To: c.To.Date, Reports: set.reports,
	}, func(e target.Preview) error {
		if c.JSON {
			return printEventJSON(out, set.plan.Zone, e)
		}
		return printEvent(out, set.plan.Zone, people.groups, e)
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func printEventJSON(w io.Writer, zone *time.Location, e target.Preview) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(simulatedLine{
		Slot: e.Slot.In(zone).Format(time.RFC3339), Sent: e.Sent.In(zone).Format(time.RFC3339),
		Rule: e.Rule, Kind: e.Kind, Chat: e.Chat,
		Indicators: append([]target.IndicatorID{}, e.Indicators...),
		Text:       strings.TrimSuffix(plainNote(target.Note{Head: e.Note.Head, Text: e.Note.Text}), "\n"),
	})
}

func printEvent(w io.Writer, zone *time.Location, groups []target.Chat, e target.Preview) error {
	title := string(e.Chat)
	for _, g := range groups {
		if g.ID == e.Chat {
			title = g.Title
		}
	}
	_, err := fmt.Fprintf(w, "%s  %s (%s) -> %s\n%s\n", e.Sent.In(zone).Format("Mon 2006-01-02 15:04"), e.Rule, e.Kind, title,
		indent(plainNote(target.Note{Head: e.Note.Head, Text: e.Note.Text})))
	return err
}

// indent sets the lines of a message off from its heading.
func indent(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n    ") + "\n"
}
