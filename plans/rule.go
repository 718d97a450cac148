package plans

import (
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"chitieu/target"
)

func (r *reader) rule(at field, f *ruleFile, zone *time.Location) target.Rule {
	rule := target.Rule{
		ID:       target.RuleID(r.slug(at.key("id"), f.ID)),
		Kind:     choice(r, at.key("kind"), f.Kind, "", target.Digest, target.ReportDue, target.Crossing),
		Schedule: string(f.Schedule),
		Zone:     zone.String(),
		Audience: choice(r, at.key("audience"), f.Audience, "", target.WholeGroups, target.UnitGroups, target.AllGroups),
		Names:    r.words(at.key("names"), f.Names),
		Holiday:  choice(r, at.key("holiday"), f.Holiday, "", target.MoveSlot, target.SkipSlot),
		Grace:    r.grace(at.key("grace"), f.Grace),
		Resend:   r.flag(at.key("resend"), f.Resend),
		Paused:   r.flag(at.key("paused"), f.Paused),
	}
	if f.Zone != "" {
		rule.Zone = r.zone(at.key("zone"), f.Zone).String()
	}
	r.schedule(at.key("schedule"), f.Schedule)
	return rule
}

// schedule notes anything but a five-field cron expression. The zone is the
// rule's, so a prefix that sets another is refused with the rest.
func (r *reader) schedule(at field, s scalar) {
	if !r.required(at, s, "30 7 * * 1") {
		return
	}
	if len(strings.Fields(string(s))) != 5 || strings.Contains(string(s), "=") {
		r.wrong(at, "%q is not a schedule; write minute, hour, day, month and weekday, for example 30 7 * * 1 for Mondays at 7:30", s)
		return
	}
	if _, err := cron.ParseStandard(string(s)); err != nil {
		r.wrong(at, "%q is not a schedule: %v", s, err)
	}
}

// maxGrace is longer than any holiday: a reminder that old is news to nobody.
const maxGrace = 31 * 24 * time.Hour

func (r *reader) grace(at field, s scalar) time.Duration {
	if !r.required(at, s, "48h") {
		return 0
	}
	d, err := time.ParseDuration(string(s))
	if err != nil || d <= 0 || d > maxGrace {
		r.wrong(at, "%q is not a time span of up to %d days; for example 48h", s, maxGrace/(24*time.Hour))
	}
	return d
}
