package storage_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/storage"
	"chitieu/target"
)

// peopleSaid is when most of the fixture was said.
var peopleSaid = time.Date(2024, 7, 1, 0, 30, 0, 0, time.UTC)

// fixedPeople is what the fixture of reminders and people holds.
type fixedPeople struct {
	told         target.Delivery
	chats        []target.Chat
	members      []target.Member
	rule         target.RuleState
	answers      []target.Answer
	directives   []target.Directive
	escalations  []target.Escalation
	preparations []target.Preparation
	invite       target.Invite
	requests     []target.AccessRequest
	incidents    []target.Incident
}

func people() fixedPeople {
	actual, promised := decimal.RequireFromString("98.4"), decimal.RequireFromString("120.5")
	return fixedPeople{
		told: target.Delivery{
			ID: "monday-digest/202407010030/telegram:-100", Chat: "zalo:zgr-1", For: "telegram:-100",
			Rule: "monday-digest", Kind: target.Digest, Slot: peopleSaid, Subject: "gv-7", Step: 1,
			Cause: target.CauseChanged, Facts: []target.Fact{
				{
					Indicator: "budget-revenue", Unit: "xa-ky-thu", Status: target.Lagging,
					Actual: &actual, AsOf: target.NewDate(2024, 6, 28),
				},
				{Directive: "gv-7", Unit: "xa-ky-thu"},
			},
			Note: &target.Note{
				Text: "1. Thu ngân sách", Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro 1"}}, Deferrable: true,
			},
			State: target.Sent, Attempt: 1, Resent: true, Created: peopleSaid, Done: peopleSaid.Add(time.Minute), MessageID: "7",
		},
		chats: []target.Chat{
			{ID: "telegram:-100", Group: true, Unit: "xa-ky-thu", Lang: "vi", Fallback: "zalo:zgr-1", Greeted: true},
			{ID: "telegram:7", Lang: "vi", Member: "telegram:7"},
			{ID: "zalo:zgr-1", Group: true, Unit: "xa-ky-thu", Standby: true},
		},
		members: []target.Member{
			{ID: "telegram:7", Name: "Officer", Role: target.Officer, Unit: "xa-ky-thu", Lang: "vi", Joined: peopleSaid},
			{ID: "zalo:9", Name: "Officer", Role: target.Officer, Of: "telegram:7", Joined: peopleSaid},
		},
		rule: target.RuleState{ID: "monday-digest", Schedule: "30 7 * * 1", By: "telegram:7", At: peopleSaid},
		answers: []target.Answer{{
			ID: "ans-1", Kind: target.Promised, Chat: "telegram:-100", Unit: "xa-ky-thu", Indicator: "budget-revenue",
			Delivery: "monday-digest/202407010030/telegram:-100", Value: &promised, Status: target.Lagging,
			Until: target.NewDate(2024, 7, 31), By: "telegram:7", At: peopleSaid.Add(time.Hour),
			Outcome: target.Broken, Checked: target.NewDate(2024, 8, 1), Ended: true,
		}},
		directives: []target.Directive{{
			ID: "gv-7", Unit: "xa-ky-thu", Chat: "telegram:-100", Text: "báo cáo tiến độ thu", Indicator: "budget-revenue",
			Due: peopleSaid.Add(24 * time.Hour), By: "telegram:7", From: "telegram:7", Given: peopleSaid,
			State: target.DirectiveAnswered, Answer: "98,4 tỷ đồng", Answerer: "zalo:9", Closed: peopleSaid.Add(time.Hour),
		}},
		escalations: []target.Escalation{{
			ID: "chain/budget-revenue/xa-ky-thu/2024-07-01", Rule: "chain", Indicator: "budget-revenue", Unit: "xa-ky-thu",
			Began: target.NewDate(2024, 7, 1), Steps: []target.ChainStep{
				{On: target.NewDate(2024, 7, 1), To: target.ToUnit, Chats: []target.ChatID{"telegram:-100"}},
				{On: target.NewDate(2024, 7, 8), To: target.ToLeader, Chats: []target.ChatID{"telegram:7"}},
			},
			Done: 1, Stopped: target.StoppedByPromise, Ended: target.NewDate(2024, 7, 1), Released: true, By: "telegram:7",
		}},
		preparations: []target.Preparation{{
			Indicator: "new-rural", Unit: "xa-ky-thu", Stage: 2, AsOf: target.NewDate(2024, 6, 28), By: "telegram:70", Said: peopleSaid,
		}},
		invite: target.Invite{
			Hash: "9f86d081", Kind: target.LinkAccount, Role: target.Officer, Unit: "xa-ky-thu", Of: "telegram:7", By: "telegram:7",
			Expires: peopleSaid.Add(time.Hour), Used: peopleSaid.Add(time.Minute), UsedBy: "zalo:9",
		},
		requests: []target.AccessRequest{{
			Member: "zalo:8", Name: "Officer", Chat: "zalo:8", At: peopleSaid,
			Decided: peopleSaid.Add(time.Hour), By: "telegram:7", Granted: true,
		}},
		incidents: []target.Incident{{At: peopleSaid, Kind: target.FellBack, Chat: "telegram:-100", Detail: "zalo:zgr-1 stands in"}},
	}
}

// TestLoadPeople reads what the program wrote since it reminds in steps and
// knows people. It was stopped while it forgot somebody.
func TestLoadPeople(t *testing.T) {
	ctx := t.Context()
	s, err := storage.New(ctx, loadFixture(t, "testdata/v1-people/database.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	p := people()
	p.preparations[0].By = "forgotten:0a1b2c3d"
	check(t, "last told", p.told)(s.LastTold(ctx, "monday-digest", "telegram:-100"))
	check(t, "last choices", p.told)(s.LastSent(ctx, "zalo:zgr-1"))
	check(t, "chats", p.chats)(s.Chats(ctx))
	check(t, "members", p.members)(s.Members(ctx))
	check(t, "rules", map[target.RuleID]target.RuleState{p.rule.ID: p.rule})(s.RuleStates(ctx))
	check(t, "answers", p.answers)(s.Answers(ctx))
	check(t, "directives", p.directives)(s.Directives(ctx))
	check(t, "escalations", p.escalations)(s.Escalations(ctx))
	check(t, "preparations", p.preparations)(s.Preparations(ctx))
	check(t, "invite", p.invite)(s.Invite(ctx, p.invite.Hash))
	check(t, "requests", p.requests)(s.Requests(ctx))
	check(t, "incidents", p.incidents)(s.Incidents(ctx, time.Time{}))
	check(t, "counter", 2400)(s.Count(ctx, "zalo/2024-07", 0))
	check(t, "inbox", []target.Inbound{
		{ID: "zalo:1", Body: []byte(`{"event_name":"message.text.received"}`), At: peopleSaid},
	})(s.Unhandled(ctx, "zalo:"))
	check(t, "heard before", false)(s.Keep(ctx, "zalo:0", nil, peopleSaid))
	check(t, "pruned slot", 0)(s.ClaimSlot(ctx, target.SlotClaim{
		Slot:       target.Slot{Rule: "monday-digest", At: peopleSaid},
		Deliveries: []target.Delivery{{ID: "other", Chat: "telegram:8", Rule: "monday-digest"}},
	}))
}
