package storage

import (
	"time"

	"chitieu/target"
)

// reportRecord is a report on disk, under its sequence number.
type reportRecord struct {
	header
	ID           string    `json:"id"`
	Indicator    string    `json:"indicator"`
	Unit         string    `json:"unit,omitempty"`
	Value        string    `json:"value"`
	Increment    string    `json:"increment,omitempty"`
	Onto         string    `json:"onto,omitempty"`
	Without      string    `json:"without,omitempty"`
	AsOf         string    `json:"as_of"`
	Estimate     bool      `json:"estimate,omitempty"`
	Illustrative bool      `json:"illustrative,omitempty"`
	Said         time.Time `json:"said,omitzero"`
	By           string    `json:"by,omitempty"`
	ByName       string    `json:"by_name,omitempty"`
	Chat         string    `json:"chat,omitempty"`
	Source       string    `json:"source,omitempty"`
	Evidence     []string  `json:"evidence,omitempty"`
	Replaces     string    `json:"replaces,omitempty"`
	Retracts     string    `json:"retracts,omitempty"`
	Waiting      bool      `json:"waiting,omitempty"`
	ApprovedBy   string    `json:"approved_by,omitempty"`
	Confirmed    bool      `json:"confirmed,omitempty"`
}

func (reportRecord) current() int { return 1 }

// placeRecord points from a report's ID to its sequence number.
type placeRecord struct {
	header
	Sequence sequence `json:"sequence"`
}

func (placeRecord) current() int { return 1 }

// headRecord names the report of a series that was stored last.
type headRecord struct {
	header
	Last string `json:"last"`
}

func (headRecord) current() int { return 1 }

// indexRecord stands for an entry whose key says it all.
type indexRecord struct {
	header
}

func (indexRecord) current() int { return 1 }

func newReportRecord(r *target.Report) reportRecord {
	return reportRecord{
		header: v1, ID: string(r.ID), Indicator: string(r.Indicator), Unit: string(r.Unit),
		Value: r.Value.String(), Increment: amountText(r.Increment), Onto: string(r.Onto), Without: string(r.Without), AsOf: r.AsOf.String(),
		Estimate: r.Estimate, Illustrative: r.Illustrative,
		Said: moment(r.Said), By: string(r.By), ByName: r.ByName, Chat: string(r.Chat),
		Source: r.Source, Evidence: r.Evidence,
		Replaces: string(r.Replaces), Retracts: string(r.Retracts),
		Waiting: r.Waiting, ApprovedBy: string(r.ApprovedBy), Confirmed: r.Confirmed,
	}
}

func (rec reportRecord) report() (target.Report, error) {
	r := target.Report{
		ID: target.ReportID(rec.ID), Indicator: target.IndicatorID(rec.Indicator), Unit: target.UnitID(rec.Unit),
		Estimate: rec.Estimate, Illustrative: rec.Illustrative,
		Said: moment(rec.Said), By: target.MemberID(rec.By), ByName: rec.ByName, Chat: target.ChatID(rec.Chat),
		Source: rec.Source, Evidence: rec.Evidence,
		Onto: target.ReportID(rec.Onto), Without: target.ReportID(rec.Without), Replaces: target.ReportID(rec.Replaces), Retracts: target.ReportID(rec.Retracts),
		Waiting: rec.Waiting, ApprovedBy: target.MemberID(rec.ApprovedBy), Confirmed: rec.Confirmed,
	}
	var err error
	if r.Value, err = parseAmount(rec.Value); err != nil {
		return target.Report{}, err
	}
	if r.Increment, err = parseOptional(rec.Increment); err != nil {
		return target.Report{}, err
	}
	r.AsOf, err = parseDay(rec.AsOf)
	return r, err
}
