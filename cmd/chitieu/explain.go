package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// maxLine bounds one message on standard input.
const maxLine = 64 << 10

type explainCommand struct {
	Plan    string   `help:"Plan file (default: the built-in plan)." type:"path"`
	Date    dateFlag `help:"The day the messages arrive (default: the demonstration's day)."`
	Channel string   `help:"Where they arrive." enum:"private,group" default:"private"`
	Why     bool     `help:"Add the evidence for each decision."`
}

// explained is the JSON of one reading. Scripts rely on it.
type explained struct {
	Text       string               `json:"text"`
	Lang       target.Lang          `json:"lang"`
	Intent     understand.Intent    `json:"intent"`
	Indicators []target.IndicatorID `json:"indicators"`
	Units      []string             `json:"units"`
	Values     []string             `json:"values"`
	Period     string               `json:"period"`
	Confidence float64              `json:"confidence"`
	Ask        bool                 `json:"ask"`
	Why        []string             `json:"why,omitempty"`
}

// Run reads messages from standard input and prints a JSON object for each.
func (c explainCommand) Run(term terminal) error {
	plan, err := loadPlan(c.Plan)
	if err != nil {
		return err
	}
	reader, err := understand.New(plan)
	if err != nil {
		return fmt.Errorf("plan %s: %w", plan.ID, err)
	}
	in := understand.Context{Today: c.Date.or(demoDay(plan)), Group: c.Channel == "group"}
	out := bufio.NewWriter(term.Out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	lines := bufio.NewScanner(term.In)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		reading := reader.Read(strings.TrimSuffix(lines.Text(), "\r"), in)
		if err := enc.Encode(explain(plan, reading, c.Why)); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("standard input: %w (a line may have %d bytes)", err, maxLine)
	}
	return out.Flush()
}

func explain(plan *target.Plan, r understand.Reading, why bool) explained {
	e := explained{
		Text: r.Text, Lang: r.Lang, Intent: r.Intent, Period: r.Period.String(),
		Indicators: []target.IndicatorID{}, Units: []string{}, Values: []string{},
		Confidence: math.Round(r.Confidence*100) / 100, Ask: r.Ask != understand.AskNothing,
	}
	e.Indicators = append(e.Indicators, r.Indicators...)
	for _, id := range r.Units {
		e.Units = append(e.Units, plan.Unit(id).Names.Full(target.Vietnamese))
	}
	for _, v := range r.Values {
		e.Values = append(e.Values, v.String())
	}
	if why {
		for _, ev := range r.Evidence {
			e.Why = append(e.Why, fmt.Sprintf("%q %+.2f %s", ev.Words, ev.Weight, ev.For))
		}
	}
	return e
}
