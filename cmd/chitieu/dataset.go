package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"chitieu/plans"
	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/storage/memory"
	"chitieu/target"
)

// demoClock is the demonstration's beginning: Monday morning, five minutes
// before the first reminder of the week, on the day after the half-year.
const demoClock = "07-01 07:25"

// demoStart returns the demonstration's beginning in the plan's year and zone.
func demoStart(plan *target.Plan) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", fmt.Sprintf("%04d-%s", plan.Year, demoClock), plan.Zone)
	if err != nil {
		panic(err) // the constant is wrong
	}
	return t
}

// demoDay is the day of demoStart.
func demoDay(plan *target.Plan) target.Date { return target.DateOf(demoStart(plan)) }

// loadPlan reads the plan file, or the built-in plan for "".
func loadPlan(path string) (*target.Plan, error) {
	if path == "" {
		return plans.Default()
	}
	return plans.Load(path)
}

// dataset is what the one-shot commands answer from.
type dataset struct {
	plan         *target.Plan
	reports      []target.Report // in the order of saying
	today        target.Date     // where no date is given
	illustrative bool
}

// datasetOptions say where it comes from: a file of reports, a bot's data, or
// the demonstration if neither is given.
type datasetOptions struct{ Plan, Reports, Data string }

func openDataset(ctx context.Context, o datasetOptions) (*dataset, error) {
	if o.Plan == "" && o.Reports == "" && o.Data == "" {
		plan, reports, err := plans.Demo()
		if err != nil {
			return nil, err
		}
		return &dataset{plan: plan, reports: reports, today: demoDay(plan), illustrative: true}, nil
	}
	plan, err := loadPlan(o.Plan)
	if err != nil {
		return nil, err
	}
	set := &dataset{plan: plan, today: target.DateOf(time.Now().In(plan.Zone))}
	switch {
	case o.Reports != "":
		set.reports, err = readReports(o.Reports, plan)
	case o.Data != "":
		set.reports, err = storedReports(ctx, o.Data)
	}
	return set, err
}

// readReports reads a tab-separated file of reports.
func readReports(path string, plan *target.Plan) ([]target.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plainPathError(err)
	}
	defer f.Close()
	reports, err := plans.ParseReports(f, plan)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return reports, nil
}

// storedReports reads all reports of a data directory.
func storedReports(ctx context.Context, dataURL string) (reports []target.Report, err error) {
	store, closeStore, err := openStore(ctx, dataURL, "")
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := closeStore(); err == nil {
			err = e
		}
	}()
	return store.Reports(ctx)
}

// openStore opens the data that a URL names: badger:DIR or a directory alone,
// memory: for nothing kept.
func openStore(ctx context.Context, dataURL, keyFile string) (*storage.Store, func() error, error) {
	kv, err := openKV(dataURL, keyFile)
	if err != nil {
		return nil, nil, err
	}
	store, err := storage.New(ctx, kv)
	if err != nil {
		kv.Close()
		return nil, nil, err
	}
	return store, kv.Close, nil
}

func openKV(dataURL, keyFile string) (storage.KV, error) {
	if dataURL == "memory:" {
		return memory.New(), nil
	}
	dir := strings.TrimPrefix(dataURL, "badger:")
	dir = strings.TrimPrefix(dir, "//")
	options := badger.Options{Dir: dir}
	if keyFile != "" {
		key, err := readKey(keyFile)
		if err != nil {
			return nil, fmt.Errorf("data.encryption_key_file: %w", err)
		}
		options.EncryptionKey = key
	}
	return badger.Open(options)
}
