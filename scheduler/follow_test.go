package scheduler

import (
	"context"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// relocating is a store in which the group becomes another chat at the worst moment.
type relocating struct {
	*storage.Store
	t            *testing.T
	claims, dues bool // before a slot is claimed, after the outbox was read
}

func (m *relocating) move() {
	if err := m.MoveChat(m.t.Context(), group, "web:super"); err != nil {
		m.t.Error(err)
	}
}

func (m *relocating) ClaimSlot(ctx context.Context, c target.SlotClaim) (int, error) {
	if m.claims {
		m.move()
	}
	return m.Store.ClaimSlot(ctx, c)
}

func (m *relocating) Due(ctx context.Context, now time.Time, limit int) ([]target.Delivery, error) {
	due, err := m.Store.Due(ctx, now, limit)
	if m.dues && len(due) > 0 {
		m.move()
	}
	return due, err
}

// A reminder for a group that becomes a supergroup while it is on its way is
// said once, in the new one.
func TestChatThatMovesMeanwhile(t *testing.T) {
	for name, m := range map[string]relocating{
		"before the slot is claimed":  {claims: true},
		"after the outbox was read":   {dues: true},
		"at both, as a repeated move": {claims: true, dues: true},
	} {
		t.Run(name, func(t *testing.T) {
			m.t, m.Store = t, newStore(t, group)
			said := &messenger{}
			composer := words(func(d target.Delivery, _ time.Time) (target.Note, string, error) {
				if _, err := m.Chat(t.Context(), d.Chat); err != nil {
					return target.Note{}, "chat is unknown", nil
				}
				return target.Note{Text: "late"}, "", nil
			})
			s := open(t, planOf(t, weekly()), m.Store, said, func(o *Options) { o.Store, o.Composer = &m, composer })
			tick(t, s, at(t, "2024-03-04 07:00"))
			tick(t, s, at(t, "2024-03-04 07:30"))
			if d := one(t, m.Store); d.State != target.Sent || d.Chat != "web:super" {
				t.Errorf("%s is %s (%s), want it sent to the new chat", d.Chat, d.State, d.Reason)
			}
			if all := said.all(); len(all) != 1 || all[0].chat != "web:super" {
				t.Errorf("seen %+v", all)
			}
		})
	}
}
