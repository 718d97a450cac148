package main

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"chitieu/target"
)

// Eight weeks of reminders as the people of an office live through them: the
// program is stopped every evening, and for two days it is not there at all.
func TestWeeksOfReminders(t *testing.T) {
	t.Parallel() // it works while others wait
	skipUnderRace(t)
	synctest.Test(t, func(t *testing.T) {
		w := newWeeks(t)
		w.outage("06-23 12:00", "06-25 09:00")
		w.at("05-13 07:10")
		w.say(leader, leader, "/start")
		w.say(operator, operator, "/start")

		w.acknowledgedThenAsked()
		w.standIn()
		w.at("07-05 16:00")
		w.toggle()
		w.keepsItsPromises()
	})
}

// acknowledgedThenAsked: who has read a reminder is left alone for AckDays, in
// that group and no other, and then asked again.
func (w *weeks) acknowledgedThenAsked() {
	w.at("05-13 09:00")
	w.hears(wholeGroup, "05-13", "Kính gửi", "rác thải", "Chủ trì: Phòng TN&MT")
	w.hears(wasteGroup, "05-13", "Kính gửi", "rác thải: 92,9% (30/4)")
	w.wants(w.press(wasteGroup, wasteOfficer, "Đã rõ"), "rác thải", "Đã rõ: Phòng TN&MT, 09:00 13/5.")
	w.directed()
	w.at("05-28 09:00")
	for _, day := range []string{"05-14", "05-16", "05-20", "05-21", "05-24", "05-27"} {
		w.hearsNot(wasteGroup, day)
	}
	w.hears(wholeGroup, "05-27", "rác thải: 92,9% (30/4)")
	w.hears(wasteGroup, "05-28", "Chậm tiến độ kéo dài", "rác thải", "ngày 4/6 sẽ báo lãnh đạo")
	w.stoppedByReport()
}

// directed: a leader's directive is reminded the day before and on its day, is
// late in the morning after, stands in the digests, and comes back answered.
func (w *weeks) directed() {
	w.at("05-21 09:00")
	w.wants(w.say(leader, leader, "giao Phòng Nông nghiệp báo cáo dồn điền đổi thửa trước 16h thứ năm"), "Xác nhận giao việc", "16:00 ngày 23/5/2024")
	w.press(leader, leader, "Giao")
	w.hears(farmGroup, "05-21", "Lãnh đạo giao việc gv-1", "báo cáo dồn điền đổi thửa")
	w.at("05-27 09:00")
	w.hears(farmGroup, "05-22", "gv-1", "16:00 ngày 23/5/2024")
	w.hears(farmGroup, "05-23", "gv-1")
	w.hearsNot(leader, "05-23")
	w.hears(farmGroup, "05-24", "gv-1", "quá hạn")
	w.hears(leader, "05-24", "gv-1", "quá hạn", "Phòng NN-PTNT")
	w.hears(wholeGroup, "05-27", "gv-1", "rác thải")
	w.hears(farmGroup, "05-27", "gv-1")
	w.hearsNot(leader, "05-27", "gv-1")
	w.wants(w.say(farmGroup, farmOfficer, "/traloi gv-1 đã xong ở 12 xã"), "Đã ghi nhận trả lời việc gv-1")
	w.hears(leader, "05-27", "trả lời việc gv-1, sau hạn", "Trả lời: đã xong ở 12 xã")
}

// stoppedByReport: a report ends the chain in a run of the program that did not
// begin it. It still lags, so the next digest says so, and a snooze puts that off.
func (w *weeks) stoppedByReport() {
	w.at("05-30 09:00")
	w.wants(w.say(wasteOfficer, wasteOfficer, "rác thải đến 29/5 đạt 93,1%"), "Đã ghi nhận", "93,1%")
	w.at("05-31 10:00")
	w.wants(w.say(financeOfficer, financeOfficer, "thu ngân sách đến 30/5: 70 tỷ"), "Đã ghi nhận", "70 tỷ đồng")
	w.at("06-03 09:00")
	w.hearsNot(wholeGroup, "06-03", "gv-1")
	w.hears(wasteGroup, "06-03", "Kính gửi", "93,1% (29/5)")
	w.press(wasteGroup, wasteOfficer, "Hoãn")
	w.wants(w.press(wasteGroup, wasteOfficer, "1 tuần (đến 10/6)"), "Hoãn đến 10/6: Phòng TN&MT")
	w.promised()
	for _, day := range []string{"06-04", "06-05", "06-06", "06-07"} {
		w.hearsNot(leader, day, "rác thải")
	}
	w.hearsNot(wasteGroup, "06-10")
}

// promised: a promise keeps its group quiet; whether it was kept only leaders hear.
func (w *weeks) promised() {
	w.hears(financeGroup, "06-03", "Kính gửi", "Thu ngân sách: 70 tỷ đồng (30/5)")
	w.wants(w.press(financeGroup, financeOfficer, "Cam kết"), "cam kết đạt bao nhiêu")
	w.wants(w.say(financeGroup, financeOfficer, "80 tỷ"), "trước ngày nào")
	w.wants(w.say(financeGroup, financeOfficer, "14/6"), "Đã ghi nhận", "80 tỷ đồng trước 14/6/2024")
	w.rescheduled()
	w.at("06-14 08:10")
	w.hearsNot(financeGroup, "06-10")
	w.say(financeOfficer, financeOfficer, "thu ngân sách đến 13/6: 80,5 tỷ")
	w.at("06-14 09:00")
	w.hears(leader, "06-14", "cam kết đã giữ", "80 tỷ đồng")
	w.wants(w.say(financeOfficer, financeOfficer, "cam kết thu ngân sách 95 tỷ trước 26/6"), "Đã ghi nhận", "26/6/2024")
	w.say(communeOfficer, communeOfficer, "xã Kỳ Đồng sản lượng lương thực đến 14/6 đạt 1500 tấn")
	w.wants(w.say(communeOfficer, communeOfficer, "xã Kỳ Đồng sản lượng lương thực"), "1.500 tấn", "chậm")
	w.at("06-17 09:00")
	w.hears(wasteGroup, "06-17", "rác thải")
	w.hears(communeGroup, "06-17", "Kính gửi", "Sản lượng lương thực: 1.500 tấn (14/6)")
	w.nudged()
	w.at("06-20 09:00")
	w.say(leader, leader, "/lich monday-digest macdinh")
	w.wants(w.press(leader, leader, "Lưu"), "Đã lưu", "thứ Hai, 07:30 ngày 24/6/2024")
	w.wasDown()
}

// nudged: what a leader asks for goes out at once, though the group has had its
// reminder of the day, and to nobody else.
func (w *weeks) nudged() {
	w.say(leader, leader, "/nhac xã Kỳ Đồng")
	before := len(w.on(communeGroup, "06-17"))
	w.wants(w.press(leader, leader, "Gửi ngay"), "Đã gửi lời nhắc đến nhóm xã Kỳ Đồng")
	if heard := w.on(communeGroup, "06-17"); len(heard) != before+1 || !strings.Contains(heard[before].text, "1.500 tấn") {
		w.t.Errorf("the nudge did not come:%s", w.day(communeGroup, "06-17"))
	}
	w.asked = append(w.asked, "06-17")
}

// rescheduled: a rule that was changed from chat owes nothing to the time before.
func (w *weeks) rescheduled() {
	w.at("06-05 15:00")
	w.wants(w.say(leader, leader, "/lich monday-digest thứ tư 14h"), "Đổi lịch", "14:00 ngày 12/6/2024")
	w.wants(w.press(leader, leader, "Lưu"), "Đã lưu", "14:00 ngày 12/6/2024")
	w.at("06-11 09:00")
	w.say(wasteOfficer, wasteOfficer, "rác thải đến 10/6 đạt 93,2%")
	w.at("06-12 16:00")
	w.hearsNot(wholeGroup, "06-05")
	w.hearsNot(wholeGroup, "06-10")
	if text := w.hears(wholeGroup, "06-12", "Kính gửi", "93,2% (10/6)"); text != "" {
		if at := w.on(wholeGroup, "06-12")[0].at; at.Format("15:04") != "14:00" {
			w.t.Errorf("the changed digest came at %s", at)
		}
	}
}

// wasDown: after two days without the program the newest slots are made up for
// once, leaders hear of it once, and the operator's daily line names what was
// missed.
func (w *weeks) wasDown() {
	w.wants(w.say(leader, leader, "giao Phòng Tài chính báo cáo giải pháp tăng thu trước 16h thứ ba"), "16:00 ngày 25/6/2024")
	w.press(leader, leader, "Giao")
	w.at("06-21 09:00")
	w.say(wasteOfficer, wasteOfficer, "rác thải đến 20/6 đạt 93,3%")
	w.at("06-25 16:45")
	w.hears(wholeGroup, "06-25", "Kính gửi", "93,3% (20/6)", "đến 25/6/2024")
	w.agrees(w.hears(wholeGroup, "06-25", "Chỉ tiêu năm 2024 chậm"))
	w.hears(financeGroup, "06-25", "gv-2")
	w.hears(leader, "06-25", "Hệ thống nhắc việc đã hoạt động trở lại", "lời nhắc trong thời gian đó không được gửi")
	w.hears(operator, "06-25", "tin bỏ lỡ")
	w.at("06-27 09:00")
	w.hearsNot(leader, "06-26", "hoạt động trở lại")
	w.hears(leader, "06-27", "cam kết không giữ", "95 tỷ đồng")
}

// agrees checks that a leader who asks at once is told what the digest told: the
// same indicators and figures, judged alike.
func (w *weeks) agrees(digest string) {
	w.t.Helper()
	asked, why := listed(w.say(leader, leader, "/cham")), w.say(wholeGroup, leader, "/visao")
	told := listed(digest)
	if !slices.Equal(told, asked) || len(told) == 0 {
		w.t.Errorf("the digest names %q, /cham %q", told, asked)
	}
	for _, item := range told {
		name, figure, _ := strings.Cut(item, ": ")
		answer := w.say(leader, leader, name+" đến đâu rồi")
		w.wants(answer, figure, "chậm")
	}
	name, figure, _ := strings.Cut(told[0], ": ")
	w.wants(why, "Vì sao nhắc: "+name, figure, "Đánh giá: có nguy cơ chậm")
}

// listed are the indicators of a list with their figures.
func listed(text string) []string {
	var items []string
	for _, line := range strings.Split(text, "\n") {
		if item, ok := strings.CutPrefix(line, "- "); ok {
			name, rest, _ := strings.Cut(item, ": ")
			figure, _, _ := strings.Cut(rest, " (")
			items = append(items, name+": "+figure)
		}
	}
	return items
}

// standIn: what is for a group that put the bot out comes in its second group.
func (w *weeks) standIn() {
	w.at("06-27 10:00")
	w.srv.Kick(wasteGroup, wasteOfficer)
	w.at("06-28 09:00")
	w.say(wasteOfficer, wasteOfficer, "rác thải đến 27/6 đạt 93,4%")
	w.hears(communeGroup, "06-28", "Chậm tiến độ kéo dài", "Sản lượng lương thực", "sẽ báo nhóm cơ quan chủ trì")
	w.at("07-01 09:00")
	w.hears(wasteStandby, "07-01", "Kính gửi", "93,4% (27/6)")
	w.wants(w.press(wasteStandby, wasteOfficer, "Đã rõ"), "Đã rõ: Phòng TN&MT")
	w.at("07-05 09:00")
	w.hears(farmGroup, "07-02", "Chậm tiến độ kéo dài", "Kỳ Đồng")
	w.hears(leader, "07-05", "Kỳ Đồng", "chậm tiến độ kéo dài", "Đã nhắc")
}

// keepsItsPromises holds everything that was ever said against what a reminder
// promises, whatever the rules and the days.
func (w *weeks) keepsItsPromises() {
	late := make(map[string]int)
	for _, h := range w.all {
		if n := strings.Count(h.text, "\n") + 1; n > 8 {
			w.t.Errorf("%d lines in %d:\n%s", n, h.chat, h.text)
		}
		w.namesNothingUndue(h)
		if h.chat > 0 {
			continue
		}
		if strings.Contains(h.text, "Người ") {
			w.t.Errorf("a group hears of a person:\n%s", h.text)
		}
		day := h.at.Format("01-02")
		if isLagging(h.text) {
			most := 1
			if h.chat == communeGroup && slices.Contains(w.asked, day) {
				most = 2
			}
			if late[day+string(rune(-h.chat))]++; late[day+string(rune(-h.chat))] > most {
				w.t.Errorf("%d hears twice of what lags on %s:%s", h.chat, day, w.day(h.chat, day))
			}
		}
		if strings.Contains(h.text, "cam kết đã giữ") || strings.Contains(h.text, "cam kết không giữ") {
			w.t.Errorf("a group hears what became of a promise:\n%s", h.text)
		}
	}
	if len(late) < 10 {
		w.t.Errorf("only %d lagging messages", len(late))
	}
}

// isLagging tells a digest, a crossing and a step of an escalation.
func isLagging(text string) bool {
	return strings.Contains(text, "Kính gửi") && (strings.Contains(text, "chậm hoặc có nguy cơ chậm") || strings.Contains(text, "Chậm tiến độ") || strings.Contains(text, "mới chậm"))
}

// namesNothingUndue checks that what is not judged yet is never called late.
func (w *weeks) namesNothingUndue(h heard) {
	if !strings.Contains(strings.ToLower(h.text), "chậm") {
		return
	}
	for _, line := range strings.Split(h.text, "\n") {
		for i := range w.plan.Indicators {
			ind := &w.plan.Indicators[i]
			undue := slices.Contains([]target.IndicatorID{"value-per-hectare", "standard-schools", "cultural-villages", "strong-communes"}, ind.ID) ||
				ind.ID == "grain-output" && target.DateOf(h.at).Before(target.NewDate(2024, 6, 14))
			if undue && strings.Contains(line, ind.Names.Short(target.Vietnamese)+":") && (isLagging(h.text) || strings.Contains(line, "chậm")) {
				w.t.Errorf("%s: %s is not due:\n%s", h.at, ind.ID, h.text)
			}
		}
	}
}
