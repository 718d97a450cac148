package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// Intents that only commands have.
const (
	approving   understand.Intent = "approve"  // let a waiting figure count
	refusing    understand.Intent = "refuse"   // or not
	confirming  understand.Intent = "confirm"  // say that a figure is right
	overhearing understand.Intent = "overhear" // what was offered in a group
	widening    understand.Intent = "widen"    // a figure is the whole locality's
	method      understand.Intent = "method"   // how a status was reached
	redating    understand.Intent = "redate"   // say another day of figures just stored
	language    understand.Intent = "language" // choose the language of answers
)

// command is what a word behind a slash stands for. The first name of the
// first language is the one that choices carry.
type command struct {
	intent understand.Intent
	names  map[target.Lang][]string
}

// commands are Latin words without marks, so that every messenger takes them.
var commands = []command{
	{understand.ProgressOne, named("tiendo td", "kemajuan", "progress")},
	{understand.ProgressAll, named("tatca", "semua", "all")},
	{understand.LaggingList, named("cham", "terlambat", "lagging")},
	{ranking, named("xephang", "peringkat", "ranking")},
	{slow, named("xacham", "komunelambat", "communes")},
	{silent, named("chuagui", "belumlapor", "silent")},
	{needed, named("canlam", "perlu", "needed")},
	{listing, named("chitieu", "target", "targets")},
	{walking, named("xem", "lihat", "view")},
	{understand.SummaryReport, named("tonghop", "ringkasan", "summary")},
	{understand.ReportValue, named("bc baocao", "lapor", "report")},
	{understand.Undo, named("huy", "batal", "undo")},
	{redating, named("ngaysolieu", "tanggaldata", "asof")},
	{approving, named("duyet", "setujui", "approve")},
	{refusing, named("khongduyet", "tolak", "refuse")},
	{overhearing, named("nghe", "dengar", "listen")},
	{widening, named("toanhuyen", "seluruh", "whole")},
	{confirming, named("xacnhan", "konfirmasi", "confirm")},
	{understand.History, named("lichsu", "riwayat", "history")},
	{understand.ForecastIntent, named("dubao", "prakiraan", "forecast")},
	{understand.CompareLastYear, named("cungky", "bandingkan", "compare")},
	{understand.WhoIsResponsible, named("chutri", "penanggungjawab", "lead")},
	{understand.Deadline, named("han", "tenggat", "deadline")},
	{understand.RemindSettings, named("lich", "jadwal pengingat", "schedule reminders")},
	{nudging, named("nhac", "ingatkan", "remind")},
	{method, named("cachtinh", "caranilai", "method")},
	{understand.Help, named("trogiup start", "bantuan", "help")},
	{acknowledging, named("daro", "jelas", "noted")},
	{snoozing, named("hoan", "tunda", "snooze")},
	{promising, named("camket", "janji", "promise")},
	{asking, named("visao", "mengapa", "why")},
	{stopping, named("dungnhac", "hentikan", "stopescalation")},
	{preparing, named("chuanbi", "persiapan", "preparation")},
	{language, named("ngonngu", "bahasa", "language")},
	{entering, named("nhan", "terima", "join")},
	{wanting, named("xinquyen", "mintaakses", "requestaccess")},
	{inviting, named("moi", "undang", "invite")},
	{staff, named("thanhvien", "anggota", "members")},
	{granting, named("capquyen", "beriakses", "grant")},
	{linking, named("lienket", "tautkan", "link")},
	{unlinking, named("huylienket", "lepastautan", "unlink")},
	{belonging, named("nhom", "grup", "group")},
	{personal, named("dulieu", "dataku", "mydata")},
	{statusing, named("trangthai", "keadaan", "status")},
	{logging, named("nhatky", "catatan", "log")},
	{rehearsing, named("dienthu", "simulasi", "rehearse")},
	{assigning, named("giao", "tugaskan", "assign")},
	{answering, named("traloi", "jawab", "answer")},
	{withdrawing, named("thugiao", "tarik", "withdraw")},
	{tasks, named("viec congviec", "tugas", "tasks")},
}

func named(vi, id, en string) map[target.Lang][]string {
	return map[target.Lang][]string{
		target.Vietnamese: strings.Fields(vi), target.Indonesian: strings.Fields(id), target.English: strings.Fields(en),
	}
}

// slash returns the command of an intent as choices carry it: "/tiendo". How a
// unit stands is asked by the command that asks it of an indicator.
func slash(intent understand.Intent) string {
	if intent == understand.UnitProgress {
		intent = understand.ProgressOne
	}
	for _, c := range commands {
		if c.intent == intent {
			return "/" + c.names[target.Vietnamese][0]
		}
	}
	return "/trogiup"
}

// lookup finds a command by any of its names, with the language of the name.
func lookup(name string) (understand.Intent, target.Lang, bool) {
	for _, c := range commands {
		for l, names := range c.names {
			if slices.Contains(names, name) {
				return c.intent, l, true
			}
		}
	}
	return understand.None, "", false
}

// command reads "/tiendo thu ngân sách" or a pressed choice such as
// "/tiendo budget-revenue xa-ky-thu 2024-06 p1". An unknown command is help.
func (b *Bot) command(t *turn) {
	name, rest, _ := strings.Cut(t.msg.Text[1:], " ")
	name, _, _ = strings.Cut(strings.ToLower(name), "@")
	intent, l, ok := lookup(name)
	if !ok {
		intent = understand.Help
	}
	if intent == preparing {
		rest = t.takeStage(rest)
	}
	t.args = strings.Fields(rest)
	if name == "start" && len(t.args) > 0 {
		intent = entering // Telegram's way to bring a code
	}
	// The Vietnamese names are everybody's, the others tell the language.
	if t.msg.Pressed == "" && ok && l != target.Vietnamese {
		t.speak(b, l)
	}
	if slices.Contains(verbatim, intent) {
		t.reading = understand.Reading{Text: t.msg.Text, Lang: t.words.Lang, Intent: intent, Confidence: 1}
		return
	}
	if b.structured(t) || intent == language || intent == understand.RemindSettings || isGroup(rest) {
		t.reading.Intent = intent
		return
	}
	t.reading = b.reader.Read(rest, b.context(t))
	if t.reading.Intent != understand.None {
		t.follow(b, t.reading.Lang, t.reading.Clear)
	}
	if t.reading.Outside == "" {
		t.reading.Intent = intent
	}
}

var pageArg = regexp.MustCompile(`^p([0-9]{1,2})$`)

// structured reads arguments that are ids only, as choices carry them.
func (b *Bot) structured(t *turn) bool {
	var r understand.Reading
	for _, arg := range t.args {
		period, err := target.ParsePeriod(arg)
		page := pageArg.FindStringSubmatch(arg)
		switch {
		case b.plan.Indicator(target.IndicatorID(arg)) != nil:
			r.Indicators = append(r.Indicators, target.IndicatorID(arg))
		case b.plan.Unit(target.UnitID(arg)) != nil:
			r.Units = append(r.Units, target.UnitID(arg))
		case err == nil:
			r.Period = period
		case refArg.MatchString(arg):
			t.ref = arg
		case wayArg.MatchString(arg):
			t.way = wayOf(arg)
		case page != nil:
			t.page, _ = strconv.Atoi(page[1])
		default:
			return false
		}
	}
	r.Text, r.Lang, r.Confidence = t.msg.Text, t.words.Lang, 1
	t.reading = r
	return true
}

// data builds a choice's data from a command and the ids it is about.
func data(intent understand.Intent, r understand.Reading) string {
	parts := []string{slash(intent)}
	for _, id := range r.Indicators {
		parts = append(parts, string(id))
	}
	for _, id := range r.Units {
		parts = append(parts, string(id))
	}
	if r.Period.Kind != target.NoPeriod {
		parts = append(parts, r.Period.String())
	}
	return strings.Join(parts, " ")
}
