package understand

import (
	"slices"
	"testing"

	"chitieu/target"
)

// Figures of one measure go by turns with the names, however many words stand
// between a name and its own.
func TestFiguresGoByTurns(t *testing.T) {
	_, reader := newReader(t)
	services, waste := target.IndicatorID("online-services"), target.IndicatorID("waste-treatment")
	for text, want := range map[string][]target.IndicatorID{
		"dịch vụ công trực tuyến tăng lên đạt mức 98,8% và rác thải đã đạt 92,9%":      {services, waste},
		"online services have risen to 98.8% and waste treatment to 92.9%":             {services, waste},
		"Layanan publik daring naik menjadi 98,8% dan pengolahan sampah menjadi 92,9%": {services, waste},
		"98,8% là dịch vụ công trực tuyến và 92,9% là rác thải":                        {services, waste},
		"dịch vụ công trực tuyến và rác thải lần lượt đạt 98,8% và 92,9%":              {services, waste},
	} {
		got := reader.Read(text, Context{Today: arrival})
		var values []string
		for _, v := range got.Values {
			values = append(values, v.String())
		}
		if !slices.Equal(got.Indicators, want) || !slices.Equal(values, []string{"98.8", "92.9"}) {
			t.Errorf("%q: %v of %v", text, values, got.Indicators)
		}
	}
}
