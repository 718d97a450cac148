package bot_test

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/understand"
	"chitieu/plans"
	"chitieu/scheduler"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// stage is a bot with the demonstration's plan and figures, a cast of people, a
// clock that stands still, and a store that outlives the bot.
type stage struct {
	reader   *understand.Reader
	t        *testing.T
	bot      *bot.Bot
	plan     *target.Plan
	reports  []target.Report // of the demonstration
	store    *storage.Store
	kv       storage.KV
	now      time.Time
	messages int
	receipts []target.DeliveryID // of the answers that were queued
	claim    target.Invite
	mention  string        // how the bot is named in groups
	notified *atomic.Int64 // how often the outbox was told
}

// The cast. A stranger is nobody's member.
var cast = []target.Member{
	{ID: "test:leader", Name: "Lãnh đạo huyện", Role: target.Leader},
	{ID: "test:officer", Name: "Cán bộ TC-KH", Role: target.Officer, Unit: "phong-tai-chinh-ke-hoach"},
	{ID: "test:commune", Name: "Cán bộ Kỳ Khang", Role: target.Officer, Unit: "xa-ky-khang"},
	{ID: "test:farming", Name: "Cán bộ NN-PTNT", Role: target.Officer, Unit: "phong-nong-nghiep"},
	{ID: "test:education", Name: "Cán bộ GD-ĐT", Role: target.Officer, Unit: "phong-giao-duc-dao-tao"},
	{ID: "test:culture", Name: "Cán bộ VH-TT", Role: target.Officer, Unit: "phong-van-hoa-thong-tin"},
	{ID: "test:statistics", Name: "Cán bộ Thống kê", Role: target.Officer, Unit: "chi-cuc-thong-ke"},
	{ID: "test:viewer", Name: "Người xem", Role: target.Viewer},
	{ID: "test:operator", Name: "Người vận hành", Role: target.Operator},
}

var groups = []target.Chat{
	{ID: "test:group", Title: "Nhóm huyện", Group: true},
	{ID: "test:finance-group", Title: "Nhóm TC-KH", Group: true, Unit: "phong-tai-chinh-ke-hoach"},
	{ID: "test:grain-group", Title: "Nhóm Nông nghiệp", Group: true, Unit: "phong-nong-nghiep"},
	{ID: "test:english-group", Title: "Guests", Group: true, Lang: target.English},
	{ID: "test:parked-group", Title: "Nhóm cũ", Group: true, Parked: "bot was kicked"},
}

// demo is the demonstration's plan, its reader and its reports.
type demo struct {
	plan    *target.Plan
	reader  *understand.Reader
	reports []target.Report
}

// demonstration reads them once: nothing changes them, and reading takes longest.
var demonstration = sync.OnceValues(func() (demo, error) {
	plan, reports, err := plans.Demo()
	if err != nil {
		return demo{}, err
	}
	reader, err := understand.New(plan)
	return demo{plan, reader, reports}, err
})

// newStage sets a stage on kv, nil for a store in memory.
func newStage(t *testing.T, kv storage.KV) *stage {
	t.Helper()
	demo, err := demonstration()
	if err != nil {
		t.Fatal(err)
	}
	plan, reports := demo.plan, demo.reports
	if kv == nil {
		kv = memory.New()
	}
	s := &stage{t: t, plan: plan, reader: demo.reader, reports: reports, notified: new(atomic.Int64)}
	s.at("2024-07-01 09:00")
	s.open(kv)
	if _, err := s.store.Import(t.Context(), reports); err != nil {
		t.Fatal(err)
	}
	if err := s.store.Commit(t.Context(), target.Change{Members: cast, Chats: groups}); err != nil {
		t.Fatal(err)
	}
	return s
}

// reopened is the stage on a database that was closed and opened again.
func reopened(t *testing.T, before *stage, kv storage.KV) *stage {
	t.Helper()
	s := *before
	s.t = t
	s.open(kv)
	return &s
}

func (s *stage) open(kv storage.KV) {
	s.t.Helper()
	var err error
	s.kv = kv
	if s.store, err = storage.New(s.t.Context(), kv); err != nil {
		s.t.Fatal(err)
	}
	s.restart()
}

// restart makes a new bot on the same store, as after a crash.
func (s *stage) restart() {
	s.t.Helper()
	var err error
	s.bot, err = bot.New(bot.Options{
		Plan: s.plan, Reader: s.reader, Store: accounts{s.store}, Schedules: scheduler.Timetables(s.plan), Rehearsals: rehearsals{s},
		Claim: s.claim, KeepFor: 400 * 24 * time.Hour, TelegramName: func() string { return "trolychitieu_bot" },
		Mention:    func(target.ChatID) string { return s.mention },
		Configured: func(id target.MemberID) bool { return id == "test:configured" },
		PerMinute:  -1, // the clock stands still; flood_test.go lets it count
		Now:        func() time.Time { return s.now },
		Notify:     func() { s.notified.Add(1) },
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// accounts is the store with each further account as its person's first, as the
// program has it.
type accounts struct{ *storage.Store }

func (a accounts) Member(ctx context.Context, id target.MemberID) (target.Member, error) {
	m, err := a.Store.Member(ctx, id)
	if err == nil && m.Of != "" {
		return a.Store.Member(ctx, m.Of)
	}
	return m, err
}

// at sets the clock, in the plan's zone.
func (s *stage) at(clock string) {
	s.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", clock, s.plan.Zone)
	if err != nil {
		s.t.Fatal(err)
	}
	s.now = now
}

// message is what somebody of the cast says in private.
func (s *stage) message(who, text string) bot.Message {
	s.messages++
	id := target.MemberID(full(who))
	return bot.Message{
		ID: "test:" + strconv.Itoa(s.messages), Chat: target.ChatID(id), From: id, FromName: who,
		Text: text, Addressed: true, At: s.now,
	}
}

// say sends a private message and returns the reply; a queued one is checked to
// be the outbox's.
func (s *stage) say(who, text string) bot.Reply {
	s.t.Helper()
	return s.handle(s.message(who, text))
}

func (s *stage) handle(m bot.Message) bot.Reply {
	s.t.Helper()
	before := s.notified.Load()
	reply, err := s.bot.Handle(s.t.Context(), m)
	if err != nil {
		s.t.Fatalf("Handle(%q): %v", m.Text, err)
	}
	if reply.Queued && !reply.Silent {
		if s.notified.Load() == before {
			s.t.Errorf("Handle(%q): the outbox was not told", m.Text)
		}
		if row := s.queued(target.DeliveryID("reply/" + m.ID)); row == nil || row.Note.Text != reply.Text || row.Chat != m.Chat {
			s.t.Errorf("Handle(%q): the outbox has %+v", m.Text, row)
		}
	}
	return reply
}

// queued returns a row of the outbox, nil if there is none.
func (s *stage) queued(id target.DeliveryID) *target.Delivery {
	s.t.Helper()
	rows, err := s.store.Due(context.Background(), s.now.Add(time.Hour), 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range rows {
		if rows[i].ID == id {
			return &rows[i]
		}
	}
	return nil
}

// notes returns what waits in the outbox for a chat and is no reply, in the
// order of creation.
func (s *stage) notes(chat target.ChatID) []target.Note {
	s.t.Helper()
	rows, err := s.store.Due(context.Background(), s.now.Add(time.Hour), 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []target.Note
	for _, row := range rows {
		if row.Chat == chat && row.Note != nil && !strings.HasPrefix(string(row.ID), "reply/") {
			out = append(out, *row.Note)
		}
	}
	return out
}

// added returns the reports that came since the stage was set.
func (s *stage) added() []target.Report {
	s.t.Helper()
	all, err := s.store.Reports(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return all[len(s.reports):]
}
