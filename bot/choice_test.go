package bot_test

import (
	"strings"
	"testing"
)

// TestEveryChoiceLeadsSomewhere presses everything that answers offer, and what
// those offer in turn: no choice ends in help or in a shrug.
func TestEveryChoiceLeadsSomewhere(t *testing.T) {
	for who, starts := range map[string][]string{
		"viewer": {
			"/tatca", "/tiendo budget-revenue", "/tiendo grain-output xa-ky-khang", "/cham", "/cham waste-treatment", "/tonghop",
			"/lichsu waste-treatment", "/dubao grain-output", "/cungky total-product", "/chutri", "/chutri phong-nong-nghiep",
			"/han standard-schools", "/cachtinh", "/trogiup", "/trogiup cultural-villages", "/lich", "/nhac", "/ngonngu", "/start",
		},
		"leader": {
			"/lich", "/lich p1", "/lich monday-digest", "/lich monday-digest thứ ba 8h", "/lich nothing", "/nhac", "/trangthai", "/nhatky",
			"giao Phòng Nông nghiệp báo cáo trước 17h thứ sáu", "giao Phòng Nông nghiệp báo cáo trước 17h chủ nhật",
			"giao Phòng Nông nghiệp rà soát hồ sơ", "/giao báo cáo trước thứ sáu", "/viec", "/traloi gv-9", "/dienthu 1 ngày",
		},
	} {
		t.Run(who, func(t *testing.T) { pressAll(t, who, starts) })
	}
}

func pressAll(t *testing.T, who string, starts []string) {
	s := newStage(t, nil)
	lost := s.say(who, "hôm nay trời đẹp quá").Text
	pressed := make(map[string]bool)
	var press func(text string, depth int)
	press = func(text string, depth int) {
		m := s.message(who, text)
		m.Pressed = "earlier"
		reply := s.handle(m)
		script1(t, reply)
		if reply.Text == lost || reply.Text == "" {
			t.Errorf("%q leads to %q", text, reply.Text)
		}
		for _, c := range reply.Choices {
			if depth > 0 && !pressed[c.Data] {
				pressed[c.Data] = true
				press(c.Data, depth-1)
			}
		}
	}
	for _, start := range starts {
		press(start, 2)
	}
	if len(pressed) < 25 {
		t.Errorf("only %d choices were pressed", len(pressed))
	}
}

// TestCommandsHaveTwins: each command has a name in each language, and no two
// commands share one.
func TestCommandsHaveTwins(t *testing.T) {
	s := newStage(t, nil)
	for _, twins := range []string{
		"/tiendo /kemajuan /progress", "/cham /terlambat /lagging", "/tonghop /ringkasan /summary", "/lichsu /riwayat /history",
		"/dubao /prakiraan /forecast", "/lich /jadwal /schedule", "/lich /pengingat /reminders", "/nhac /ingatkan /remind", "/cachtinh /caranilai /method",
		"/trogiup /bantuan /help", "/ngonngu /bahasa /language", "/cungky /bandingkan /compare", "/han /tenggat /deadline",
	} {
		var choices []string
		for _, name := range strings.Fields(twins) {
			reply := s.say("viewer", name+" ")
			var data []string
			for _, c := range reply.Choices {
				data = append(data, c.Data)
			}
			choices = append(choices, strings.Join(data, "|"))
		}
		if choices[0] != choices[1] || choices[1] != choices[2] {
			t.Errorf("%s answer differently: %q", twins, choices)
		}
	}
}
