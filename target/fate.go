package target

// Fate is what has become of a report.
type Fate string

const (
	Stands     Fate = "stands"     // in force: it counts
	Waits      Fate = "waits"      // for approval: it does not count yet
	Replaced   Fate = "replaced"   // by a correction or by its approval
	Retracted  Fate = "retracted"  // taken back, or refused while it waited
	Retraction Fate = "retraction" // takes another one back and holds no figure
)

// Fates returns what has become of each report, in the order of reports, which
// is that of saying. A retraction of a correction brings the corrected report
// back; a correction of a correction does not. A report can only end what was
// said before it. One that waits for approval ends only others that wait; what
// it corrects beyond them stands until it is approved.
func Fates(reports []Report) []Fate {
	out := make([]Fate, len(reports))
	e := endings{
		later: map[ReportID]bool{}, retracted: map[ReportID]bool{},
		replaced: map[ReportID]bool{}, shelved: map[ReportID]bool{},
	}
	// Later words win over earlier ones, so walk from the end.
	for i := len(reports) - 1; i >= 0; i-- {
		out[i] = e.hear(&reports[i])
	}
	return out
}

// endings collects what later reports have ended.
type endings struct {
	later, retracted, replaced map[ReportID]bool
	shelved                    map[ReportID]bool // replaced by one that waits
}

// hear takes in what r ends and returns what has become of r itself. A
// retracted report ends nothing any more; one that was replaced still does,
// since its correction or approval stands in its place.
func (e *endings) hear(r *Report) Fate {
	e.later[r.ID] = true
	fate := e.fate(r)
	ends := fate != Retracted || e.replaced[r.ID]
	if ends && r.Retracts != "" && !e.later[r.Retracts] {
		e.retracted[r.Retracts] = true
	}
	if !ends || r.Replaces == "" || e.later[r.Replaces] {
		return fate
	}
	if r.Waiting && !e.replaced[r.ID] {
		e.shelved[r.Replaces] = true
	} else {
		e.replaced[r.Replaces] = true
	}
	return fate
}

func (e *endings) fate(r *Report) Fate {
	switch {
	case e.retracted[r.ID]:
		return Retracted
	case e.replaced[r.ID], r.Waiting && e.shelved[r.ID]:
		return Replaced
	case r.Retracts != "":
		return Retraction
	case r.Waiting:
		return Waits
	default:
		return Stands
	}
}

// having returns the reports with one of the fates, in their order.
func having(reports []Report, fates ...Fate) []Report {
	out := make([]Report, 0, len(reports))
	for i, fate := range Fates(reports) {
		for _, f := range fates {
			if f == fate {
				out = append(out, reports[i])
			}
		}
	}
	return out
}

// Standing returns the reports that are in force: without retractions, without
// what was retracted or replaced, without what waits for approval. reports are
// in the order in which they were said, and that order is kept.
func Standing(reports []Report) []Report { return having(reports, Stands) }

// Waiting returns the reports that wait for approval, in the order of reports.
func Waiting(reports []Report) []Report { return having(reports, Waits) }

// Current returns the reports that nothing later has ended: those that stand
// and those that wait.
func Current(reports []Report) []Report { return having(reports, Stands, Waits) }
