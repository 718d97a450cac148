// Command telegramtest runs a Telegram for trying a bot by hand, with a page to
// write as one of several people. It forgets everything when it ends.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"chitieu/bot/bottest/desk"
	"chitieu/bot/telegram/telegramtest"
)

type flags struct {
	Listen  string   `default:"127.0.0.1:8081" help:"Address of the page and of the Bot API."`
	Token   string   `default:"123456789:telegramtest" help:"The bot's token."`
	Bot     string   `default:"chitieu_bot" help:"The bot's user name."`
	User    []string `default:"Người vận hành,Lãnh đạo,Cán bộ" help:"A person; may be repeated. Their ids are 101, 102 and so on."`
	Group   []string `default:"Tổ công tác,Tổ xã" help:"A group with the bot in it; may be repeated. Their ids are -1001000000001 and so on."`
	Forum   []string `help:"A group with the topics 5 and 6; may be repeated. Their ids follow the groups'."`
	Open    bool     `help:"Switch privacy mode off: the bot reads everything in its groups."`
	Lenient bool     `help:"Do without Telegram's limits on messages a second."`
}

const (
	firstUser  = 101
	firstGroup = -1_001_000_000_001
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var f flags
	kong.Parse(&f, kong.Description("A Telegram for trying a bot by hand."))
	if err := run(ctx, f, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "telegramtest:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, f flags, out io.Writer) error {
	srv := newServer(f)
	defer srv.Close()
	listener, err := net.Listen("tcp", f.Listen)
	if err != nil {
		return err
	}
	base := "http://" + listener.Addr().String()
	fmt.Fprintf(out, "api_base %s\ntoken    %s\npage     %[1]s/\n", base, f.Token)
	return desk.Serve(ctx, listener, srv.Control())
}

func newServer(f flags) *telegramtest.Server {
	srv := telegramtest.New(f.Token, telegramtest.User{ID: 123456789, First: "Chỉ tiêu", Username: f.Bot})
	srv.SetPrivacy(!f.Open)
	// The numbers of this run's updates are not those of the last.
	srv.QuietWeek(false)
	if !f.Lenient {
		srv.SetLimits(telegramtest.Published)
	}
	for i, name := range f.User {
		srv.AddPrivate(telegramtest.User{ID: firstUser + int64(i), First: name, Lang: "vi"})
	}
	for i, title := range f.Group {
		srv.AddGroup(firstGroup-int64(i), title)
	}
	for i, title := range f.Forum {
		srv.AddGroup(firstGroup-int64(len(f.Group)+i), title, 5, 6)
	}
	return srv
}
