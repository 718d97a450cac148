package plans

import (
	"maps"
	"slices"
	"strings"

	"chitieu/target"
)

// check notes what is wrong between the entries of a plan.
func (r *reader) check(p *target.Plan) {
	r.checkIDs(p)
	for i := range p.Indicators {
		r.checkUnits(field("indicators").item(i), &p.Indicators[i], p)
		r.checkKind(field("indicators").item(i), &p.Indicators[i])
	}
	r.checkNames(p)
}

// checkIDs notes ids in use twice. Indicators and outside topics share one space:
// both are what a question is about.
func (r *reader) checkIDs(p *target.Plan) {
	topics, units, rules := make(idSet), make(idSet), make(idSet)
	for i := range p.Indicators {
		topics.add(r, field("indicators").item(i).key("id"), string(p.Indicators[i].ID))
	}
	for i := range p.Outside {
		topics.add(r, field("outside").item(i).key("id"), p.Outside[i].ID)
	}
	for i := range p.Units {
		units.add(r, field("units").item(i).key("id"), string(p.Units[i].ID))
	}
	for i := range p.Rules {
		rules.add(r, field("rules").item(i).key("id"), string(p.Rules[i].ID))
	}
}

// idSet remembers where each id stands.
type idSet map[string]field

func (s idSet) add(r *reader, at field, id string) {
	if first, ok := s[id]; ok && id != "" {
		r.wrong(at, "%q is in use already, on line %d", id, r.lines[first])
		return
	}
	s[id] = at
}

// checkUnits notes units of the indicator that the plan does not have, and those
// named twice.
func (r *reader) checkUnits(at field, ind *target.Indicator, p *target.Plan) {
	if ind.Lead != "" {
		r.known(at.key("lead"), ind.Lead, p)
	}
	if ind.Confirm != "" {
		r.known(at.key("confirm"), ind.Confirm, p)
	}
	if ind.Confirm != "" && ind.Confirm == ind.Lead {
		r.wrong(at.key("confirm"), "%q is the lead: its own figures are not confirmed by itself", ind.Confirm)
	}
	for i, id := range ind.With {
		place := at.key("with").item(i)
		r.known(place, id, p)
		if id == ind.Lead || slices.Contains(ind.With[:i], id) {
			r.wrong(place, "%q is named already, as the lead or before in this list", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ind.Allocation)) {
		r.known(at.key("allocation").key(string(id)), id, p)
	}
}

// known notes a unit that the plan does not have.
func (r *reader) known(at field, id target.UnitID, p *target.Plan) {
	switch {
	case p.Unit(id) != nil:
	case len(p.Units) == 0:
		r.wrong(at, "%q is not the id of a unit: units has none", id)
	default:
		r.wrong(at, "%q is not the id of a unit; did you mean %q?", id, nearestUnit(p, id))
	}
}

// nearestUnit returns the unit id with the longest beginning in common.
func nearestUnit(p *target.Plan, id target.UnitID) target.UnitID {
	var best target.UnitID
	longest := -1
	for i := range p.Units {
		n, other := 0, p.Units[i].ID
		for n < min(len(id), len(other)) && id[n] == other[n] {
			n++
		}
		if n > longest {
			best, longest = other, n
		}
	}
	return best
}

// checkKind notes keys that contradict each other.
func (r *reader) checkKind(at field, ind *target.Indicator) {
	if ind.Measure.Dimension == "" {
		return
	}
	if ind.RollUp == target.Share && !ind.Rate() {
		r.wrong(at.key("roll-up"), "share is a percent of units, and the measure is %s", ind.Measure.Dimension)
	}
	if ind.RollUp == target.Sum && ind.Rate() {
		r.wrong(at.key("roll-up"), "percents do not add up; use direct, share or mean")
	}
	if ind.Kind == target.Count && !ind.Measure.Whole() {
		r.wrong(at.key("kind"), "count is of whole things, and the measure is %s", ind.Measure.Dimension)
	}
	if ind.Whole != nil && !ind.Rate() {
		r.wrong(at.key("whole"), "is the denominator of a rate, and the measure is %s", ind.Measure.Dimension)
	}
}

// checkNames notes a name or alias that two things of one kind share: a message
// that uses it could mean either. Letters are compared without case; whether two
// names differ enough without their marks is for the reader of messages to say.
func (r *reader) checkNames(p *target.Plan) {
	topics, units := make(nameSet), make(nameSet)
	for i := range p.Indicators {
		topics.add(r, field("indicators").item(i), p.Indicators[i].Names)
	}
	for i := range p.Outside {
		topics.add(r, field("outside").item(i), p.Outside[i].Names)
	}
	for i := range p.Units {
		at := field("units").item(i)
		units.add(r, at, p.Units[i].Names)
		for j, old := range p.Units[i].OldNames {
			units.put(r, at, at.key("old-names").item(j), old)
		}
	}
	for i, n := range p.Neighbours {
		at := field("neighbours").item(i)
		for _, lang := range slices.Sorted(maps.Keys(n)) {
			units.addName(r, at, at.key(string(lang)), n[lang])
		}
	}
}

// nameSet remembers which entry each folded name belongs to, and where it stands.
type nameSet map[string]struct{ owner, at field }

func (s nameSet) add(r *reader, owner field, names target.Names) {
	for _, lang := range slices.Sorted(maps.Keys(names)) {
		s.addName(r, owner, owner.key("names").key(string(lang)), names[lang])
	}
}

func (s nameSet) addName(r *reader, owner, at field, n target.Name) {
	s.put(r, owner, at.key("full"), n.Full)
	s.put(r, owner, at.key("short"), n.Short)
	for i, alias := range n.Aliases {
		s.put(r, owner, at.key("aliases").item(i), alias)
	}
}

func (s nameSet) put(r *reader, owner, at field, name string) {
	key := strings.ToLower(name)
	if key == "" {
		return
	}
	first, ok := s[key]
	if ok && first.owner != owner {
		r.wrong(at, "%q already names %s, on line %d", name, first.owner, r.lines[first.at])
	}
	if !ok {
		s[key] = struct{ owner, at field }{owner, at}
	}
}
