package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

// preparationRecord is a reported stage of preparation on disk.
type preparationRecord struct {
	header
	Indicator string    `json:"indicator"`
	Unit      string    `json:"unit,omitempty"`
	Stage     int       `json:"stage"`
	AsOf      string    `json:"as_of"`
	By        string    `json:"by,omitempty"`
	Said      time.Time `json:"said,omitzero"`
}

func (preparationRecord) current() int { return 1 }

func newPreparationRecord(p *target.Preparation) preparationRecord {
	return preparationRecord{
		v1, string(p.Indicator), string(p.Unit), p.Stage, p.AsOf.String(), string(p.By), moment(p.Said),
	}
}

func (rec preparationRecord) preparation() (target.Preparation, error) {
	asOf, err := parseDay(rec.AsOf)
	return target.Preparation{
		Indicator: target.IndicatorID(rec.Indicator), Unit: target.UnitID(rec.Unit), Stage: rec.Stage,
		AsOf: asOf, By: target.MemberID(rec.By), Said: moment(rec.Said),
	}, err
}

// putPreparation writes one saying. What was said before of the series stays:
// it was right as of its day.
func putPreparation(w Writer, p *target.Preparation) error {
	key := keyOf("preparation", string(p.Indicator), string(p.Unit), p.AsOf.String(), keyTime(p.Said))
	return save(w, key, newPreparationRecord(p))
}

// Preparations returns every reported stage of preparation, in the order of
// saying.
func (s *Store) Preparations(ctx context.Context) ([]target.Preparation, error) {
	stages, err := collect(ctx, s.kv, under("preparation"), preparationRecord.preparation)
	if err != nil {
		return nil, fmt.Errorf("preparations: %w", err)
	}
	slices.SortStableFunc(stages, func(a, b target.Preparation) int { return a.Said.Compare(b.Said) })
	return stages, nil
}
