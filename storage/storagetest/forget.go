package storagetest

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"chitieu/storage"
	"chitieu/target"
)

// traces finds the person whom the suite forgets: accounts on two messengers and
// a private chat. Nobody else's ID may be taken for one of them.
var traces = regexp.MustCompile(`telegram:7\b|zalo:9\b|web:p1\b|Officer Seven`)

// involved is a change in which a person has a part of everything.
func involved(n int, member target.MemberID, chat target.ChatID, name string) target.Change {
	r := said(n, "grain", int64(n))
	r.By, r.ByName, r.Chat = member, name, chat
	approved := said(n+1000, "schools", int64(n))
	approved.By, approved.ApprovedBy = "web:lead", member
	change := fullChange()
	change.Heads, change.Reports = nil, []target.Report{r, approved}
	change.Update, change.Chats = fmt.Sprint("web:", n), []target.Chat{{ID: chat, Title: name, Member: member}}
	change.Dialog.Chat, change.Dialog.Member = "web:group", member
	change.Members = []target.Member{{ID: member, Name: name, Role: target.Officer}}
	change.Audits = []target.Audit{{
		At: r.Said, Member: member, Chat: chat, Action: "invite", Detail: "officer " + string(member),
	}}
	change.Deliveries = []target.Delivery{{ID: target.DeliveryID(fmt.Sprint("reply/", n)), Chat: chat, State: target.Sent}}
	for i := range change.Answers {
		change.Answers[i].ID = target.AnswerID(fmt.Sprint(n, i))
		change.Answers[i].By, change.Answers[i].Chat = member, chat
	}
	d := &change.Directives[0]
	d.By, d.Answerer, d.From = member, member, chat
	change.Directives[1].By = member
	change.Escalations[0].By, change.Escalations[0].Steps[1].Chats = member, []target.ChatID{chat, "web:lead"}
	change.Preparations[0].By, change.Rules[0].By = member, member
	change.Invites = []target.Invite{
		{Hash: fmt.Sprint("given-", n), By: member}, {Hash: fmt.Sprint("used-", n), UsedBy: member, Used: start},
		{Hash: fmt.Sprint("link-", n), Of: member},
	}
	change.Requests = []target.AccessRequest{{Member: member, Name: name, Chat: chat}, {Member: target.MemberID(fmt.Sprint("web:", n)), By: member}}
	change.Incidents = []target.Incident{{At: start, Kind: target.ChatParked, Chat: chat}}
	return change
}

// crowd fills a store with a person to forget, in more rows than a transaction
// takes, and another one.
func crowd(t *testing.T, s *storage.Store) (forget target.Change) {
	t.Helper()
	for n := range 60 {
		commit(t, s, involved(n, "telegram:7", "telegram:7", "Officer Seven"))
	}
	commit(t, s, involved(60, "zalo:9", "web:p1", "Officer Seven"))
	commit(t, s, involved(61, "telegram:77", "telegram:77", "Other"))
	commit(t, s, target.Change{
		Members: []target.Member{{ID: "zalo:9", Name: "Officer Seven", Of: "telegram:7"}},
		Chats: []target.Chat{
			{ID: "web:group", Group: true, Fallback: "web:p1"},
			{ID: "zalo:9", Title: "as chats were before they knew their member"},
		},
	})
	remind(t, s, "web:p1", "told", "waiting")
	settle(t, s, "told", 0, func(d *target.Delivery) {
		d.Note = &target.Note{Text: "Officer Seven", Choices: []target.Choice{{Label: "1"}}}
	})
	return target.Change{
		Update: "telegram:forget", Forget: []target.MemberID{"zalo:9"},
		Deliveries: []target.Delivery{{ID: "farewell", Chat: "telegram:7", Note: &target.Note{Text: "Đã xóa"}}},
		Audits:     []target.Audit{{At: start, Member: "telegram:7", Chat: "telegram:7", Action: "forget"}},
	}
}

func testPersonal(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	_, err := s.Personal(ctx, "telegram:7")
	wantError(t, "nobody", err, target.ErrNotFound)
	forget := crowd(t, s)
	for _, account := range []target.MemberID{"telegram:7", "zalo:9"} {
		data := must[target.PersonalData](t)(s.Personal(ctx, account))
		complete(t, data)
		same(t, "member", data.Member, target.Member{ID: "telegram:7", Name: "Officer Seven", Role: target.Officer})
		same(t, "accounts", data.Accounts, []target.Member{{ID: "zalo:9", Name: "Officer Seven", Of: "telegram:7"}})
		same(t, "private chats", len(data.Chats), 3)
		same(t, "reports made and approved", data.Reports, 122)
		same(t, "audits", data.Audits, 61)
		same(t, "answers", data.Answers, 122)
		same(t, "requests", len(data.Requests), 2)
	}
	commit(t, s, forget)
	_, err = s.Personal(ctx, "telegram:7")
	wantError(t, "forgotten", err, target.ErrNotFound)
	commit(t, s, target.Change{Requests: []target.AccessRequest{{Member: "zalo:8", At: start}}})
	data := must[target.PersonalData](t)(s.Personal(ctx, "zalo:8"))
	same(t, "stranger who asked", data, target.PersonalData{
		Member: target.Member{ID: "zalo:8"}, Requests: []target.AccessRequest{{Member: "zalo:8", At: start}},
	})
}

func testForget(t *testing.T, s *storage.Store, kv storage.KV) {
	forget := crowd(t, s)
	others := content(t, kv)
	same(t, "read before", len(must[[]target.Report](t)(s.Reports(t.Context()))), 124)
	commit(t, s, forget)
	checkForgotten(t, s, kv)
	others = strings.Join(regexp.MustCompile(`\S*telegram:77\S*`).FindAllString(others, -1), "\n")
	after := strings.Join(regexp.MustCompile(`\S*telegram:77\S*`).FindAllString(content(t, kv), -1), "\n")
	same(t, "what is of another", after, others)
	before := content(t, kv)
	wantError(t, "delivered again", s.Commit(t.Context(), forget), target.ErrSeen)
	want(t, "delivered again", content(t, kv), before)
}

// checkForgotten looks for the person in every key and value: only the reply
// that waits may say where to.
func checkForgotten(t *testing.T, s *storage.Store, kv storage.KV) {
	t.Helper()
	ctx := t.Context()
	view(t, kv, func(r storage.Reader) {
		for e, err := range r.Scan(nil, nil) {
			if err != nil {
				t.Fatal(err)
			}
			waits := strings.HasSuffix(string(e.Key), "/farewell")
			if trace := traces.FindString(string(e.Key) + " " + string(e.Value)); trace != "" && !waits {
				t.Errorf("%q is left: %s: %s", trace, e.Key, e.Value)
			}
		}
	})
	same(t, "reply waits", dueAt(t, s, after(9), 100), []target.DeliveryID{"farewell"})
	same(t, "group", must[target.Chat](t)(s.Chat(ctx, "web:group")), target.Chat{ID: "web:group", Group: true})
	reports := must[[]target.Report](t)(s.Reports(ctx))
	same(t, "reports stay", len(reports), 124)
	by := make(map[target.MemberID]int)
	for i, r := range reports {
		same(t, "figure", r.Value.IntPart(), int64(i/2))
		by[r.By]++
		by[r.ApprovedBy]++
	}
	same(t, "one pseudonym, another, the lead and nobody", len(by), 4)
	for name, n := range by {
		if strings.HasPrefix(string(name), "forgotten:") {
			same(t, string(name), n, 122)
			same(t, "pseudonym", len(name), len("forgotten:00000000"))
		}
	}
}

// testForgetStopped stops the forgetting after each of its transactions. A
// restart goes on with it, a second wish to be forgotten, and the same call.
func testForgetStopped(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	forget := crowd(t, s)
	power := &stopper{KV: kv, left: 4}
	s = newStore(t, power)
	wantError(t, "first call", s.Commit(ctx, forget), errPower)
	_, err := s.Member(ctx, "telegram:7")
	wantError(t, "member after the first call", err, target.ErrNotFound)
	power.left = 2
	_, err = storage.New(ctx, power)
	wantError(t, "restart", err, errPower)
	power.left = 2
	wantError(t, "wish again", s.Commit(ctx, target.Change{Forget: []target.MemberID{"telegram:7"}}), errPower)
	stops := untilDone(t, power, 2, func() error { // one for the update, which is refused
		if err := s.Commit(ctx, forget); !errors.Is(err, target.ErrSeen) || errors.Is(err, errPower) {
			return err
		}
		return nil
	})
	if stops < 4 {
		t.Errorf("stopped %d times: the forgetting is in too few transactions", stops)
	}
	checkForgotten(t, newStore(t, kv), kv)
}

func testForgetNobody(t *testing.T, s *storage.Store, kv storage.KV) {
	commit(t, s, involved(1, "telegram:77", "telegram:77", "Other"))
	before := content(t, kv)
	if err := s.Commit(t.Context(), target.Change{Forget: []target.MemberID{""}}); err == nil {
		t.Error("no member: no error")
	}
	want(t, "content", content(t, kv), before)
	commit(t, s, target.Change{Forget: []target.MemberID{"zalo:stranger", "telegram:7"}})
	same(t, "content", strings.ReplaceAll(content(t, kv), ` meta/edition={"v":1,"edition":2}`, ""), before)
}
