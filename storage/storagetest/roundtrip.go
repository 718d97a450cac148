package storagetest

import (
	"reflect"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// amount returns hundredths as an amount that may be missing.
func amount(hundredths int64) *target.Amount {
	a := target.NewAmount(hundredths).Shift(-2)
	return &a
}

// fullFact has every field set; so have the others of this file.
func fullFact() target.Fact {
	return target.Fact{
		Indicator: "budget-revenue", Directive: "gv-7", Unit: "xa-ky-thu", Status: target.Lagging,
		Actual: amount(12050), AsOf: target.NewDate(2024, 6, 30),
	}
}

func fullAnswer() target.Answer {
	return target.Answer{
		ID: "answer-1", Kind: target.Promised, Chat: "web:a", Unit: "xa-ky-thu", Indicator: "budget-revenue",
		Delivery: "monday/1/web:a", Value: amount(15025), Status: target.Lagging, Until: target.NewDate(2024, 7, 31),
		By: "web:b", At: start, Outcome: target.Kept, Checked: target.NewDate(2024, 7, 20), Ended: true,
	}
}

func fullDirective() target.Directive {
	return target.Directive{
		ID: "gv-7", Unit: "phong-giao-duc", Chat: "web:a", Text: "báo cáo tiến độ trường chuẩn", Indicator: "schools",
		Due: start.Add(time.Hour), By: "web:lead", From: "web:lead", Given: start,
		State: target.DirectiveAnswered, Answer: "5/7 trường", Answerer: "web:b", Closed: start.Add(time.Minute),
	}
}

func fullEscalation() target.Escalation {
	return target.Escalation{
		ID: "chain/budget-revenue/xa-ky-thu/2024-07-01", Rule: "chain", Indicator: "budget-revenue", Unit: "xa-ky-thu",
		Began: target.NewDate(2024, 7, 1),
		Steps: []target.ChainStep{
			{On: target.NewDate(2024, 7, 1), To: target.ToUnit, Chats: []target.ChatID{"web:a", "zalo:g1"}},
			{On: target.NewDate(2024, 7, 8), To: target.ToLeader},
		},
		Done: 1, Stopped: target.StoppedByLeader, Ended: target.NewDate(2024, 7, 3),
		Released: true, By: "web:lead",
	}
}

func fullPreparation() target.Preparation {
	return target.Preparation{
		Indicator: "schools", Unit: "xa-ky-thu", Stage: 2, AsOf: target.NewDate(2024, 6, 30), By: "web:b", Said: start,
	}
}

func fullInvite() target.Invite {
	return target.Invite{
		Hash: "a1b2", Kind: target.LinkAccount, Role: target.Officer, Unit: "xa-ky-thu", Of: "web:b", Chat: "web:g", By: "web:lead",
		Expires: start.Add(time.Hour), Used: start.Add(time.Minute), UsedBy: "zalo:9",
	}
}

func fullRequest() target.AccessRequest {
	return target.AccessRequest{
		Member: "zalo:9", Name: "Cán bộ", Chat: "zalo:9", At: start, Earlier: []time.Time{start.Add(-time.Hour)}, Decided: start.Add(time.Minute),
		By: "web:lead", Granted: true,
	}
}

func fullIncident() target.Incident {
	return target.Incident{At: start, Kind: target.ChatParked, Chat: "web:a", Detail: "bot was kicked"}
}

// fullChange has every field set but Forget, which would undo the others.
func fullChange() target.Change {
	return target.Change{
		Update:  "telegram:1",
		Heads:   []target.Head{{Indicator: "budget-revenue", Unit: "xa-ky-thu"}},
		Reports: []target.Report{fullReport(), {ID: "bare", Indicator: "grain"}},
		Dialog:  &target.Dialog{Chat: "web:a", Member: "web:b", Payload: []byte(`{"x":"\u0000"}`), Expires: start},
		Chats: []target.Chat{{
			ID: "web:a", Title: "Nhóm", Group: true, Unit: "xa-ky-thu", Lang: "vi", Parked: "kicked",
			Member: "web:b", Fallback: "zalo:g1", Standby: true, Greeted: true, Bound: true, Listen: target.ListenReports,
		}},
		Members: []target.Member{{
			ID: "web:b", Name: "Officer", Role: target.Officer, Unit: "xa-ky-thu", Lang: "id", Of: "web:z", Joined: start,
		}},
		Rules:        []target.RuleState{{ID: "monday", Paused: true, Schedule: "30 7 * * 1", By: "web:b", At: start}},
		Deliveries:   []target.Delivery{fullDelivery()},
		Audits:       []target.Audit{{At: start, Member: "web:b", Chat: "web:a", Action: "report", Detail: "budget-revenue 120.5"}},
		Answers:      []target.Answer{fullAnswer(), {ID: "bare", At: start.Add(-1)}},
		Directives:   []target.Directive{fullDirective(), {ID: "gv-10", Given: start.Add(-1)}},
		Escalations:  []target.Escalation{fullEscalation(), {ID: "bare"}},
		Preparations: []target.Preparation{fullPreparation(), {Indicator: "grain"}},
		Invites:      []target.Invite{fullInvite()},
		Requests:     []target.AccessRequest{fullRequest(), {Member: "web:x"}},
		Incidents:    []target.Incident{fullIncident(), {At: start.Add(-time.Hour), Kind: target.Outage}},
	}
}

func testRoundTrip(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	change := fullChange()
	whole := change
	whole.Forget = []target.MemberID{"web:b"}
	for _, full := range []any{
		whole, change.Reports[0], *change.Dialog, change.Chats[0], change.Members[0], change.Rules[0],
		change.Deliveries[0], *change.Deliveries[0].Note, fullFact(), change.Audits[0], change.Answers[0],
		change.Directives[0], change.Escalations[0], change.Escalations[0].Steps[0], change.Preparations[0],
		change.Invites[0], change.Requests[0], change.Incidents[0],
	} {
		complete(t, full)
	}
	commit(t, s, change)
	same(t, "reports", must[[]target.Report](t)(s.Reports(ctx)), change.Reports)
	same(t, "series", must[[]target.Report](t)(s.Series(ctx, "budget-revenue", "xa-ky-thu")), change.Reports[:1])
	same(t, "head", must[target.ReportID](t)(s.Head(ctx, "budget-revenue", "xa-ky-thu")), change.Reports[0].ID)
	same(t, "head of none", must[target.ReportID](t)(s.Head(ctx, "budget-revenue", "")), "")
	same(t, "dialog", must[target.Dialog](t)(s.Dialog(ctx, "web:a", "web:b", start.Add(-1))), *change.Dialog)
	same(t, "chat", must[target.Chat](t)(s.Chat(ctx, "web:a")), change.Chats[0])
	same(t, "chats", must[[]target.Chat](t)(s.Chats(ctx)), change.Chats)
	same(t, "member", must[target.Member](t)(s.Member(ctx, "web:b")), change.Members[0])
	same(t, "members", must[[]target.Member](t)(s.Members(ctx)), change.Members)
	same(t, "rules", must[map[target.RuleID]target.RuleState](t)(s.RuleStates(ctx)),
		map[target.RuleID]target.RuleState{"monday": change.Rules[0]})
	same(t, "audits", must[[]target.Audit](t)(s.Audits(ctx, 10)), change.Audits)
	same(t, "deliveries", must[[]target.Delivery](t)(s.Deliveries(ctx, start, start.Add(1))), change.Deliveries)
	_, err := s.Chat(ctx, "web:stranger")
	wantError(t, "unknown chat", err, target.ErrNotFound)
	_, err = s.Member(ctx, "web:stranger")
	wantError(t, "unknown member", err, target.ErrNotFound)
	checkAgreements(t, s, change)
}

// checkAgreements reads what was agreed and who may come in; lists are in the
// order of saying, not of IDs.
func checkAgreements(t *testing.T, s *storage.Store, change target.Change) {
	t.Helper()
	ctx := t.Context()
	same(t, "answers", must[[]target.Answer](t)(s.Answers(ctx)), []target.Answer{change.Answers[1], change.Answers[0]})
	same(t, "directives", must[[]target.Directive](t)(s.Directives(ctx)),
		[]target.Directive{change.Directives[1], change.Directives[0]})
	same(t, "directive", must[target.Directive](t)(s.Directive(ctx, "gv-7")), change.Directives[0])
	same(t, "escalations", must[[]target.Escalation](t)(s.Escalations(ctx)),
		[]target.Escalation{change.Escalations[1], change.Escalations[0]})
	same(t, "preparations", must[[]target.Preparation](t)(s.Preparations(ctx)),
		[]target.Preparation{change.Preparations[1], change.Preparations[0]})
	same(t, "invite", must[target.Invite](t)(s.Invite(ctx, "a1b2")), change.Invites[0])
	same(t, "requests", must[[]target.AccessRequest](t)(s.Requests(ctx)),
		[]target.AccessRequest{change.Requests[1], change.Requests[0]})
	same(t, "incidents", must[[]target.Incident](t)(s.Incidents(ctx, time.Time{})),
		[]target.Incident{change.Incidents[1], change.Incidents[0]})
	_, err := s.Directive(ctx, "gv-8")
	wantError(t, "unknown directive", err, target.ErrNotFound)
	_, err = s.Invite(ctx, "a1")
	wantError(t, "unknown invite", err, target.ErrNotFound)
}

// complete fails for a struct with a field left at its zero value: a field that
// is new in the domain needs a place on disk, and this test its value.
func complete(t *testing.T, whole any) {
	t.Helper()
	v := reflect.ValueOf(whole)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%T.%s is not tried", whole, v.Type().Field(i).Name)
		}
	}
}
