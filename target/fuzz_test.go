package target

import (
	"errors"
	"testing"
)

// What a fuzzer finds is added to the seeds.

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"10.230,09", "193.650", "1.23.4", "-0,5", "+7", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range Langs {
			readings, err := ParseNumber(s, lang)
			if (err == nil) != (len(readings) > 0) || len(readings) > 2 {
				t.Fatalf("%q: %v, %v", s, readings, err)
			}
			for _, a := range readings {
				printed, err := ParseNumber(FormatAmount(a, lang, maxNumber), lang)
				if err == nil && !holds(printed, a) {
					t.Fatalf("%q read as %s, printed and read as %v", s, a, printed)
				}
			}
		}
	})
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{
		"120,5 tỷ", "2 tỷ 350 triệu", "2 tỷ rưỡi", "120ty5", "151/153 thôn", "98,5 %", "558.530 tạ", "94,5 triệu đồng/ha", "1.936", "-5",
	} {
		f.Add(s)
	}
	plan := district()
	f.Fuzz(func(t *testing.T, s string) {
		for i := range plan.Indicators {
			ind := &plan.Indicators[i]
			a, err := ParseAmount(s, Vietnamese, ind)
			if err == nil {
				continue
			}
			e, ok := errors.AsType[*AmountError](err)
			if !ok || e.Key == "" || !a.IsZero() || len(e.Error()) == 0 {
				t.Fatalf("%q of %s: %s, %v", s, ind.ID, a, err)
			}
			if e.Key == AmountAmbiguous && len(e.Readings) < 2 {
				t.Fatalf("%q of %s is ambiguous between %v", s, ind.ID, e.Readings)
			}
		}
	})
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2024", "2024-06", "2024-Q2", "2024-02-29", "-", "2024-13", "0000-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		if p.String() != s {
			t.Fatalf("%q read as %s", s, p)
		}
		if from, to := p.Window(); to.Before(from) {
			t.Fatalf("%q: window %s to %s", s, from, to)
		}
	})
}
