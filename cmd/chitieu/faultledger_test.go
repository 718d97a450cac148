package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// open reads the data between two lives.
func (f *faultRun) open(read func(*storage.Store)) {
	f.t.Helper()
	kv, err := openKV(f.data, "")
	if err != nil {
		f.t.Fatal(err)
	}
	defer kv.Close()
	store, err := storage.New(f.t.Context(), kv)
	if err != nil {
		f.t.Fatal(err)
	}
	read(store)
}

// ledger returns the rule's deliveries.
func (f *faultRun) ledger() (all []target.Delivery) {
	f.t.Helper()
	f.open(func(s *storage.Store) {
		var err error
		if all, err = s.Deliveries(f.t.Context(), time.Time{}, f.clock.Add(24*time.Hour)); err != nil {
			f.t.Fatal(err)
		}
	})
	return slices.DeleteFunc(all, func(d target.Delivery) bool { return d.Rule != faultRule })
}

// rows are the day's deliveries for the group, under its old or its new number.
func (f *faultRun) rows(ledger []target.Delivery, group int64, day string) []target.Delivery {
	return slices.DeleteFunc(slices.Clone(ledger), func(d target.Delivery) bool {
		mine := slices.ContainsFunc(f.numbers(group), func(id int64) bool {
			return strings.HasSuffix(string(d.ID), fmt.Sprintf("/telegram:%d", id))
		})
		return !mine || target.DateOf(d.Slot.Add(7*time.Hour).UTC()).String() != day
	})
}

// numbers are those that the group has or had.
func (f *faultRun) numbers(group int64) []int64 {
	if moved, ok := f.moved[group]; ok {
		return []int64{group, moved}
	}
	return []int64{group}
}

// catch notes which of the day's deliveries are claimed now that a life is
// over, and counts those that were not caught before.
func (f *faultRun) catch(day string) int {
	f.t.Helper()
	ledger, n := f.ledger(), 0
	for i := range *faultGroups {
		key := faultKey{groupNumber(i), day}
		held := slices.ContainsFunc(f.rows(ledger, key.chat, day), func(d target.Delivery) bool { return d.State == target.Claimed })
		if held && !f.caught[key] {
			f.caught[key] = true
			n++
		}
	}
	return n
}

// excused reports whether the program may not know that the group has had the
// day's reminder: the messenger took it and said nothing, or a life ended
// between claiming and marking it.
func (f *faultRun) excused(group int64, day string) bool {
	return f.caught[faultKey{group, day}] || slices.ContainsFunc(f.numbers(group), func(id int64) bool {
		return f.messenger.excuses(faultKey{id, day})
	})
}

// faultResult is what became of every reminder.
type faultResult struct{ due, delivered, duplicates, lost, unsure, gone int }

// result holds the ledger against what stands in the groups.
func (f *faultRun) result() (r faultResult) {
	f.t.Helper()
	ledger := f.ledger()
	for i := range *faultGroups {
		for _, day := range faultDays[:*faultSlots] {
			f.judge(&r, ledger, groupNumber(i), day)
		}
	}
	return r
}

// judge counts what became of one reminder: none is lost, and one that came
// twice has an excuse.
func (f *faultRun) judge(r *faultResult, ledger []target.Delivery, group int64, day string) {
	f.t.Helper()
	rows, seen := f.rows(ledger, group, day), f.seen(group, day)
	r.due++
	r.duplicates += max(0, seen-1)
	if seen > 2 || seen == 2 && !f.excused(group, day) {
		f.t.Errorf("group %d got the reminder of %s %d times without an excuse: %+v", group, day, seen, rows)
	}
	switch {
	case seen > 0:
		r.delivered++
	case slices.Contains(f.gone, group):
		r.gone++
	case slices.ContainsFunc(rows, func(d target.Delivery) bool { return d.State == target.Unsure }):
		r.unsure++
	default:
		r.lost++
		f.t.Errorf("nothing stands in group %d for %s: %+v", group, day, rows)
	}
}

// seen counts the reminders of the day in the group, before and after a move.
func (f *faultRun) seen(group int64, day string) int {
	date, _ := target.ParseDate(day)
	stamp := fmt.Sprintf("%d/%d/%d", date.Day, date.Month, date.Year)
	n := 0
	for _, id := range f.numbers(group) {
		for _, m := range f.messenger.next.Seen(id) {
			first, _, _ := strings.Cut(m.Text, "\n- ")
			if m.Bot && strings.Contains(first, stamp) {
				n++
			}
		}
	}
	return n
}
