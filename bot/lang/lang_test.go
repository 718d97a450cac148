package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"chitieu/target"
)

// catalogue reads one language's messages as they are written.
func catalogue(t *testing.T, l target.Lang) map[string]*i18n.Message {
	t.Helper()
	name := string(l) + ".yaml"
	text, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := i18n.ParseMessageFileBytes(text, name, map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]*i18n.Message)
	for _, m := range file.Messages {
		if out[m.ID] != nil {
			t.Errorf("%s: %s stands twice", name, m.ID)
		}
		out[m.ID] = m
	}
	return out
}

var argument = regexp.MustCompile(`\{\{\s*\.([A-Za-z]+)\s*\}\}`)

// arguments returns the names of the arguments in all forms of a message.
func arguments(m *i18n.Message) []string {
	found := make(map[string]bool)
	for _, form := range []string{m.One, m.Other} {
		for _, a := range argument.FindAllStringSubmatch(form, -1) {
			found[a[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	want := catalogue(t, target.Vietnamese)
	for _, l := range target.Langs[1:] {
		have := catalogue(t, l)
		for key := range want {
			if have[key] == nil {
				t.Errorf("%s has no %s", l, key)
			}
		}
		for key, m := range have {
			switch {
			case want[key] == nil:
				t.Errorf("%s has %s, which Vietnamese has not", l, key)
			case !slices.Equal(arguments(m), arguments(want[key])):
				t.Errorf("%s: %s has arguments %v, Vietnamese %v", l, key, arguments(m), arguments(want[key]))
			}
		}
	}
}

func TestVoice(t *testing.T) {
	emoji := regexp.MustCompile(`[\x{2600}-\x{27BF}\x{1F000}-\x{1FAFF}]`)
	for _, l := range target.Langs {
		for key, m := range catalogue(t, l) {
			for _, form := range []string{m.One, m.Other} {
				switch {
				case form == "" && form == m.Other:
					t.Errorf("%s: %s is empty", l, key)
				case strings.Contains(form, "!"):
					t.Errorf("%s: %s exclaims: %s", l, key, form)
				case emoji.MatchString(form):
					t.Errorf("%s: %s has a picture: %s", l, key, form)
				case strings.TrimSpace(form) != form || strings.Contains(form, "  "):
					t.Errorf("%s: %s has stray spaces: %q", l, key, form)
				case strings.Contains(form, "\n"):
					t.Errorf("%s: %s is more than a line", l, key)
				}
			}
		}
	}
}

// TestPlurals: only English tells one from many, and then both must be there.
func TestPlurals(t *testing.T) {
	counted := make(map[string]bool)
	for _, c := range calls(t) {
		if c.counts {
			counted[c.key] = true
		}
	}
	for key, m := range catalogue(t, target.English) {
		if counted[key] != (m.One != "") {
			t.Errorf("%s: is counted %t, has a singular %t", key, counted[key], m.One != "")
		}
	}
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range target.Langs {
		for key := range counted {
			for _, n := range []int{0, 1, 2, 21} {
				if got := c.In(l).Count(key, n); got == key || !strings.Contains(got, strconv.Itoa(n)) {
					t.Errorf("%s: Count(%s, %d) = %q", l, key, n, got)
				}
			}
		}
	}
	for n, want := range map[int]string{1: "1 more", 2: "2 more"} {
		if got := c.In(target.English).Count("choice.more", n); got != want {
			t.Errorf("Count(choice.more, %d) = %q, want %q", n, got, want)
		}
	}
}

// TestCallsFitTheCatalogue reads the program's own source: every key that it
// says exists and gets just the arguments that the message has, and every
// message is said somewhere.
func TestCallsFitTheCatalogue(t *testing.T) {
	messages := catalogue(t, target.Vietnamese)
	used := make(map[string]bool)
	for _, c := range calls(t) {
		if c.prefix {
			n := 0
			for key := range messages {
				if rest, ok := strings.CutPrefix(key, c.key); ok && !strings.Contains(rest, ".") {
					used[key] = true
					n++
				}
			}
			if n == 0 {
				t.Errorf("%s: no message begins with %s", c.at, c.key)
			}
			continue
		}
		used[c.key] = true
		m := messages[c.key]
		if m == nil {
			t.Errorf("%s: no message %s", c.at, c.key)
			continue
		}
		if want := arguments(m); !slices.Equal(want, c.args) {
			t.Errorf("%s: %s is given %v, has %v", c.at, c.key, c.args, want)
		}
	}
	for key := range messages {
		if !used[key] {
			t.Errorf("nobody says %s", key)
		}
	}
}

// TestEveryKindHasWords: keys that are put together from the domain's words.
func TestEveryKindHasWords(t *testing.T) {
	messages := catalogue(t, target.Vietnamese)
	for prefix, kinds := range map[string][]string{
		"status.": {string(target.Achieved), string(target.OnTrack), string(target.AtRisk), string(target.Lagging), string(target.NotDue), string(target.NoData)},
		"reason.": {
			string(target.ReasonMet), string(target.ReasonAhead), string(target.ReasonWithin), string(target.ReasonShort),
			string(target.ReasonFarShort), string(target.ReasonNotMetAtDue), string(target.ReasonNoImprovement),
			string(target.ReasonBeforeDue), string(target.ReasonNoReport), string(target.ReasonOutdated),
			string(target.ReasonPartial), string(target.ReasonNotAllocated),
		},
		"pace.":             {string(target.Linear), string(target.Monthly), string(target.Milestones), string(target.Due)},
		"forecast.refused.": {string(target.RefusedKind), string(target.RefusedEarly), string(target.RefusedNoData), string(target.RefusedStale)},
		"schedule.fault.": {
			string(target.FaultFields), string(target.FaultSyntax), string(target.FaultShortcut), string(target.FaultPrefix),
			string(target.FaultZone), string(target.FaultBothDays), string(target.FaultNever), string(target.FaultFrequent),
		},
		"answer.stamp.":    {string(target.Acknowledged), string(target.Snoozed), string(target.Promised)},
		"promise.checked.": {string(target.Kept), string(target.Broken)},
		"promise.outcome.": {"open", string(target.Kept), string(target.Broken)},
		"escalate.to.":     {string(target.ToUnit), string(target.ToLead), string(target.ToLeader)},
		"role.":            {string(target.Leader), string(target.Operator)},
		"health.state.":    {string(target.Missed), string(target.Unsure), string(target.Dead)},
		"health.kind.":     incidentKinds(t),
		"doubt.kind.": {
			string(target.DoubtNegative), string(target.DoubtRate), string(target.DoubtFraction),
			string(target.DoubtFuture), string(target.DoubtYear), string(target.DoubtUnitSlip),
		},
	} {
		for _, kind := range kinds {
			if messages[prefix+kind] == nil {
				t.Errorf("no message %s%s", prefix, kind)
			}
		}
	}
}

// call is a place in the source that says something.
type call struct {
	at     string
	key    string
	prefix bool // the key goes on with a value
	counts bool // a plural
	args   []string
}

// sayers are the functions that take a key, and where its arguments begin.
var sayers = map[string]int{"say": 1, "Text": 1, "tell": 1, "Count": 2, "choice": -1}

// calls finds all that the bot says in its source.
func calls(t *testing.T) []call {
	t.Helper()
	var out []call
	files := token.NewFileSet()
	for _, pattern := range []string{"*.go", "../*.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if c, ok := readCall(n); ok {
					c.at = files.Position(n.Pos()).String()
					out = append(out, c)
				}
				return true
			})
		}
	}
	return out
}

// readCall reads a call of one of the sayers with a key that is written out.
func readCall(n ast.Node) (call, bool) {
	expr, ok := n.(*ast.CallExpr)
	if !ok || len(expr.Args) == 0 {
		return call{}, false
	}
	selector, ok := expr.Fun.(*ast.SelectorExpr)
	if !ok {
		return call{}, false
	}
	from, ok := sayers[selector.Sel.Name]
	if !ok {
		return call{}, false
	}
	c := call{counts: selector.Sel.Name == "Count", args: []string{}}
	if sum, ok := expr.Args[0].(*ast.BinaryExpr); ok {
		c.key, c.prefix = literal(sum.X)
		return c, c.prefix
	}
	if c.key, ok = literal(expr.Args[0]); !ok {
		return call{}, false
	}
	if c.counts {
		c.args = append(c.args, "N")
	}
	for i := from; from > 0 && i < len(expr.Args); i += 2 {
		name, ok := literal(expr.Args[i])
		if !ok {
			return call{}, false // forwards its own arguments
		}
		c.args = append(c.args, name)
	}
	slices.Sort(c.args)
	c.args = slices.Compact(c.args)
	return c, true
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// incidentKinds are the kinds that the domain declares, so that a new one cannot
// do without words.
func incidentKinds(t *testing.T) (kinds []string) {
	t.Helper()
	source, err := os.ReadFile("../../target/incident.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`IncidentKind = "([a-z-]+)"`).FindAllSubmatch(source, -1) {
		kinds = append(kinds, string(found[1]))
	}
	if len(kinds) < 10 {
		t.Fatalf("only %q", kinds)
	}
	return kinds
}
