package bot

import (
	"testing"

	"chitieu/bot/understand"
)

// TestOffersHaveCommands: a choice that offers a reading leads to the feature
// that answers it, not to the help.
func TestOffersHaveCommands(t *testing.T) {
	for _, intent := range []understand.Intent{
		understand.ProgressOne, understand.ProgressAll, understand.UnitProgress, understand.LaggingList, understand.WhoIsResponsible,
		understand.Deadline, understand.CompareLastYear, understand.History, understand.ForecastIntent, understand.SummaryReport,
		understand.Help, understand.RemindSettings, understand.ReportValue, understand.Undo,
	} {
		want := intent
		if intent == understand.UnitProgress {
			want = understand.ProgressOne // of a unit alone it says how the unit stands
		}
		if got, _, _ := lookup(slash(intent)[1:]); got != want {
			t.Errorf("%s is offered as %s", intent, slash(intent))
		}
	}
}
