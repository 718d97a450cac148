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
	Detail     understand.Detail    `json:"detail,omitempty"`
	Offers     []offered            `json:"offers"`
	// Rows are the figures of a message that brings several, one each.
	Rows []explainedRow `json:"rows,omitempty"`
	// Hesitates is why the bot asks before it stores or withdraws, "" for not.
	Hesitates understand.Hesitation `json:"hesitates"`
	Why       []string              `json:"why,omitempty"`
}

// explainedRow is the JSON of one figure of several.
type explainedRow struct {
	Indicator target.IndicatorID `json:"indicator"`
	Unit      string             `json:"unit"`
	Value     string             `json:"value"`
	Period    string             `json:"period"`
}

// offered is the JSON of a reading that would be offered as a choice.
type offered struct {
	Intent     understand.Intent    `json:"intent"`
	Indicators []target.IndicatorID `json:"indicators"`
	Units      []string             `json:"units"`
	Values     []string             `json:"values"`
	Period     string               `json:"period"`
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
	in := understand.Context{Today: c.Date.or(demoDay(plan)), Group: c.Channel == "group", Explain: c.Why}
	out := bufio.NewWriter(term.Out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	lines := bufio.NewScanner(term.In)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		reading := reader.Read(strings.TrimSuffix(lines.Text(), "\r"), in)
		if err := enc.Encode(explain(plan, reading)); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("standard input: %w (a line may have %d bytes)", err, maxLine)
	}
	return out.Flush()
}

func explain(plan *target.Plan, r understand.Reading) explained {
	e := explained{
		Text: r.Text, Lang: r.Lang, Intent: r.Intent, Period: r.Period.String(), Detail: r.Detail,
		Indicators: append([]target.IndicatorID{}, r.Indicators...),
		Units:      unitNames(plan, r.Units), Values: valueTexts(r.Values),
		Confidence: math.Round(r.Confidence*100) / 100, Ask: r.Asks(),
		Offers: []offered{}, Hesitates: r.Hesitates,
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		e.Rows = append(e.Rows, explainedRow{
			Indicator: row.Indicators[0], Period: row.Period.String(),
			Unit: strings.Join(unitNames(plan, row.Units), ","), Value: strings.Join(valueTexts(row.Values), ","),
		})
	}
	for _, o := range r.Offers {
		e.Offers = append(e.Offers, offered{
			Intent: o.Intent, Period: o.Period.String(), Indicators: append([]target.IndicatorID{}, o.Indicators...),
			Units: unitNames(plan, o.Units), Values: valueTexts(o.Values),
		})
	}
	for _, ev := range r.Evidence {
		e.Why = append(e.Why, fmt.Sprintf("%q %+.2f %s", ev.Words, ev.Weight, ev.For))
	}
	return e
}

func unitNames(plan *target.Plan, units []target.UnitID) []string {
	out := []string{}
	for _, id := range units {
		out = append(out, plan.Unit(id).Names.Full(target.Vietnamese))
	}
	return out
}

func valueTexts(values []understand.Value) []string {
	out := []string{}
	for _, v := range values {
		out = append(out, v.String())
	}
	return out
}
