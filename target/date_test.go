package target

import (
	"encoding/json"
	"testing"
	"time"
)

func TestParseDateReadsOneFormOnly(t *testing.T) {
	if d, err := ParseDate("2024-02-29"); err != nil || d != (Date{2024, time.February, 29}) {
		t.Errorf("got %v, %v", d, err)
	}
	for _, text := range []string{"", "2024-2-29", "2023-02-29", "29/02/2024", "2024-02-29T00:00:00Z"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %s", text, d)
		}
	}
}

func TestDateArithmetic(t *testing.T) {
	d := day("2024-02-28")
	if got := d.AddDays(2); got != day("2024-03-01") {
		t.Errorf("two days after: %s", got)
	}
	if got := day("2024-12-31").DaysSince(day("2024-01-01")); got != 365 {
		t.Errorf("a leap year has %d days after the first", got)
	}
	if got := day("2024-01-01").DaysSince(day("2024-01-31")); got != -30 {
		t.Errorf("backwards: %d", got)
	}
	if got := NewDate(2024, time.April, 31); got != day("2024-05-01") {
		t.Errorf("31 April is %s", got)
	}
	if d.Weekday() != time.Wednesday {
		t.Errorf("28 February 2024 is a %s", d.Weekday())
	}
}

func TestDateOfIsTheDayInTheTimesZone(t *testing.T) {
	hanoi := time.FixedZone("+07", 7*60*60)
	late := time.Date(2024, time.June, 30, 18, 0, 0, 0, time.UTC)
	if got := DateOf(late.In(hanoi)); got != day("2024-07-01") {
		t.Errorf("18:00 UTC is %s in Hà Nội", got)
	}
	if got := day("2024-07-01").In(hanoi); !got.Equal(late.Add(-time.Hour)) {
		t.Errorf("1 July begins at %s", got)
	}
}

func TestDateAsText(t *testing.T) {
	type record struct{ On, Off Date }
	in := record{On: day("2024-06-30")}
	text, err := json.Marshal(in)
	if err != nil || string(text) != `{"On":"2024-06-30","Off":""}` {
		t.Fatalf("%s, %v", text, err)
	}
	var out record
	if err := json.Unmarshal(text, &out); err != nil || out != in {
		t.Errorf("%+v, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"30/6"}`), &out); err == nil {
		t.Error("30/6 was read as a date")
	}
}
