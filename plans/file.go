package plans

import "chitieu/target"

// The types of this file are the shape of a plan file. They are apart from the
// domain's types: a key may be renamed here without touching the domain, and the
// domain may grow without breaking files. Adding a key is a safe change, removing
// or renaming one is not. Every leaf is a scalar: texts are given a meaning, and
// a line number if they have none, by the reader.

type planFile struct {
	ID          scalar          `yaml:"id"`
	Year        scalar          `yaml:"year"`
	Zone        scalar          `yaml:"zone"`
	Source      scalar          `yaml:"source"`
	Locality    namesFile       `yaml:"locality"`
	Thresholds  *thresholdsFile `yaml:"thresholds"`
	Approval    scalar          `yaml:"approval"`
	Discrepancy scalar          `yaml:"discrepancy"`
	Indicators  []indicatorFile `yaml:"indicators"`
	Outside     []outsideFile   `yaml:"outside"`
	Neighbours  []namesFile     `yaml:"neighbours"`
	Units       []unitFile      `yaml:"units"`
	Calendar    calendarFile    `yaml:"calendar"`
	Rules       []ruleFile      `yaml:"rules"`
}

type indicatorFile struct {
	ID         scalar            `yaml:"id"`
	Names      namesFile         `yaml:"names"`
	Measure    measureFile       `yaml:"measure"`
	Target     scalar            `yaml:"target"`
	Comparison scalar            `yaml:"comparison"`
	Kind       scalar            `yaml:"kind"`
	RollUp     scalar            `yaml:"roll-up"`
	Pace       paceFile          `yaml:"pace"`
	Thresholds *thresholdsFile   `yaml:"thresholds"`
	Lead       scalar            `yaml:"lead"`
	With       []scalar          `yaml:"with"`
	Confirm    scalar            `yaml:"confirm"`
	Baseline   *pastFile         `yaml:"baseline"`
	History    []pastFile        `yaml:"history"`
	Whole      *wholeFile        `yaml:"whole"`
	Stock      *wholeFile        `yaml:"stock"`
	Allocation map[string]scalar `yaml:"allocation"`
	Stages     []wordsFile       `yaml:"stages"`
	StaleAfter scalar            `yaml:"stale-after-days"`
	Note       scalar            `yaml:"note"`
}

type measureFile struct {
	Dimension scalar    `yaml:"dimension"`
	Per       scalar    `yaml:"per"`
	Factor    scalar    `yaml:"factor"`
	Decimals  scalar    `yaml:"decimals"`
	Names     wordsFile `yaml:"names"`
	Singular  wordsFile `yaml:"singular"`
}

type paceFile struct {
	Kind       scalar          `yaml:"kind"`
	Monthly    []scalar        `yaml:"monthly"`
	Milestones []milestoneFile `yaml:"milestones"`
	Due        []scalar        `yaml:"due"`
}

// milestoneFile gives what is expected either in the indicator's measure or in
// percent of its target.
type milestoneFile struct {
	On       scalar `yaml:"on"`
	Expected scalar `yaml:"expected"`
	Percent  scalar `yaml:"percent"`
}

type thresholdsFile struct {
	AtRisk        scalar `yaml:"at-risk"`
	Lagging       scalar `yaml:"lagging"`
	NoImprovement scalar `yaml:"no-improvement-days"`
}

type pastFile struct {
	Year          scalar `yaml:"year"`
	Half          scalar `yaml:"half"`
	Value         scalar `yaml:"value"`
	PercentOfPlan scalar `yaml:"percent-of-plan"`
	Growth        scalar `yaml:"growth"`
	Source        scalar `yaml:"source"`
	Derived       scalar `yaml:"derived"`
}

type wholeFile struct {
	Count    scalar    `yaml:"count"`
	Names    wordsFile `yaml:"names"`
	Singular wordsFile `yaml:"singular"`
}

// namesFile and wordsFile are by language.
type (
	namesFile map[target.Lang]nameFile
	wordsFile map[target.Lang]scalar
)

type nameFile struct {
	Full    scalar   `yaml:"full"`
	Short   scalar   `yaml:"short"`
	Aliases []scalar `yaml:"aliases"`
	Not     []scalar `yaml:"not"`
}

type outsideFile struct {
	ID    scalar    `yaml:"id"`
	Names namesFile `yaml:"names"`
}

type unitFile struct {
	ID       scalar    `yaml:"id"`
	Kind     scalar    `yaml:"kind"`
	Code     scalar    `yaml:"code"`
	Names    namesFile `yaml:"names"`
	OldNames []scalar  `yaml:"old-names"`
	From     scalar    `yaml:"from"`
	Until    scalar    `yaml:"until"`
}

type calendarFile struct {
	Holidays []holidayFile `yaml:"holidays"`
	Worked   []scalar      `yaml:"worked"`
	Hours    []hoursFile   `yaml:"hours"`
}

type holidayFile struct {
	From  scalar    `yaml:"from"`
	To    scalar    `yaml:"to"`
	Names wordsFile `yaml:"names"`
}

type hoursFile struct {
	From      scalar `yaml:"from"`
	To        scalar `yaml:"to"`
	Morning   scalar `yaml:"morning"`
	Afternoon scalar `yaml:"afternoon"`
}

type ruleFile struct {
	ID       scalar     `yaml:"id"`
	Kind     scalar     `yaml:"kind"`
	Schedule scalar     `yaml:"schedule"`
	Zone     scalar     `yaml:"zone"`
	Audience scalar     `yaml:"audience"`
	Holiday  scalar     `yaml:"holiday"`
	Grace    scalar     `yaml:"grace"`
	Resend   scalar     `yaml:"resend"`
	Paused   scalar     `yaml:"paused"`
	Names    wordsFile  `yaml:"names"`
	Repeat   scalar     `yaml:"repeat"`
	Ahead    []scalar   `yaml:"ahead-days"`
	After    scalar     `yaml:"after-days"`
	Steps    []stepFile `yaml:"steps"`
}

type stepFile struct {
	After scalar `yaml:"after-days"`
	To    scalar `yaml:"to"`
}
