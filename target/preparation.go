package target

import "time"

// Preparation says which stage of preparation an indicator has reached before
// it is judged, for a unit or the whole locality.
type Preparation struct {
	Indicator IndicatorID
	Unit      UnitID
	// Stage counts the indicator's Stages from 1.
	Stage int
	AsOf  Date
	By    MemberID
	Said  time.Time
}

// StageOf returns the newest preparation of the series as of the day, nil if
// none was reported.
func StageOf(all []Preparation, indicator IndicatorID, unit UnitID, on Date) *Preparation {
	var newest *Preparation
	for i := range all {
		p := &all[i]
		if p.Indicator != indicator || p.Unit != unit || p.AsOf.After(on) {
			continue
		}
		if newest == nil || p.AsOf.After(newest.AsOf) || p.AsOf == newest.AsOf && !p.Said.Before(newest.Said) {
			newest = p
		}
	}
	return newest
}
