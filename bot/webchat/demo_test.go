package webchat

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"sync"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/target"
)

// fakeClock moves to 07:30 once.
type fakeClock struct {
	mu    sync.Mutex
	now   time.Time
	moved func()
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Advance(context.Context) (time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := time.Date(2024, time.July, 1, 7, 30, 0, 0, c.now.Location())
	if !c.now.Before(next) {
		return c.now, ErrNoReminder
	}
	c.now = next
	go c.moved()
	return c.now, nil
}

// demoHouse is what the command's demo looks like.
func demoHouse(clock Clock) Options {
	return Options{
		Banner: "Số liệu leader họa đến 30/6/2024", Clock: clock,
		Personas: []Persona{
			{ID: "web:phong", Name: "Cán bộ phòng", Role: "Phòng Tài chính - Kế hoạch", Private: "web:phong-rieng"},
			{ID: "web:lanhdao", Name: "Lãnh đạo", Role: "Lãnh đạo huyện", Private: "web:lanhdao-rieng"},
			{ID: "web:xa", Name: "Cán bộ xã", Role: "UBND xã Kỳ Đồng", Private: "web:xa-rieng"},
		},
		Groups: []Group{
			{ID: "web:nhom", Title: "Tổ theo dõi chỉ tiêu 2024", Members: []target.MemberID{"web:lanhdao", "web:phong", "web:xa"}},
			{ID: "web:taichinh", Title: "Phòng TC-KH huyện", Members: []target.MemberID{"web:phong", "web:lanhdao"}},
		},
		Examples: map[target.ChatID][]string{
			"": {"thu ngân sách đến đâu rồi", "chỉ tiêu nào đang chậm", "/tonghop", "sản lượng lương thực xã Kỳ Khang"},
		},
	}
}

var digest = target.Note{Head: "Tiến độ chỉ tiêu năm 2024 · 01/7/2024",
	Text: "Kính gửi các đồng chí,\n- Thu ngân sách: 87,14 tỷ đồng, đạt 45,0% KH (yêu cầu theo mùa vụ khoảng 48%), còn thiếu 106,51 tỷ đồng. " +
		"Chủ trì: Phòng Tài chính - Kế hoạch.\nĐề nghị cơ quan chủ trì cập nhật số liệu và giải pháp trước 17:00 ngày 03/7. Trân trọng.\n\nXem cách tính: /cachtinh",
	Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro"}, {Label: "Hoãn 1 ngày", Data: "/hoan 1"}, {Label: "Chi tiết từng đơn vị", Data: "/donvi"}}}

func demoBot(rec *bottest.Recorder) {
	rec.On("thu ngân sách đến đâu rồi", bottest.Always(bot.Reply{Note: target.Note{Head: "Thu ngân sách trên địa bàn: có nguy cơ chậm",
		Text:    "87,14 / 193,65 tỷ đồng, đạt 45,0% KH\nYêu cầu theo mùa vụ đến 30/6: khoảng 48% · còn thiếu 5,8 tỷ đồng\nSố liệu đến 30/6/2024, nguồn Phòng TC-KH\nChủ trì: Phòng Tài chính - Kế hoạch",
		Choices: []target.Choice{{Label: "So với cùng kỳ", Data: "/sosanh"}, {Label: "Dự báo cả năm", Data: "/dubao"}, {Label: "Cách tính", Data: "/cachtinh"}}}}))
	rec.On("/dubao", bottest.Always(bot.Reply{Note: target.Note{Head: "Dự báo thu ngân sách năm 2024",
		Text: "Khoảng 182 đến 196 tỷ đồng (94–101% KH), theo nhịp thu các năm trước."}}))
	rec.On("/ro", bottest.Always(bot.Reply{Note: target.Note{Text: "Đã ghi nhận: đồng chí đã nắm thông tin."}}))
}

// chart is a picture of six columns.
func chart(t *testing.T) []byte {
	picture := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	for column, height := range []int{40, 60, 75, 110, 140, 165} {
		for x := range 30 {
			for y := range height {
				picture.Set(20+50*column+x, 185-y, color.RGBA{R: 0x16, G: 0x68, B: 0xc7, A: 0xff})
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
