package plans

import (
	"regexp"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"chitieu/target"
)

// ruleKinds are those that a plan may have.
var ruleKinds = []target.RuleKind{
	target.Digest, target.ReportDue, target.Crossing, target.DateNear,
	target.Escalating, target.DirectiveDue, target.Health,
}

func (r *reader) rule(at field, f *ruleFile, zone *time.Location) target.Rule {
	rule := target.Rule{
		ID:       target.RuleID(r.slug(at.key("id"), f.ID)),
		Kind:     choice(r, at.key("kind"), f.Kind, "", ruleKinds...),
		Schedule: string(f.Schedule),
		Zone:     zone.String(),
		Audience: choice(r, at.key("audience"), f.Audience, "", target.WholeGroups, target.UnitGroups, target.AllGroups, target.Leaders, target.Operators),
		Names:    r.words(at.key("names"), f.Names),
		Holiday:  choice(r, at.key("holiday"), f.Holiday, "", target.MoveSlot, target.SkipSlot),
		Grace:    r.duration(at.key("grace"), f.Grace),
		Resend:   r.flag(at.key("resend"), f.Resend),
		Paused:   r.flag(at.key("paused"), f.Paused),
	}
	if f.Zone != "" {
		rule.Zone = r.zone(at.key("zone"), f.Zone).String()
	}
	r.schedule(at.key("schedule"), f.Schedule)
	r.ruleOfKind(at, f, &rule)
	return rule
}

// ruleOfKind reads the keys that only some kinds have.
func (r *reader) ruleOfKind(at field, f *ruleFile, rule *target.Rule) {
	dated := rule.Kind == target.DateNear || rule.Kind == target.DirectiveDue
	r.only(at.key("repeat"), f.Repeat != "", rule.Kind == target.Digest, rule.Kind)
	r.only(at.key("ahead-days"), len(f.Ahead) > 0, dated, rule.Kind)
	r.only(at.key("after-days"), f.After != "", rule.Kind == target.Escalating, rule.Kind)
	r.only(at.key("steps"), len(f.Steps) > 0, rule.Kind == target.Escalating, rule.Kind)
	if f.Repeat != "" {
		rule.Repeat = r.duration(at.key("repeat"), f.Repeat)
	}
	if dated && len(f.Ahead) == 0 {
		r.wrong(at.key("ahead-days"), "is missing; for example [14, 3]")
	}
	for i, days := range f.Ahead {
		rule.Ahead = append(rule.Ahead, r.whole(at.key("ahead-days").item(i), days, 0, 92))
	}
	rule.After = r.whole(at.key("after-days"), f.After, 0, 92)
	if rule.Kind == target.Escalating && (len(f.Steps) == 0 || len(f.Steps) > target.MaxEscalation) {
		r.wrong(at.key("steps"), "an escalation has one to %d steps", target.MaxEscalation)
	}
	rule.Steps = r.steps(at.key("steps"), f.Steps)
}

// only notes a key that means nothing for the rule's kind.
func (r *reader) only(at field, given, fits bool, kind target.RuleKind) {
	if given && !fits && kind != "" {
		r.wrong(at, "means nothing for a rule of kind %s", kind)
	}
}

// steps reads the steps of an escalation, each no earlier than the one before.
func (r *reader) steps(at field, files []stepFile) []target.EscalationStep {
	var steps []target.EscalationStep
	for i, f := range files {
		step := target.EscalationStep{
			After: r.whole(at.item(i).key("after-days"), f.After, 0, 92),
			To:    choice(r, at.item(i).key("to"), f.To, "", target.ToUnit, target.ToLead, target.ToLeader),
		}
		if i > 0 && step.After < steps[i-1].After {
			r.wrong(at.item(i).key("after-days"), "%d days is before the step above", step.After)
		}
		steps = append(steps, step)
	}
	return steps
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
	if _, err := cron.ParseStandard(plain(string(s))); err != nil {
		r.wrong(at, "%q is not a schedule: %v", s, err)
	}
}

// The scheduler's own additions to cron's day fields: the n-th or last weekday
// of a month, and a month's last day.
var (
	nthWeekday = regexp.MustCompile(`#([1-5]|L)$`)
	lastDay    = regexp.MustCompile(`^(\S+ +\S+ +)L `)
)

// plain replaces what cron does not know by days that it does.
func plain(expr string) string {
	return lastDay.ReplaceAllString(nthWeekday.ReplaceAllString(expr, ""), "${1}28 ")
}

// maxSpan is longer than any holiday: a reminder that old is news to nobody.
const maxSpan = 31 * 24 * time.Hour

func (r *reader) duration(at field, s scalar) time.Duration {
	if !r.required(at, s, "48h") {
		return 0
	}
	d, err := time.ParseDuration(string(s))
	if err != nil || d <= 0 || d > maxSpan {
		r.wrong(at, "%q is not a time span of up to %d days; for example 48h", s, maxSpan/(24*time.Hour))
	}
	return d
}
