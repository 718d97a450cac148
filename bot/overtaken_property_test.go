package bot_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chitieu/target"
)

// TestIncrementsOfTwoAddUp: whatever two people add, put right and withdraw of one
// total, it is the sum of what they stand by, if each takes the first answer.
func TestIncrementsOfTwoAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := newStage(t, nil)
		base, _ := s.inForce("budget-revenue")
		stands := map[string][][]target.Amount{} // what each has added, with what it was put right to
		fresh := map[string]bool{}               // it was the last thing that they did
		for range rapid.IntRange(2, 9).Draw(r, "turns") {
			s.now = s.now.Add(time.Minute)
			who := rapid.SampledFrom([]string{"officer", "leader"}).Draw(r, "who")
			v := target.NewAmount(int64(rapid.IntRange(1, 9).Draw(r, "tenths"))).Shift(-1)
			own := stands[who]
			does := "add"
			if fresh[who] {
				does = rapid.SampledFrom([]string{"add", "fix", "undo"}).Draw(r, "does")
			}
			if does == "fix" && last(last(own)).Equal(v) {
				does = "add" // nothing would be put right
			}
			said := fmt.Sprintf("thu ngân sách thêm %s tỷ", comma(v))
			switch does {
			case "add":
				own = append(own, []target.Amount{v})
			case "fix":
				said, own[len(own)-1] = "sửa lại thêm "+comma(v), append(last(own), v)
			case "undo": // of a correction leaves what was corrected
				versions := last(own)
				if said, own = "hủy", own[:len(own)-1]; len(versions) > 1 {
					own = append(own, versions[:len(versions)-1])
				}
			}
			stands[who], fresh[who] = own, does != "undo"
			reply := s.say(who, said)
			for range 3 { // questions
				if len(reply.Choices) < 2 {
					break
				}
				reply = s.say(who, "1")
			}
			want := base
			for _, list := range stands {
				for _, versions := range list {
					want = want.Add(last(versions))
				}
			}
			if got, id := s.inForce("budget-revenue"); !got.Equal(want) {
				r.Fatalf("%s says %q: %s is in force (%s), want %s\n%s\n%s", who, said, got, id, want, reply.Head, reply.Text)
			}
		}
	})
}

func last[T any](list []T) T { return list[len(list)-1] }

func comma(a target.Amount) string { return "0," + a.Shift(1).String() }

// inForce is the locality's figure that holds now.
func (s *stage) inForce(indicator target.IndicatorID) (target.Amount, target.ReportID) {
	s.t.Helper()
	all, err := s.store.Reports(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	r := target.Latest(target.Standing(all), indicator, target.Locality, target.DateOf(s.now))
	return r.Value, r.ID
}
