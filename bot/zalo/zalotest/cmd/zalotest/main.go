// Command zalotest runs a Zalo Bot Platform for trying a bot by hand, with a
// page to write as one of several people. It forgets everything when it ends.
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
	"chitieu/bot/zalo/zalotest"
)

type flags struct {
	Listen  string   `default:"127.0.0.1:8082" help:"Address of the page and of the Bot API."`
	Token   string   `default:"${token}" help:"The bot's token."`
	Bot     string   `default:"Bot Chỉ tiêu" help:"The bot's display name, which people write behind @ in groups."`
	User    []string `default:"Người vận hành,Lãnh đạo,Cán bộ" help:"A person; may be repeated."`
	Group   []string `default:"Tổ công tác" help:"A group with the bot in it; may be repeated."`
	Quirk   []string `help:"A switch, as replay=on; may be repeated. The page shows all."`
	Lenient bool     `help:"Do without the limits of the free plan."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var f flags
	kong.Parse(&f, kong.Description("A Zalo Bot Platform for trying a bot by hand."), kong.Vars{"token": zalotest.Token})
	if err := run(ctx, f, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "zalotest:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, f flags, out io.Writer) error {
	srv, err := newServer(f)
	if err != nil {
		return err
	}
	defer srv.Close()
	listener, err := net.Listen("tcp", f.Listen)
	if err != nil {
		return err
	}
	announce(out, "http://"+listener.Addr().String(), f)
	return desk.Serve(ctx, listener, srv.Control())
}

// announce prints what goes into the bot's configuration.
func announce(out io.Writer, base string, f flags) {
	fmt.Fprintf(out, "api_base %s\ntoken    %s\nname     %s\npage     %[1]s/\n", base, f.Token, f.Bot)
	for _, name := range f.User {
		fmt.Fprintf(out, "member   zalo:%s %s\n", zalotest.UserID(name), name)
	}
	for _, name := range f.Group {
		fmt.Fprintf(out, "group    zalo:%s %s\n", zalotest.GroupID(name), name)
	}
}

func newServer(f flags) (*zalotest.Server, error) {
	o := zalotest.Options{Token: f.Token, Bot: zalotest.Bot{DisplayName: f.Bot}, Loopback: true, Limits: zalotest.Basic}
	if f.Lenient {
		o.Limits = zalotest.Limits{}
	}
	srv := zalotest.New(o)
	for _, q := range f.Quirk {
		if err := srv.Set(zalotest.Quirk(q)); err != nil {
			return nil, err
		}
	}
	for _, name := range f.User {
		srv.AddUser(name)
	}
	for _, name := range f.Group {
		srv.AddGroup(name)
	}
	return srv, nil
}
