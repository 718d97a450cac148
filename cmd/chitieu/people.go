package main

import (
	"chitieu/target"
)

// cast is who takes part where no people are configured: the demonstration and
// the one-shot commands. Everybody is a role of a unit of the plan, never an
// invented person.
type cast struct {
	members []target.Member
	groups  []target.Chat
}

// demoCast has one leader, an officer of the agency that leads the most
// indicators, an officer of a commune, the operator and a viewer; a group of
// the whole locality, one of that agency and one of that commune.
func demoCast(plan *target.Plan) cast {
	c := cast{
		members: []target.Member{{ID: "web:leader", Name: "Lãnh đạo " + plan.Locality.Full(target.Vietnamese), Role: target.Leader}},
		groups:  []target.Chat{localityGroup(plan)},
	}
	if agency := busiestAgency(plan); agency != nil {
		c.members = append(c.members, target.Member{ID: "web:agency", Name: "Cán bộ " + agency.Names.Full(target.Vietnamese), Role: target.Officer, Unit: agency.ID})
		c.groups = append(c.groups, unitGroup(agency))
	}
	if communes := plan.Communes(demoDay(plan)); len(communes) > 0 {
		c.members = append(c.members, target.Member{ID: "web:commune", Name: "Cán bộ xã " + communes[0].Names.Full(target.Vietnamese), Role: target.Officer, Unit: communes[0].ID})
		c.groups = append(c.groups, unitGroup(communes[0]))
	}
	c.members = append(c.members,
		target.Member{ID: "web:operator", Name: "Người vận hành", Role: target.Operator},
		target.Member{ID: "web:viewer", Name: "Người theo dõi", Role: target.Viewer})
	return c
}

// previewCast is whom a year of reminders is previewed for: a group of the whole
// locality, one of every agency that leads an indicator, and a leader.
func previewCast(plan *target.Plan) cast {
	leader := target.Member{ID: "web:leader", Name: "Lãnh đạo " + plan.Locality.Full(target.Vietnamese), Role: target.Leader}
	c := cast{members: []target.Member{leader}, groups: []target.Chat{localityGroup(plan)}}
	for i := range plan.Units {
		if u := &plan.Units[i]; u.Kind == target.Agency && len(plan.LedBy(u.ID)) > 0 {
			c.groups = append(c.groups, unitGroup(u))
		}
	}
	c.groups = append(c.groups, target.Chat{ID: target.ChatID(leader.ID), Title: leader.Name, Member: leader.ID, Lang: target.Vietnamese})
	return c
}

func localityGroup(plan *target.Plan) target.Chat {
	return target.Chat{ID: "web:group", Title: "Chỉ tiêu " + plan.Locality.Full(target.Vietnamese), Group: true, Lang: target.Vietnamese}
}

func unitGroup(u *target.Unit) target.Chat {
	return target.Chat{
		ID: target.ChatID("web:group-" + string(u.ID)), Title: "Nhóm " + u.Names.Full(target.Vietnamese),
		Group: true, Unit: u.ID, Lang: target.Vietnamese,
	}
}

// busiestAgency returns the agency that leads the most indicators, the first
// of the plan among equals; nil if none leads.
func busiestAgency(plan *target.Plan) *target.Unit {
	var best *target.Unit
	for i := range plan.Units {
		u := &plan.Units[i]
		if n := len(plan.LedBy(u.ID)); u.Kind == target.Agency && n > 0 && (best == nil || n > len(plan.LedBy(best.ID))) {
			best = u
		}
	}
	return best
}
