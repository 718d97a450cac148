package storage

import (
	"context"
	"errors"
	"fmt"

	"chitieu/target"
)

// ErrReportExists is returned for a report whose ID is taken. Reports are
// history and are never written twice.
var ErrReportExists = errors.New("report exists already")

// importPage is how many reports one transaction of Import writes.
const importPage = 25

// Reports returns every report ever stored, in the order of saying, which is
// the order of commits. The slice is the caller's.
func (s *Store) Reports(ctx context.Context) ([]target.Report, error) {
	reports, err := s.history.load(ctx, s.kv)
	if err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	return reports, nil
}

// Series returns the reports of one indicator and unit, in the order of saying.
func (s *Store) Series(ctx context.Context, indicator target.IndicatorID, unit target.UnitID) ([]target.Report, error) {
	var out []target.Report
	prefix := under("series", string(indicator), string(unit))
	err := s.kv.View(ctx, func(r Reader) error {
		for e, err := range r.Scan(prefix, nil) {
			if err != nil {
				return err
			}
			rec, err := load[reportRecord](r, append([]byte("report/"), e.Key[len(prefix):]...))
			if err != nil {
				return err
			}
			report, err := rec.report()
			if err != nil {
				return err
			}
			out = append(out, report)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("series of %s: %w", indicator, err)
	}
	return out, nil
}

// Head returns the report of the series that was said last, "" if there is
// none: what a target.Head guards.
func (s *Store) Head(ctx context.Context, indicator target.IndicatorID, unit target.UnitID) (target.ReportID, error) {
	var last target.ReportID
	err := s.kv.View(ctx, func(r Reader) (err error) {
		last, err = head(r, indicator, unit)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("head of %s: %w", indicator, err)
	}
	return last, nil
}

// LastReportBy returns the newest report that the member made in the chat and
// that stands or waits for approval: the one that an undo would take back.
// target.ErrNotFound if there is none.
func (s *Store) LastReportBy(ctx context.Context, member target.MemberID, chat target.ChatID) (target.Report, error) {
	reports, err := s.Reports(ctx)
	if err != nil {
		return target.Report{}, err
	}
	current := target.Current(reports)
	for i := len(current) - 1; i >= 0; i-- {
		if r := current[i]; r.By == member && r.Chat == chat {
			return r, nil
		}
	}
	return target.Report{}, fmt.Errorf("report by %s: %w", member, target.ErrNotFound)
}

// Import stores reports that were not said in a chat, in their order and in as
// many transactions as it takes. One whose ID is stored already is left out, so
// that an interrupted import may be run again. It returns how many are new.
func (s *Store) Import(ctx context.Context, reports []target.Report) (int, error) {
	imported := 0
	for start := 0; start < len(reports); start += importPage {
		page := reports[start:min(start+importPage, len(reports))]
		var fresh []target.Report
		err := s.kv.Update(ctx, func(w Writer) error {
			fresh = fresh[:0]
			for _, r := range page {
				known, err := has(w, keyOf("report-id", string(r.ID)))
				if err != nil {
					return err
				}
				if !known {
					fresh = append(fresh, r)
				}
			}
			return appendReports(w, fresh)
		})
		if err != nil {
			return imported, fmt.Errorf("import: %w", err)
		}
		imported += len(fresh)
	}
	return imported, nil
}

// head returns the ID of the series' newest report, "" if there is none.
func head(r Reader, indicator target.IndicatorID, unit target.UnitID) (target.ReportID, error) {
	rec, err := load[headRecord](r, keyOf("head", string(indicator), string(unit)))
	if errors.Is(err, target.ErrNotFound) {
		return "", nil
	}
	return target.ReportID(rec.Last), err
}

// checkHeads refuses a change whose figures were computed from others.
func checkHeads(r Reader, heads []target.Head) error {
	for _, h := range heads {
		last, err := head(r, h.Indicator, h.Unit)
		if err != nil {
			return err
		}
		if last != h.Last {
			return fmt.Errorf("series of %s: %w", h.Indicator, target.ErrConflict)
		}
	}
	return nil
}

// appendReports adds to the history.
func appendReports(w Writer, reports []target.Report) error {
	if len(reports) == 0 {
		return nil
	}
	at, err := nextSequence(w, len(reports))
	if err != nil {
		return err
	}
	for i := range reports {
		if err := appendReport(w, &reports[i], at+sequence(i)); err != nil {
			return fmt.Errorf("report %s: %w", reports[i].ID, err)
		}
	}
	return nil
}

func appendReport(w Writer, r *target.Report, at sequence) error {
	if r.ID == "" || r.Indicator == "" {
		return errors.New("without ID or indicator")
	}
	place := keyOf("report-id", string(r.ID))
	switch taken, err := has(w, place); {
	case err != nil:
		return err
	case taken:
		return ErrReportExists
	}
	return errors.Join(
		save(w, place, placeRecord{v1, at}),
		save(w, keyOf("report", at.String()), newReportRecord(r)),
		save(w, keyOf("series", string(r.Indicator), string(r.Unit), at.String()), indexRecord{v1}),
		save(w, keyOf("head", string(r.Indicator), string(r.Unit)), headRecord{v1, string(r.ID)}),
	)
}
