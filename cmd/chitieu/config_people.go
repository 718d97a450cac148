package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/target"
)

// validatePeople checks what can be checked of members and groups without the
// plan.
func (c *Config) validatePeople() (errs []error) {
	roles := make(map[target.MemberID]target.Role)
	for i, m := range c.Members {
		if !hasTransport(string(m.ID)) {
			errs = append(errs, fmt.Errorf("members[%d].id: %q does not begin with telegram:, zalo: or web:, for example telegram:123456789", i, m.ID))
		}
		if account, ok := strings.CutPrefix(string(m.ID), "telegram:"); ok && strings.Trim(account, "0123456789") != "" {
			errs = append(errs, fmt.Errorf("members[%d].id: %q is not an account's number, for example telegram:123456789; a name can be changed by its owner", i, m.ID))
		}
		if role, twice := roles[m.ID]; twice && role != m.Role {
			errs = append(errs, fmt.Errorf("members[%d].role: %s is %s above and %s here; write each account once", i, m.ID, role, m.Role))
		}
		roles[m.ID] = m.Role
		switch m.Role {
		case target.Operator, target.Leader, target.Officer, target.Viewer:
		default:
			errs = append(errs, fmt.Errorf("members[%d].role: %q is not operator, leader, officer or viewer", i, m.Role))
		}
		if !knownLang(m.Lang) {
			errs = append(errs, fmt.Errorf("members[%d].lang: %q is not vi, id or en", i, m.Lang))
		}
	}
	for i, g := range c.Groups {
		if !hasTransport(string(g.ID)) {
			errs = append(errs, fmt.Errorf("groups[%d].id: %q does not begin with telegram:, zalo: or web:, for example telegram:-1001234567890", i, g.ID))
		}
		if !knownLang(g.Lang) {
			errs = append(errs, fmt.Errorf("groups[%d].lang: %q is not vi, id or en", i, g.Lang))
		}
	}
	return append(errs, c.validateFallbacks()...)
}

// validateFallbacks holds a group that stands in to being another configured
// group that nobody stands in for.
func (c *Config) validateFallbacks() (errs []error) {
	for i, g := range c.Groups {
		if g.Fallback == "" {
			continue
		}
		other := slices.IndexFunc(c.Groups, func(o GroupConfig) bool { return o.ID == g.Fallback })
		switch {
		case other < 0:
			errs = append(errs, fmt.Errorf("groups[%d].fallback: %q is not the id of a group in this file", i, g.Fallback))
		case other == i:
			errs = append(errs, fmt.Errorf("groups[%d].fallback: a group cannot stand in for itself", i))
		case c.Groups[other].Fallback != "":
			errs = append(errs, fmt.Errorf("groups[%d].fallback: %q has a fallback of its own; one group stands in for another, and no further", i, g.Fallback))
		case c.Groups[other].Unit != g.Unit:
			errs = append(errs, fmt.Errorf("groups[%d].fallback: %q belongs to another unit", i, g.Fallback))
		}
	}
	return errs
}

// standsIn reports whether the group is another's fallback.
func (c *Config) standsIn(id target.ChatID) bool {
	return slices.ContainsFunc(c.Groups, func(g GroupConfig) bool { return g.Fallback == id })
}

// validateFor checks the members' and groups' units against the plan.
func (c *Config) validateFor(plan *target.Plan) error {
	var errs []error
	check := func(where string, unit target.UnitID) {
		if unit != target.Locality && plan.Unit(unit) == nil {
			errs = append(errs, fmt.Errorf("%s.unit: the plan %s has no unit %q", where, plan.ID, unit))
		}
	}
	for i, m := range c.Members {
		check(fmt.Sprintf("members[%d]", i), m.Unit)
	}
	for i, g := range c.Groups {
		check(fmt.Sprintf("groups[%d]", i), g.Unit)
	}
	return errors.Join(errs...)
}

// members returns the configured people as the domain's members.
func (c *Config) members() []target.Member {
	var out []target.Member
	for _, m := range c.Members {
		out = append(out, target.Member{ID: m.ID, Name: m.Name, Role: m.Role, Unit: m.Unit, Lang: m.Lang})
	}
	return out
}

// chats returns the configured groups as the domain's chats.
func (c *Config) chats() []target.Chat {
	var out []target.Chat
	for _, g := range c.Groups {
		out = append(out, target.Chat{ID: g.ID, Title: g.Title, Group: true, Unit: g.Unit, Lang: cmp.Or(g.Lang, target.Vietnamese), Fallback: g.Fallback, Standby: c.standsIn(g.ID)})
	}
	return out
}

// hasTransport reports whether the id names a messenger and somebody in it.
func hasTransport(id string) bool {
	name, rest, _ := strings.Cut(id, ":")
	return slices.Contains([]string{"telegram", "zalo", "web"}, name) && rest != ""
}

func knownLang(l target.Lang) bool {
	return l == "" || l == target.Vietnamese || l == target.Indonesian || l == target.English
}
