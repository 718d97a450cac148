package target

import "slices"

// Added returns the total that an increment makes of what is in force without the
// report that it corrects, and the report that it is added to, "" for none. A
// total that was added up from the corrected increment stays one, with the new
// increment in the old one's place.
func Added(standing []Report, r *Report) (total Amount, onto ReportID) {
	total = *r.Increment
	var old *Report
	var others []Report
	for i := range standing {
		if s := &standing[i]; s.ID == r.Replaces {
			old = s
		} else {
			others = append(others, *s)
		}
	}
	base := Latest(others, r.Indicator, r.Unit, r.AsOf)
	if base == nil {
		return total, ""
	}
	switch {
	case old == nil || old.Increment == nil:
		return total.Add(base.Value), base.ID
	case old.Onto == base.ID: // nothing has come since
		return total.Add(old.Value).Sub(*old.Increment), base.ID
	case RestsOn(others, base, old.ID):
		return total.Add(base.Value).Sub(*old.Increment), base.ID
	default:
		return total.Add(base.Value), base.ID
	}
}

// RestsOn reports whether the total of r was added up from that of the report
// with the id: an increment was added to it, and perhaps more since, and it was
// not taken out again.
func RestsOn(reports []Report, r *Report, id ReportID) bool {
	for range reports { // none is met twice
		if r.Onto == "" || r.Without == id {
			return false
		}
		if r.Onto == id {
			return true
		}
		at := slices.IndexFunc(reports, func(s Report) bool { return s.ID == r.Onto })
		if at < 0 {
			return false
		}
		r = &reports[at]
	}
	return false
}
