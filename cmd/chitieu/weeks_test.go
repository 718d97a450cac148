package main

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/plans"
	"chitieu/storage/memory"
	"chitieu/target"
)

// Who takes part in the weeks: a leader, an operator, and for each group the
// officer who answers there.
const (
	leader   = 1
	operator = 2

	wholeGroup   = -1
	wasteGroup   = -2 // of the agency that leads waste treatment
	financeGroup = -3
	farmGroup    = -4
	communeGroup = -5
	wasteStandby = -6

	wasteOfficer   = 12
	financeOfficer = 13
	farmOfficer    = 14
	communeOfficer = 15
)

// heard is a message as it was when it arrived.
type heard struct {
	chat    int64
	at      time.Time
	id      int
	text    string
	buttons [][]telegramtest.Button
}

// weeks is the program in an office whose machine is switched off in the evening
// and over the weekend, and everything that it ever said.
type weeks struct {
	*office
	plan    *target.Plan
	clock   *demoTime
	app     *app
	outages [][2]time.Time
	known   map[int64]int // messages of a chat that were written down
	all     []heard
	asked   []string // days on which a leader had the commune's group reminded
}

// weeksPeople are the configured people. Their names must not show in groups.
func weeksPeople() []target.Member {
	officer := func(id int64, unit target.UnitID) target.Member {
		return target.Member{ID: target.MemberID(fmt.Sprintf("telegram:%d", id)), Name: fmt.Sprintf("Người %d", id), Role: target.Officer, Unit: unit}
	}
	return []target.Member{
		{ID: "telegram:1", Name: "Người 1", Role: target.Leader},
		{ID: "telegram:2", Name: "Người 2", Role: target.Operator},
		officer(wasteOfficer, "phong-tai-nguyen-moi-truong"),
		officer(financeOfficer, "phong-tai-chinh-ke-hoach"),
		officer(farmOfficer, "phong-nong-nghiep"),
		officer(communeOfficer, "xa-ky-dong"),
	}
}

func weeksGroups() []target.Chat {
	group := func(id int64, unit target.UnitID) target.Chat {
		return target.Chat{ID: target.ChatID(fmt.Sprintf("telegram:%d", id)), Title: fmt.Sprintf("Nhóm %d", -id), Group: true, Unit: unit, Lang: target.Vietnamese}
	}
	groups := []target.Chat{
		group(wholeGroup, target.Locality), group(wasteGroup, "phong-tai-nguyen-moi-truong"),
		group(financeGroup, "phong-tai-chinh-ke-hoach"), group(farmGroup, "phong-nong-nghiep"),
		group(communeGroup, "xa-ky-dong"), group(wasteStandby, "phong-tai-nguyen-moi-truong"),
	}
	groups[1].Fallback, groups[5].Standby = groups[5].ID, true
	return groups
}

// knownBefore picks the figures of the demonstration from before the weeks begin;
// of grain also what the other communes report in June.
func knownBefore(r *target.Report) bool {
	grain := r.Indicator == "grain-output" && r.Unit != "xa-ky-dong"
	return grain || r.AsOf.Before(target.NewDate(2024, time.May, 13))
}

// newWeeks is the office on the morning of Monday 13 May 2024; to be called in a
// bubble.
func newWeeks(t *testing.T) *weeks {
	t.Helper()
	plan, reports, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	srv := telegramtest.New(appToken, telegramtest.User{ID: 123456, First: "Bot", Username: "trolychitieu_bot"})
	for _, m := range weeksPeople() {
		var id int64
		if _, err := fmt.Sscanf(string(m.ID), "telegram:%d", &id); err != nil {
			t.Fatal(err)
		}
		srv.AddPrivate(telegramtest.User{ID: id, First: m.Name})
	}
	for _, g := range weeksGroups() {
		var id int64
		if _, err := fmt.Sscanf(string(g.ID), "telegram:%d", &id); err != nil {
			t.Fatal(err)
		}
		srv.AddGroup(id, g.Title)
	}
	clock := newDemoTime(time.Date(2024, time.May, 13, 6, 30, 0, 0, plan.Zone))
	srv.Dated = clock.Now
	o := appOptions{
		Plan: plan, Now: clock.Now, KV: kept{memory.New()}, Members: weeksPeople(), Groups: weeksGroups(),
		Reports:  slices.DeleteFunc(reports, func(r target.Report) bool { return !knownBefore(&r) }),
		Telegram: &telegram.Options{Token: appToken, Endpoint: srv.Endpoint(), Client: srv.Client(), Now: clock.Now},
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	return &weeks{office: &office{t: t, srv: srv, o: o}, plan: plan, clock: clock, known: make(map[int64]int)}
}

// moment reads "05-13 09:00" in the plan's zone.
func (w *weeks) moment(text string) time.Time {
	w.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", "2024-"+text, w.plan.Zone)
	if err != nil {
		w.t.Fatal(err)
	}
	return at
}

// outage keeps the program down between two moments.
func (w *weeks) outage(from, to string) {
	w.outages = append(w.outages, [2]time.Time{w.moment(from), w.moment(to)})
}

// isOn is when the machine runs: on weekdays from 07:00 to 17:00.
func (w *weeks) isOn(at time.Time) bool {
	minute := at.Hour()*60 + at.Minute()
	on := at.Weekday() != time.Saturday && at.Weekday() != time.Sunday && minute >= 7*60 && minute < 17*60
	return on && !slices.ContainsFunc(w.outages, func(o [2]time.Time) bool { return !at.Before(o[0]) && at.Before(o[1]) })
}

// at lets the time pass up to a moment.
func (w *weeks) at(text string) {
	w.t.Helper()
	to := w.moment(text)
	for {
		now := w.clock.Now()
		if w.isOn(now) != (w.app != nil) {
			w.toggle()
		}
		if !now.Before(to) {
			return
		}
		next := now.Truncate(30 * time.Minute).Add(30 * time.Minute)
		if next.After(to) {
			next = to
		}
		time.Sleep(next.Sub(now))
		synctest.Wait()
		w.listen()
	}
}

// toggle switches the machine on or off.
func (w *weeks) toggle() {
	w.t.Helper()
	if w.app != nil {
		if err := w.app.stop(); err != nil {
			w.t.Error(err)
		}
		w.app = nil
		return
	}
	var err error
	if w.app, err = startApp(w.t.Context(), w.o); err != nil {
		w.t.Fatal(err)
	}
}

// listen writes down what has arrived.
func (w *weeks) listen() {
	ahead := time.Until(w.clock.Now())
	for _, chat := range []int64{leader, operator, wasteOfficer, financeOfficer, farmOfficer, communeOfficer,
		wholeGroup, wasteGroup, financeGroup, farmGroup, communeGroup, wasteStandby} {
		seen := w.srv.Seen(chat)
		for _, m := range seen[w.known[chat]:] {
			w.all = append(w.all, heard{chat, m.At.Add(ahead).In(w.plan.Zone), m.ID, m.Text, m.Buttons})
		}
		w.known[chat] = len(seen)
	}
}

// say lets somebody write, in a group as a reply to the bot, and returns the
// answer.
func (w *weeks) say(chat, from int64, text string) string {
	w.t.Helper()
	before := w.srv.Seen(chat)
	var how []telegramtest.Option
	if len(before) > 0 && chat < 0 {
		how = append(how, telegramtest.ReplyTo(before[len(before)-1].ID))
	}
	w.srv.Say(chat, from, text, how...)
	return w.answer(chat, len(before))
}

// answer is what the chat hears after so many messages; none is "".
func (w *weeks) answer(chat int64, before int) string {
	time.Sleep(10 * time.Second)
	synctest.Wait()
	w.listen()
	var texts []string
	for _, m := range w.srv.Seen(chat)[before:] {
		texts = append(texts, m.Text)
	}
	return strings.Join(texts, "\n--\n")
}

// press lets somebody press the newest button with the label, and returns the
// answer: a new message, else the edited one.
func (w *weeks) press(chat, from int64, label string) string {
	w.t.Helper()
	before := len(w.srv.Seen(chat))
	if _, err := w.srv.Press(chat, from, label); err != nil {
		w.t.Fatal(err)
	}
	if text := w.answer(chat, before); text != "" {
		return text
	}
	seen := w.srv.Seen(chat)
	return seen[len(seen)-1].Text
}

// on is what a chat heard on a day.
func (w *weeks) on(chat int64, day string) []heard {
	w.t.Helper()
	return slices.DeleteFunc(slices.Clone(w.all), func(h heard) bool { return h.chat != chat || h.at.Format("01-02") != day })
}

// hears checks that exactly one message of the day holds all the parts, and
// returns it.
func (w *weeks) hears(chat int64, day string, parts ...string) string {
	w.t.Helper()
	found := slices.DeleteFunc(w.on(chat, day), func(h heard) bool { return !holds(h.text, parts) })
	if len(found) != 1 {
		w.t.Errorf("%s: %d hears %d messages with %q, of:%s", day, chat, len(found), parts, w.day(chat, day))
		return ""
	}
	return found[0].text
}

// hearsNot checks that no message of the day holds all the parts; without parts,
// that there is none.
func (w *weeks) hearsNot(chat int64, day string, parts ...string) {
	w.t.Helper()
	if slices.ContainsFunc(w.on(chat, day), func(h heard) bool { return holds(h.text, parts) }) {
		w.t.Errorf("%s: %d should not hear %q:%s", day, chat, parts, w.day(chat, day))
	}
}

func (w *weeks) day(chat int64, day string) string {
	text := ""
	for _, h := range w.on(chat, day) {
		text += "\n" + h.at.Format("15:04") + " " + h.text
	}
	return text
}

func holds(text string, parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(text, p) })
}

func (w *weeks) wants(text string, parts ...string) {
	w.t.Helper()
	if !holds(text, parts) {
		w.t.Errorf("%s: no %q in:\n%s", w.clock.Now().Format("01-02 15:04"), parts, text)
	}
}
