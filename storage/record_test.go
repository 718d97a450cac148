package storage

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// again decodes bytes as one kind of record. What decodes must mean the same
// after it is written and read once more.
func again[T record, D any](t *testing.T, b []byte, domain func(T) (D, error), back func(*D) T) {
	t.Helper()
	rec, err := decode[T](b)
	if err != nil {
		return
	}
	first, err := domain(rec)
	if err != nil {
		return
	}
	b, err = encode(back(&first))
	if err != nil {
		return // a year beyond 9999 after the move to UTC
	}
	rec, err = decode[T](b)
	if err != nil {
		t.Fatalf("written as %s: %v", b, err)
	}
	second, err := domain(rec)
	if diff := cmp.Diff(first, second, cmpopts.EquateEmpty()); err != nil || diff != "" {
		t.Fatalf("written as %s: %v\n%s", b, err, diff)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"v":1,"id":"a","indicator":"grain","value":"120.5","increment":"-0.5","as_of":"2024-06-30","said":"2024-07-01T07:25:00.5+07:00"}`,
		`{"v":1,"id":"a","value":"1e64","as_of":"","evidence":["x",""]}`,
		`{"v":1,"id":"a","value":"1e999999999","as_of":""}`,
		`{"v":1,"id":"reply/1","chat":"web:a","state":"claimed","lease":"2024-07-01T00:25:00Z","since":"2024-06-24","note":{"text":"x","choices":[{"label":"1"}]}}`,
		`{"v":1,"id":"web:a","group":true,"parked":"kicked","added-later":[1]}`,
		`{"v":1,"id":"monday/1","chat":"zalo:g1","for":"web:a","state":"sent","cause":"step","step":2,"facts":[{"indicator":"grain","actual":"1.5","as_of":"2024-06-30"},{"directive":"gv-7"}]}`,
		`{"v":1,"id":"a","kind":"promise","chat":"web:a","indicator":"grain","value":"150.25","until":"2024-07-31","at":"2024-07-01T00:25:00Z","outcome":"kept","checked":"2024-07-20"}`,
		`{"v":1,"id":"gv-7","state":"open","given":"2024-07-01T00:25:00Z","due":"2024-07-05T10:00:00Z"}`,
		`{"v":1,"id":"chain","rule":"chain","indicator":"grain","began":"2024-07-01","steps":[{"on":"2024-07-08","to":"leader","chats":["web:a",""]}],"ended":"2024-07-03"}`,
		`{"v":1,"indicator":"schools","stage":-1,"as_of":"2024-06-30","said":"2024-07-01T00:25:00Z"}`,
		`{"v":1,"hash":"a1","kind":"link","used":"2024-07-01T00:25:00Z"}`,
		`{"v":1,"member":"zalo:9","granted":true,"decided":"2024-07-01T00:25:00Z"}`,
		`{"v":1,"id":"zalo:1","body":"AP8=","at":"2024-07-01T00:25:00Z"}`,
		`{"v":2,"id":7}`, `{"v":"1"}`, `[]`, `null`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		again(t, b, reportRecord.report, newReportRecord)
		again(t, b, deliveryRecord.delivery, newDeliveryRecord)
		again(t, b, chatRecord.chat, newChatRecord)
		again(t, b, memberRecord.member, newMemberRecord)
		again(t, b, ruleRecord.rule, newRuleRecord)
		again(t, b, auditRecord.audit, newAuditRecord)
		again(t, b, answerRecord.answer, newAnswerRecord)
		again(t, b, directiveRecord.directive, newDirectiveRecord)
		again(t, b, escalationRecord.escalation, newEscalationRecord)
		again(t, b, preparationRecord.preparation, newPreparationRecord)
		again(t, b, inviteRecord.invite, newInviteRecord)
		again(t, b, requestRecord.request, newRequestRecord)
		again(t, b, incidentRecord.incident, newIncidentRecord)
		again(t, b, inboundRecord.inbound, newInboundRecord)
	})
}

func TestDecodeRefuses(t *testing.T) {
	tests := []struct {
		name, record string
		version      bool
	}{
		{"newer version", `{"v":2,"id":"a","value":"1","as_of":""}`, true},
		{"newer version of another shape", `{"v":2,"id":{"new":1}}`, true},
		{"no version", `{"id":"a","value":"1","as_of":""}`, true},
		{"no record", `null`, true},
		{"version that is no number", `{"v":"1","value":"1"}`, false},
		{"cut off", `{"v":1,"id":"a","value":"1"`, false},
		{"amount that is a number", `{"v":1,"value":1,"as_of":""}`, false},
		{"no amount", `{"v":1,"id":"a","as_of":""}`, false},
		{"amount of a billion digits", `{"v":1,"value":"1e999999999","as_of":""}`, false},
		{"amount of a hundred digits", `{"v":1,"value":"1e100","as_of":""}`, false},
		{"day that is none", `{"v":1,"value":"1","as_of":"2024-02-30"}`, false},
		{"moment without a zone", `{"v":1,"value":"1","as_of":"","said":"2024-07-01T07:25:00"}`, false},
	}
	for _, test := range tests {
		rec, err := decode[reportRecord]([]byte(test.record))
		if err == nil {
			_, err = rec.report()
		}
		if err == nil || errors.Is(err, errVersion) != test.version {
			t.Errorf("%s: got error %v, want one about the version: %v", test.name, err, test.version)
		}
	}
}
