package storage_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/storage"
	"chitieu/target"
)

// TestLoadApproval reads reports as the program wrote them since some wait for
// approval or are confirmed; older ones are without these fields.
func TestLoadApproval(t *testing.T) {
	ctx := t.Context()
	s, err := storage.New(ctx, loadFixture(t, "testdata/v1-approval/database.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	said := time.Date(2024, 7, 1, 1, 0, 0, 0, time.UTC)
	waiting := target.Report{
		ID: "20240701T010000.000000000Z-0a1b2c3d-0", Indicator: "grain-output", Value: decimal.RequireFromString("31650"),
		AsOf: target.NewDate(2024, 6, 28), Said: said, By: "telegram:9", ByName: "Officer", Chat: "telegram:9",
		Source: "chat", Waiting: true,
	}
	approval := waiting
	approval.ID, approval.Replaces = "20240701T020000.000000000Z-0a1b2c3d-0", waiting.ID
	approval.Said, approval.Waiting, approval.ApprovedBy = said.Add(time.Hour), false, "telegram:7"
	confirmed := target.Report{
		ID: "20240701T030000.000000000Z-0a1b2c3d-0", Indicator: "grain-output", Value: decimal.RequireFromString("31500"),
		AsOf: target.NewDate(2024, 6, 28), Said: said.Add(2 * time.Hour), By: "telegram:8", Chat: "telegram:8",
		Source: "chat", Confirmed: true,
	}
	check(t, "reports", []target.Report{waiting, approval, confirmed})(s.Reports(ctx))
	check(t, "last of who reported", approval)(s.LastReportBy(ctx, "telegram:9", "telegram:9"))
}
