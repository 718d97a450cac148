package webchat

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/target"
)

// serveDemo serves the demo's page with a bot that answers by script.
func serveDemo(t *testing.T) (*Transport, *bottest.Recorder, *httptest.Server) {
	t.Helper()
	clock := &fakeClock{now: time.Date(2024, time.July, 1, 7, 25, 10, 0, time.FixedZone("", 7*3600))}
	chat, err := New(demoHouse(clock))
	if err != nil {
		t.Fatal(err)
	}
	clock.moved = func() {
		if _, err := chat.Send(context.Background(), "web:nhom", digest); err != nil {
			t.Error(err)
		}
	}
	rec := bottest.NewRecorder()
	demoBot(rec)
	site := httptest.NewServer(chat.Handler())
	t.Cleanup(site.Close)
	bottest.Run(t, chat, rec.Handle)
	return chat, rec, site
}

// TestPage goes through the page as a person does, on a phone and on a desk.
func TestPage(t *testing.T) {
	chat, rec, site := serveDemo(t)
	b := openBrowser(t, site)
	for _, step := range []struct {
		name string
		do   func(*testing.T, *browser)
	}{
		{"a phone shows list, then chat", pagePhone},
		{"a desk shows both", func(t *testing.T, b *browser) { pageDesk(t, b, rec) }},
		{"a message pushed while away is there after a reconnect", func(t *testing.T, b *browser) { pageReconnect(t, b, chat) }},
		{"a message is sent again until the bot has it", func(t *testing.T, b *browser) { pageResend(b, rec) }},
		{"the words change with the language", pageLanguage},
		{"dark follows the system", pageDark},
		{"pictures and typing show", func(t *testing.T, b *browser) { pagePicture(b, rec) }},
		{"who reads above is not disturbed", func(_ *testing.T, b *browser) { pageAbove(b, chat) }},
		{"markup is read as written", func(t *testing.T, b *browser) { pageMarkup(b, chat) }},
	} {
		if !t.Run(step.name, func(t *testing.T) { b.t = t; step.do(t, b); b.checkTroubles() }) {
			break // the steps build on one another
		}
	}
}

func pagePhone(_ *testing.T, b *browser) {
	b.load("/", 360, 740, "light")
	b.shows(".room .name", "Tổ theo dõi chỉ tiêu 2024")
	b.fits()
	b.shoot("phone-list")
	b.click(`[data-room="web:phong-rieng"]`)
	b.write("thu ngân sách đến đâu rồi")
	b.shows("#log .head", "có nguy cơ chậm")
	b.click(`#log [data-choice="1"]`)
	b.shows("#log .head", "Dự báo thu ngân sách")
	b.shows("#log .chosen", "Dự báo cả năm")
	b.until(`text.value === ""`)
	b.fits()
	b.shoot("phone-chat")
	b.click("#back")
	b.shows(".room .snippet", "Dự báo thu ngân sách")
	b.click(`[data-room="web:nhom"]`)
	b.click(`.chip:nth-child(2)`)
	b.shows("#log .text", "re: chỉ tiêu nào đang chậm")
	b.fits()
	b.shoot("phone-group")
}

func pageDesk(t *testing.T, b *browser, rec *bottest.Recorder) {
	b.load("/", 1280, 800, "light")
	b.shows("#title", "Tổ theo dõi chỉ tiêu 2024")
	b.shows("#log .text", "re: chỉ tiêu nào đang chậm") // the history is there
	b.pick("#persona", "web:phong")
	b.click(".switch")
	b.write("chiều nay họp nhé")
	if m := rec.Await(t, "chiều nay họp nhé"); m.Addressed || m.From != "web:phong" {
		t.Errorf("without mention: Addressed %v, From %s", m.Addressed, m.From)
	}
	b.click(".switch")
	b.write("thu ngân sách đến đâu rồi")
	b.shows("#log .head", "có nguy cơ chậm")
	b.click(`[data-room="web:taichinh"]`)
	b.shows("#title", "Phòng TC-KH huyện")
	b.click("#advance")
	b.shows(`[data-room="web:nhom"] .badge`, "1")
	b.shows("#time", "07:30")
	b.shoot("desk-unread")
	b.click(`[data-room="web:nhom"]`)
	b.shows("#log .head", "Tiến độ chỉ tiêu năm 2024")
	b.click(`#log .msg:last-child [data-choice="0"]`)
	b.shows("#log .text", "đồng chí đã nắm thông tin")
	b.expect("409")
	b.click("#advance")
	b.shows("#trouble", "Không còn nhắc việc nào")
	b.fits()
	b.shoot("desk-group")
}

func pageReconnect(_ *testing.T, b *browser, chat *Transport) {
	b.expect("ERR_")
	b.site.CloseClientConnections()
	for _, text := range []string{"Nhắc việc một", "Nhắc việc hai"} {
		if _, err := chat.Send(context.Background(), "web:nhom", target.Note{Text: text}); err != nil {
			b.t.Fatal(err)
		}
	}
	b.shows("#log .text", "Nhắc việc hai")
	b.until(`[...document.querySelectorAll("#log .text")].filter((e) => e.textContent === "Nhắc việc một").length === 1`)
}

func pageResend(b *browser, rec *bottest.Recorder) {
	rec.On("95,2 tỷ", bottest.Once(func(context.Context, bot.Message) (bot.Reply, error) {
		return bot.Reply{}, context.DeadlineExceeded
	}, bottest.Always(bot.Reply{Note: target.Note{Text: "Đã ghi nhận 95,2 tỷ đồng"}})))
	b.expect("500")
	b.write("95,2 tỷ")
	b.shows("#log .text", "Đã ghi nhận 95,2 tỷ đồng")
	b.until(`[...document.querySelectorAll(".log .text")].filter((e) => e.textContent.includes("@trolychitieu 95,2 tỷ")).length === 1`)
	b.until(`sessionStorage.outbox === "[]"`)
}

func pageLanguage(_ *testing.T, b *browser) {
	for _, lang := range []struct{ code, groups, placeholder string }{
		{"id", "Grup", "Tulis pesan"}, {"en", "Groups", "Write a message"}, {"vi", "Nhóm", "Nhập tin nhắn"},
	} {
		b.pick("#lang", lang.code)
		b.shows(".list h3", lang.groups)
		b.until(`document.documentElement.lang === "` + lang.code + `" && text.placeholder === "` + lang.placeholder + `"`)
		b.fits()
		if lang.code == "en" {
			b.shoot("desk-english")
		}
	}
}

func pageDark(_ *testing.T, b *browser) {
	b.load("/", 1280, 800, "dark")
	b.shows("#log .head", "Tiến độ chỉ tiêu năm 2024")
	b.until(`getComputedStyle(document.body).backgroundColor === "rgb(14, 23, 32)"`)
	b.shoot("desk-dark")
	b.load("/#web:phong-rieng", 360, 740, "dark")
	b.shows("#log .head", "Dự báo thu ngân sách")
	b.fits()
	b.shoot("phone-dark")
}

func pagePicture(b *browser, rec *bottest.Recorder) {
	release := make(chan struct{})
	rec.On("/bieudo", func(context.Context, bot.Message) (bot.Reply, error) {
		<-release
		return bot.Reply{Note: target.Note{Head: "Biểu đồ thu ngân sách", Text: "Sáu tháng đầu năm 2024"},
			Picture: &bot.Picture{Name: "thu.png", Data: chart(b.t), Alt: "Cột thu ngân sách sáu tháng"}}, nil
	})
	b.write("/bieudo")
	b.shows("#typing", "Trợ lý đang trả lời")
	b.shoot("phone-typing")
	close(release)
	b.until(`document.querySelector("#log img[alt='Cột thu ngân sách sáu tháng']")?.naturalWidth === 320`)
	b.until(`((s) => s.scrollHeight - s.scrollTop - s.clientHeight < 3)(document.querySelector("#scroll"))`)
	b.until(`document.querySelector("#typing").hidden`)
	b.fits()
	b.shoot("phone-picture")
}

func pageAbove(b *browser, chat *Transport) {
	const top = `document.querySelector("#scroll").scrollTop`
	b.truth(top + ` = 0`)
	b.until(`!document.querySelector("#down").hidden`)
	if _, err := chat.Send(context.Background(), "web:phong-rieng", target.Note{Text: "Nhắc việc ba"}); err != nil {
		b.t.Fatal(err)
	}
	b.shows("#log .text", "Nhắc việc ba")
	b.until(top + ` === 0`)
	b.click("#down")
	b.until(`document.querySelector("#down").hidden`)
}

func pageMarkup(b *browser, chat *Transport) {
	const text = `<img src=x onerror="document.title='hỏng'"> & <script>alert(1)</script>`
	if _, err := chat.Send(context.Background(), "web:phong-rieng", target.Note{Text: text,
		Choices: []target.Choice{{Label: "<b>đậm</b>", Data: "/x"}}}); err != nil {
		b.t.Fatal(err)
	}
	b.shows("#log .text", text)
	b.shows("#log .choice", "<b>đậm</b>")
}

// TestLoginPage goes in with the code that the service printed.
func TestLoginPage(t *testing.T) {
	o := demoHouse(nil)
	o.LoginCode, o.Clock = testCode, nil
	_, _, site := serve(t, o)
	b := openBrowser(t, site)
	b.load("/", 360, 740, "light")
	b.shows("label", "Mã đăng nhập một lần")
	b.fits()
	b.shoot("login")
	b.expect("403")
	b.do(chromedp.SendKeys(chromedp.CSS("#code"), "sai\r"))
	b.shows("#problem", "Còn 4 lần thử")
	b.do(chromedp.Clear(chromedp.CSS("#code")), chromedp.SendKeys(chromedp.CSS("#code"), testCode+"\r"))
	b.shows(".room .name", "Cán bộ phòng")
	b.checkTroubles()
}
