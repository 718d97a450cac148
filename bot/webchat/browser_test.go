package webchat

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"chitieu/bot/bottest"
)

var screenshots = flag.String("screenshots", "", "folder for the browser test's pictures; default the test's artifacts")

// browser is a tab in front of a served page.
type browser struct {
	t    *testing.T
	ctx  context.Context
	site *httptest.Server
	dir  string

	mu       sync.Mutex
	troubles []string // console errors and requests to elsewhere
	expected []string // parts of troubles that are none
}

// openBrowser starts a headless Chromium, or skips the test where there is none.
func openBrowser(t *testing.T, site *httptest.Server) *browser {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("skipped: no browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, site: site, dir: cmp.Or(*screenshots, t.ArtifactDir())}
	if err := chromedp.Listen(ctx, b.watch); err != nil {
		t.Fatal(err)
	}
	return b
}

// watch notes what must not happen.
func (b *browser) watch(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if url := e.Request.URL; !strings.HasPrefix(url, b.site.URL+"/") && url != "about:blank" {
			b.troubles = append(b.troubles, "request to "+url)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.troubles = append(b.troubles, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.troubles = append(b.troubles, "console: "+e.Args[0].Description)
		}
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// truth evaluates an expression on the page.
func (b *browser) truth(expression string) bool {
	b.t.Helper()
	yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
	if err != nil {
		b.t.Fatal(err)
	}
	return yes
}

// until waits until an expression is true on the page.
func (b *browser) until(expression string) {
	b.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(bottest.Patience)
	for !b.truth(expression) {
		select {
		case <-tick.C:
		case <-deadline:
			b.shoot("never")
			b.t.Fatalf("never true: %s", expression)
		}
	}
}

// load opens the page at a size and in a colour scheme.
func (b *browser) load(path string, width, height int64, scheme string) {
	b.t.Helper()
	features := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(width, height), chromedp.Navigate("about:blank"), chromedp.Navigate(b.site.URL+path))
}

// shows waits until an element that can be seen holds the text.
func (b *browser) shows(selector, text string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.textContent.includes(%q) && e.checkVisibility())`, selector, text))
}

func (b *browser) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector)))
}

// write types a text and Enter.
func (b *browser) write(text string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS("#text"), text+"\r"))
}

// pick chooses an option as a person does.
func (b *browser) pick(selector, value string) {
	b.t.Helper()
	b.truth(fmt.Sprintf(`((s) => { s.value = %[2]q; s.dispatchEvent(new Event("change")); })(document.querySelector(%[1]q))`, selector, value))
}

func (b *browser) shoot(name string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(b.dir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// fits fails when something is wider than its place.
func (b *browser) fits() {
	b.t.Helper()
	if b.truth(`[...document.querySelectorAll("body, .foot, .bar, .msg, .demo, .scroll")].some((e) => e.scrollWidth > e.clientWidth + 1 && e.checkVisibility())`) {
		b.t.Error("something is wider than its place")
	}
}

// expect lets pass what a step brings about on purpose, from here on: the
// browser logs every failed request, maybe late.
func (b *browser) expect(part string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expected = append(b.expected, part)
}

func (b *browser) checkTroubles() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, trouble := range b.troubles {
		if !slices.ContainsFunc(b.expected, func(part string) bool { return strings.Contains(trouble, part) }) {
			b.t.Error(trouble)
		}
	}
	b.troubles = nil
}
