package bot

import (
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// Features that are no intent of the reader's own: commands have them, and
// messages of a finer intent.
const (
	ranking  understand.Intent = "ranking"  // the communes by how far they are
	silent   understand.Intent = "silent"   // who has not sent a figure
	needed   understand.Intent = "needed"   // what it takes to meet the target
	slow     understand.Intent = "slow"     // which communes are behind, over all indicators
	whatIf   understand.Intent = "what-if"  // what would be with another figure
	listing  understand.Intent = "targets"  // the targets themselves
	reported understand.Intent = "reported" // what the speaker has reported
	duties   understand.Intent = "duties"   // what the speaker has to do
	charting understand.Intent = "chart"
	filing   understand.Intent = "file"
	hearing  understand.Intent = "problem"

	restoring understand.Intent = "restore" // what was taken back is to hold, or nothing to be
)

// featureOf is the feature that answers a finer intent.
var featureOf = map[understand.Detail]understand.Intent{
	understand.DetailRanking:   ranking,
	understand.DetailMissing:   silent,
	understand.DetailRequired:  needed,
	understand.DetailSlowUnits: slow,
	understand.DetailWhatIf:    whatIf,
	understand.DetailTargets:   listing,
	understand.DetailReports:   reported,
	understand.DetailTasks:     duties,
	understand.DetailChart:     charting,
	understand.DetailFile:      filing,
	understand.DetailProblem:   hearing,
	understand.DetailAck:       acknowledging,
	understand.DetailAgree:     agreeing,
	understand.DetailSnooze:    snoozing,
	understand.DetailPromise:   promising,
	understand.DetailWhy:       asking,
	understand.DetailStop:      stopping,
	understand.DetailApprove:   approving,
	understand.DetailConfirm:   confirming,
	understand.DetailDirective: assigning,
	understand.DetailRestore:   restoring,
}

// route sets the intent of the feature that answers the reading: that of its
// detail, or the command whose name is all that the message says, apart or in
// one and with or without marks ("tổng hợp"). People without a slash key say it so.
func (t *turn) route() {
	if feature, ok := featureOf[t.reading.Detail]; ok {
		t.reading.Intent = feature
		return
	}
	if t.reading.Intent != understand.None {
		return
	}
	intent, l, ok := lookup(strings.ReplaceAll(understand.Fold(t.msg.Text), " ", ""))
	if ok && !slices.Contains(verbatim, intent) {
		t.reading.Intent, t.reading.Lang = intent, l
	}
}

// replies reports whether the message answers a reminder in words.
func (t *turn) replies() bool {
	switch t.reading.Detail {
	case understand.DetailAck, understand.DetailAgree, understand.DetailSnooze, understand.DetailPromise, understand.DetailWhy, understand.DetailStop:
		return true
	}
	return false
}

// argument is what the message says behind its command, or behind the words that
// stand for one.
func (t *turn) argument() string {
	if t.commanded() {
		_, rest, _ := strings.Cut(t.msg.Text, " ")
		return strings.TrimSpace(rest)
	}
	return strings.TrimSpace(t.reading.Rest)
}

// directs reports whether the message gives work to a unit.
func (b *Bot) directs(t *turn) bool {
	return b.reader.Read(t.msg.Text, b.context(t)).Detail == understand.DetailDirective
}

// context is what the reader must know besides the text.
func (b *Bot) context(t *turn) understand.Context {
	return understand.Context{
		Today: t.saidOn, Group: t.msg.Group, Own: t.own, Topic: t.talk.topic,
		Directs: t.may(giveTask), Confirms: b.atDesk(t),
	}
}

// atDesk reports whether the speaker's unit confirms some indicator.
func (b *Bot) atDesk(t *turn) bool {
	return slices.ContainsFunc(b.plan.Indicators, func(ind target.Indicator) bool { return confirms(&t.member, &ind) })
}
