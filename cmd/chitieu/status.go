package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"chitieu/target"
)

type statusCommand struct {
	Date    dateFlag `help:"The day to judge on (default: today, or the demonstration's day without data)."`
	Plan    string   `help:"Plan file (default: the built-in plan)." type:"path"`
	Reports string   `help:"Tab-separated reports with the header: date indicator unit value." type:"path" xor:"source"`
	Data    string   `help:"Data directory of a bot (default: the demonstration's reports)." xor:"source"`
	JSON    bool     `help:"One JSON object a line."`
}

// statusLine is the JSON of one indicator. Scripts rely on it. Figures are
// numbers with all their digits, percent rounded to two decimals; null is unknown.
type statusLine struct {
	Date      target.Date        `json:"date"`
	Indicator target.IndicatorID `json:"indicator"`
	Status    target.Status      `json:"status"`
	Actual    *json.Number       `json:"actual"`
	AsOf      *target.Date       `json:"as_of"`
	Percent   *json.Number       `json:"percent"`
	Expected  *json.Number       `json:"expected"`
	Gap       *json.Number       `json:"gap"`
	Forecast  *forecastRange     `json:"forecast"`
	Stale     bool               `json:"stale"`
}

type forecastRange struct {
	Low  json.Number `json:"low"`
	High json.Number `json:"high"`
}

// Run judges every indicator and prints a line for each.
func (c statusCommand) Run(ctx context.Context, term terminal) error {
	set, err := openDataset(ctx, datasetOptions{Plan: c.Plan, Reports: c.Reports, Data: c.Data})
	if err != nil {
		return err
	}
	all := target.EvaluateAll(set.plan, target.Standing(set.reports), c.Date.or(set.today))
	if c.JSON {
		return printStatusJSON(term.Out, all)
	}
	return printStatusTable(term.Out, set, all)
}

func printStatusJSON(w io.Writer, all []target.Progress) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	for i := range all {
		p := &all[i]
		line := statusLine{
			Date: p.On, Indicator: p.Indicator.ID, Status: p.Status,
			Actual: number(p.Actual, -1), Percent: number(p.Percent, 2),
			Expected: number(p.ExpectedPercent, 2), Gap: number(p.Gap, -1), Stale: p.Stale,
		}
		if p.Actual != nil {
			line.AsOf = &p.AsOf
		}
		if f := p.Forecast; f.Refused == "" {
			line.Forecast = &forecastRange{json.Number(f.Low.String()), json.Number(f.High.String())}
		}
		if err := enc.Encode(line); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return out.Flush()
}

// number returns the amount as a JSON number, rounded unless digits is negative.
func number(a *target.Amount, digits int32) *json.Number {
	if a == nil {
		return nil
	}
	v := *a
	if digits >= 0 {
		v = v.Round(digits)
	}
	return new(json.Number(v.String()))
}

func printStatusTable(w io.Writer, set *dataset, all []target.Progress) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "INDICATOR\tSTATUS\tACTUAL\tAS OF\tOF PLAN\tEXPECTED\tGAP\tSTALE")
	for i := range all {
		p := &all[i]
		measure := p.Indicator.Measure
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.Indicator.ID, p.Status,
			text(p.Actual, func(a target.Amount) string { return measure.Format(a, target.English) }),
			dash(p.AsOf.String()), text(p.Percent, percentText), text(p.ExpectedPercent, percentText),
			text(p.Gap, func(a target.Amount) string { return measure.Format(a, target.English) }),
			map[bool]string{true: "stale", false: ""}[p.Stale])
	}
	if set.illustrative {
		fmt.Fprintln(out, "\nIllustrative figures: these are not official data.")
	}
	return out.Flush()
}

func percentText(a target.Amount) string { return target.FormatPercent(a, target.English) }

func text(a *target.Amount, format func(target.Amount) string) string {
	if a == nil {
		return "-"
	}
	return format(*a)
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
