package main

import (
	"errors"
	"slices"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// joined is when people of the store came in.
var joined = time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)

// peopled is a directory with two configured people and the stored members.
func peopled(t *testing.T, stored ...target.Member) *directory {
	t.Helper()
	store, err := storage.New(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Commit(t.Context(), target.Change{Members: stored}); err != nil {
		t.Fatal(err)
	}
	return newDirectory(store, []target.Member{
		{ID: "telegram:1", Name: "Vận hành", Role: target.Operator, Lang: target.Vietnamese},
		{ID: "telegram:2", Name: "Cán bộ", Role: target.Officer, Unit: "finance"},
	})
}

// TestWhoIsWho: a line a rule, with what is stored and whom an account is.
func TestWhoIsWho(t *testing.T) {
	for _, c := range []struct {
		rule   string
		stored []target.Member
		id     target.MemberID
		want   target.Member // zero for nobody
	}{
		{"a configured person", nil, "telegram:2", target.Member{ID: "telegram:2", Name: "Cán bộ", Role: target.Officer, Unit: "finance"}},
		{"the configuration wins over the store",
			[]target.Member{{ID: "telegram:2", Name: "x", Role: target.Operator, Joined: joined}},
			"telegram:2", target.Member{ID: "telegram:2", Name: "Cán bộ", Role: target.Officer, Unit: "finance"}},
		{"but not over the language that the person chose",
			[]target.Member{{ID: "telegram:1", Lang: target.English}},
			"telegram:1", target.Member{ID: "telegram:1", Name: "Vận hành", Role: target.Operator, Lang: target.English}},
		{"who came in by chat",
			[]target.Member{{ID: "zalo:5", Name: "A", Role: target.Viewer, Joined: joined}},
			"zalo:5", target.Member{ID: "zalo:5", Name: "A", Role: target.Viewer, Joined: joined}},
		{"who once was configured and chose a language is nobody",
			[]target.Member{{ID: "telegram:9", Role: target.Leader, Lang: target.English}}, "telegram:9", target.Member{}},
		{"a stranger", nil, "zalo:6", target.Member{}},
		{"who was removed", []target.Member{{ID: "zalo:5"}}, "zalo:5", target.Member{}},
		{"a further account of a configured person",
			[]target.Member{{ID: "zalo:7", Name: "B", Of: "telegram:2", Joined: joined}},
			"zalo:7", target.Member{ID: "telegram:2", Name: "Cán bộ", Role: target.Officer, Unit: "finance"}},
		{"a further account of a stored person",
			[]target.Member{{ID: "zalo:5", Role: target.Viewer, Joined: joined}, {ID: "telegram:8", Of: "zalo:5", Joined: joined}},
			"telegram:8", target.Member{ID: "zalo:5", Role: target.Viewer, Joined: joined}},
		{"a further account of who was removed",
			[]target.Member{{ID: "zalo:5"}, {ID: "telegram:8", Of: "zalo:5", Joined: joined}}, "telegram:8", target.Member{}},
		{"a further account of a further account is nobody's",
			[]target.Member{{ID: "zalo:5", Of: "telegram:8", Joined: joined}, {ID: "telegram:8", Of: "zalo:5", Joined: joined}},
			"telegram:8", target.Member{}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			d := peopled(t, c.stored...)
			got, err := d.Member(t.Context(), c.id)
			if c.want.ID == "" {
				if !errors.Is(err, target.ErrNotFound) {
					t.Errorf("%+v, %v; want nobody", got, err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Errorf("%+v, %v; want %+v", got, err, c.want)
			}
		})
	}
}

// TestMembersAreAllAccounts: with the role of their person; nobody without one.
func TestMembersAreAllAccounts(t *testing.T) {
	d := peopled(t,
		target.Member{ID: "zalo:5", Role: target.Viewer, Joined: joined}, target.Member{ID: "zalo:6"},
		target.Member{ID: "zalo:7", Of: "telegram:2", Joined: joined}, target.Member{ID: "zalo:8", Of: "zalo:6", Joined: joined},
		target.Member{ID: "telegram:9", Role: target.Leader, Lang: target.English},
	)
	got, err := d.Members(t.Context())
	want := []target.Member{
		{ID: "telegram:1", Name: "Vận hành", Role: target.Operator, Lang: target.Vietnamese},
		{ID: "telegram:2", Name: "Cán bộ", Role: target.Officer, Unit: "finance"},
		{ID: "zalo:5", Role: target.Viewer, Joined: joined},
		{ID: "zalo:7", Of: "telegram:2", Role: target.Officer, Unit: "finance", Joined: joined},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v; want\n%+v", got, err, want)
	}
}

// TestTheRoleOfTheFileIsNotStored: or else it would outlive its line there.
func TestTheRoleOfTheFileIsNotStored(t *testing.T) {
	d := peopled(t)
	m, err := d.Member(t.Context(), "telegram:2")
	if err != nil {
		t.Fatal(err)
	}
	m.Lang = target.English
	change := target.Change{Members: []target.Member{m}}
	if err := d.Commit(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	if stored, err := d.Store.Member(t.Context(), "telegram:2"); err != nil || stored != (target.Member{ID: "telegram:2", Lang: target.English}) {
		t.Errorf("stored %+v, %v", stored, err)
	}
	if change.Members[0].Role != target.Officer {
		t.Error("the caller's change was changed")
	}
	d.configured = nil
	if _, err := d.Member(t.Context(), "telegram:2"); !errors.Is(err, target.ErrNotFound) {
		t.Errorf("struck out of the file: %v", err)
	}
}

// TestGroupsOfFileAndChat: struck out of the file a group is parked and gets no
// answers, one that was bound from chat is left alone, and what chat decided of
// a configured group stays.
func TestGroupsOfFileAndChat(t *testing.T) {
	d := peopled(t)
	inFile := []target.Chat{
		{ID: "telegram:-1", Title: "Một", Group: true, Unit: "finance", Lang: target.Vietnamese},
		{ID: "telegram:-2", Title: "Hai", Group: true, Lang: target.Vietnamese},
		{ID: "telegram:-5", Title: "Năm", Group: true, Lang: target.Vietnamese},
	}
	changed := inFile[0]
	changed.Fallback, changed.Unit = "zalo:zgr-4", "other"
	bound := target.Chat{ID: "telegram:-3", Group: true, Bound: true}
	standby := target.Chat{ID: "zalo:zgr-4", Group: true, Standby: true, Bound: true}
	greeted := target.Chat{ID: "telegram:-5", Group: true, Greeted: true, Parked: "not registered"}
	if err := d.Store.Commit(t.Context(), target.Change{Chats: []target.Chat{changed, inFile[1], bound, standby, greeted}}); err != nil {
		t.Fatal(err)
	}
	if err := seedChats(t.Context(), d.Store, []target.Chat{inFile[0], inFile[2]}); err != nil {
		t.Fatal(err)
	}
	paired, out := inFile[0], inFile[1]
	paired.Fallback = "zalo:zgr-4"
	out.Parked, out.Greeted = "not in the configuration", true
	want := []target.Chat{paired, out, bound, inFile[2], standby}
	if got, err := d.Store.Chats(t.Context()); err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v; want\n%+v", got, err, want)
	}
}

// A group that became a supergroup stays one chat, though the file still has the
// ID from before; and what the file says of a pair holds.
func TestMovedGroupOfTheFile(t *testing.T) {
	d := peopled(t)
	ctx := t.Context()
	inFile := []target.Chat{{ID: "telegram:-1", Group: true, Fallback: "web:b"}, {ID: "web:b", Group: true, Standby: true}}
	for range 2 {
		if err := seedChats(ctx, d.Store, inFile); err != nil {
			t.Fatal(err)
		}
		if err := d.Store.MoveChat(ctx, "telegram:-1", "telegram:-1001"); err != nil {
			t.Fatal(err)
		}
	}
	want := []target.Chat{{ID: "telegram:-1001", Group: true, Fallback: "web:b"}, {ID: "web:b", Group: true, Standby: true}}
	if got, err := d.Store.Chats(ctx); err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v; want\n%+v", got, err, want)
	}
	inFile[0].Fallback, inFile[1].Standby = "web:c", false
	inFile = append(inFile, target.Chat{ID: "web:c", Group: true, Standby: true})
	if err := seedChats(ctx, d.Store, inFile); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Store.Chat(ctx, "telegram:-1001"); err != nil || got.Fallback != "web:c" {
		t.Errorf("%+v, %v, want the file's new pair", got, err)
	}
}
