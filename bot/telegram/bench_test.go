package telegram

import (
	"context"
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
)

// The benchmarks measure an echo over a loopback server: 16 people write at
// once, each the next message when the last was answered.
//
//	go test -bench Echo -run '^$' ./bot/telegram
func BenchmarkEcho(b *testing.B) {
	srv := newServer()
	transport, _ := newTransport(b, srv, overSocket(b, srv))
	ctx, cancel := context.WithCancel(b.Context())
	over := make(chan error, 1)
	go func() { over <- transport.Run(ctx, bottest.Echo) }()
	converse(b, srv)
	cancel()
	if err := <-over; err != nil {
		b.Fatal(err)
	}
}

// BenchmarkEchoPlainLibrary is the echo of the library's README, one goroutine
// a message so that it may answer in parallel too.
func BenchmarkEchoPlainLibrary(b *testing.B) {
	srv := newServer()
	web := httptest.NewServer(srv)
	defer web.Close()
	defer web.CloseClientConnections()
	plain, err := tgbotapi.NewBotAPIWithAPIEndpoint(testToken, web.URL+"/bot%s/%s")
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		for u := range plain.GetUpdatesChan(tgbotapi.UpdateConfig{Timeout: 1}) {
			if ctx.Err() == nil {
				go func() { _, _ = plain.Send(tgbotapi.NewMessage(u.Message.Chat.ID, "re: "+u.Message.Text)) }()
			}
		}
	}()
	converse(b, srv)
	cancel()
	plain.StopReceivingUpdates()
	<-over
}

const talkers = 16

func converse(b *testing.B, srv *telegramtest.Server) {
	for i := range talkers {
		srv.AddPrivate(telegramtest.User{ID: int64(1000 + i), First: "Cán bộ"})
	}
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	defer cancel()
	said := make([]int, talkers)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		who := i % talkers
		chat := int64(1000 + who)
		if err := srv.Wait(ctx, func() bool { return srv.Count(chat) == said[who] }); err != nil {
			b.Fatal(err)
		}
		said[who]++
		srv.Say(chat, chat, fmt.Sprint(i))
	}
	for who, n := range said {
		if err := srv.Wait(ctx, func() bool { return srv.Count(int64(1000+who)) == n }); err != nil {
			b.Fatal(err)
		}
	}
}
