package bottest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

func testPrivate(t *testing.T, k *talk) {
	k.Say(Saying{Chat: k.Private(), Text: "thu ngân sách đến đâu rồi"})
	m := k.rec.Await(t, "thu ngân sách đến đâu rồi")
	k.see(t, k.Private(), "re: thu ngân sách đến đâu rồi")
	if !m.Addressed || m.Group || m.Chat != k.Private() {
		t.Errorf("Addressed %v, Group %v, Chat %s, want true, false, %s", m.Addressed, m.Group, m.Chat, k.Private())
	}
	if m.From == "" || m.FromName == "" || m.At.IsZero() || m.Pressed != "" {
		t.Errorf("From %q, FromName %q, At %s, Pressed %q", m.From, m.FromName, m.At, m.Pressed)
	}
}

func testMention(t *testing.T, k *talk) {
	if k.Can().Gated {
		testGate(t, k)
		return
	}
	k.Say(Saying{Chat: k.Group(), Text: "chiều nay họp nhé"})
	k.Say(Saying{Chat: k.Group(), Text: "sản lượng lương thực", Mention: true})
	aside, asked := k.rec.Await(t, "chiều nay họp nhé"), k.rec.Await(t, "sản lượng lương thực")
	k.see(t, k.Group(), "re: sản lượng lương thực")
	if aside.Addressed || !asked.Addressed {
		t.Errorf("Addressed %v without and %v with mention, want false and true", aside.Addressed, asked.Addressed)
	}
	if !asked.Group || asked.Chat != k.Group() {
		t.Errorf("Group %v, Chat %s, want true, %s", asked.Group, asked.Chat, k.Group())
	}
	if shown := k.Read(k.Group()); len(shown) != 1 {
		t.Errorf("the group saw %d messages, want one:\n%s", len(shown), all(shown))
	}
}

// testGate: what does not name the bot stays with the people. Wherever the name
// stands, it is taken out.
func testGate(t *testing.T, k *talk) {
	k.Harness.Say(Saying{Chat: k.Group(), Text: "chiều nay họp nhé"})
	k.Say(Saying{Chat: k.Group(), Text: "sản lượng lương thực"})
	k.Harness.Say(Saying{Chat: k.Group(), Text: "cho hỏi @" + k.Name() + " thu ngân sách"})
	k.see(t, k.Group(), "re: cho hỏi thu ngân sách")
	for _, m := range k.rec.Got() {
		if !m.Addressed || !m.Group || m.Chat != k.Group() {
			t.Errorf("%q: Addressed %v, Group %v, Chat %s", m.Text, m.Addressed, m.Group, m.Chat)
		}
	}
	if got, want := k.rec.Texts(), []string{"sản lượng lương thực", "cho hỏi thu ngân sách"}; !slices.Equal(got, want) {
		t.Errorf("the handler got %q, want %q", got, want)
	}
}

func testCommand(t *testing.T, k *talk) {
	if k.Can().Gated {
		testGatedCommand(t, k)
		return
	}
	k.Say(Saying{Chat: k.Group(), Text: "/tiendo thu ngân sách"})
	k.Say(Saying{Chat: k.Group(), Text: "/cham@" + k.Name()})
	k.Say(Saying{Chat: k.Group(), Text: "/tonghop@khac_" + k.Name()})
	k.Say(Saying{Chat: k.Group(), Text: "sáng 5/7 nhé"})
	k.fence(t, k.Group())
	for _, m := range k.rec.Got() {
		want := m.Text == "/tiendo thu ngân sách" || m.Text == "/cham" || m.Text == "/rao 1"
		if m.Addressed != want {
			t.Errorf("%q: Addressed %v, want %v", m.Text, m.Addressed, want)
		}
	}
	k.rec.Await(t, "/cham")
}

func testGatedCommand(t *testing.T, k *talk) {
	k.Say(Saying{Chat: k.Group(), Text: "/tiendo thu ngân sách"})
	k.Harness.Say(Saying{Chat: k.Group(), Text: "/cham@" + k.Name()})
	k.Harness.Say(Saying{Chat: k.Group(), Text: "/tonghop @" + k.Name() + " quý I"})
	k.see(t, k.Group(), "re: /tonghop quý I")
	if got, want := k.rec.Texts(), []string{"/tiendo thu ngân sách", "/cham", "/tonghop quý I"}; !slices.Equal(got, want) {
		t.Errorf("the handler got %q, want %q", got, want)
	}
}

func testReplyTo(t *testing.T, k *talk) {
	if !k.Can().Replies {
		t.Skip("this messenger has no replies")
	}
	k.fence(t, k.Group())
	k.Say(Saying{Chat: k.Group(), Text: "thế năm ngoái?", ReplyTo: k.Read(k.Group())[0].ID})
	if m := k.rec.Await(t, "thế năm ngoái?"); !m.Addressed {
		t.Error("a reply to the bot's message is not Addressed")
	}
}

func testOrder(t *testing.T, k *talk) {
	release := make(chan struct{})
	k.rec.On("câu 0", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return Echo(ctx, m)
	})
	var want []string
	for i := range 5 {
		text := fmt.Sprintf("câu %d", i)
		want = append(want, "re: "+text)
		k.Say(Saying{Chat: k.Private(), Text: text})
	}
	k.rec.Await(t, "câu 0")
	close(release)
	k.see(t, k.Private(), want[4])
	if got := all(k.Read(k.Private())); got != strings.Join(want, "\n") {
		t.Errorf("answers came as\n%s", got)
	}
}

func testSlowChat(t *testing.T, k *talk) {
	release := make(chan struct{})
	k.rec.On("chậm", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return Echo(ctx, m)
	})
	k.Say(Saying{Chat: k.Private(), Text: "chậm"})
	k.rec.Await(t, "chậm")
	k.fence(t, k.Group())
	if shown := k.Read(k.Private()); len(shown) != 0 {
		t.Errorf("the slow chat was answered:\n%s", all(shown))
	}
	close(release)
	k.see(t, k.Private(), "re: chậm")
}

func testAgain(t *testing.T, k *talk) {
	k.Say(Saying{Chat: k.Private(), Text: "thu ngân sách 95,2 tỷ"})
	k.rec.Await(t, "thu ngân sách 95,2 tỷ")
	if k.Can().Again {
		k.Again()
	}
	k.fence(t, k.Private())
	texts := make(map[string]string) // by id
	for _, m := range k.rec.Got() {
		name, rest, _ := strings.Cut(m.ID, ":")
		if before, _, _ := strings.Cut(string(k.Private()), ":"); name != before || rest == "" {
			t.Errorf("%q has ID %q, want %s:…", m.Text, m.ID, before)
		}
		if text, ok := texts[m.ID]; ok && text != m.Text {
			t.Errorf("%q and %q have the same ID %s", text, m.Text, m.ID)
		}
		texts[m.ID] = m.Text
	}
	if len(texts) != 2 {
		t.Errorf("two messages came with %d ids: %v", len(texts), texts)
	}
}

func testPress(t *testing.T, k *talk) {
	data := "/tiendo " + strings.Repeat("x", 64-len("/tiendo "))
	k.rec.On("/hoi", Always(bot.Reply{Note: target.Note{Head: "Hỏi lại", Text: "Đồng chí hỏi chỉ tiêu nào?",
		Choices: []target.Choice{{Label: "Thu ngân sách", Data: "/tiendo budget-revenue"}, {Label: "Lương thực", Data: data}}}}))
	k.Say(Saying{Chat: k.Group(), Text: "/hoi"})
	question := k.see(t, k.Group(), "Đồng chí hỏi chỉ tiêu nào?")
	k.Press(k.Group(), "Lương thực")
	m := k.rec.Await(t, data)
	if !m.Addressed || m.ID == "" || m.Chat != k.Group() || !m.Group {
		t.Errorf("pressed: Addressed %v, ID %q, Chat %s, Group %v", m.Addressed, m.ID, m.Chat, m.Group)
	}
	if k.Can().Buttons {
		if want := []string{"Thu ngân sách", "Lương thực"}; !slices.Equal(question.Buttons, want) {
			t.Errorf("buttons %q, want %q", question.Buttons, want)
		}
		if m.Pressed != question.ID {
			t.Errorf("Pressed %q, want %q", m.Pressed, question.ID)
		}
	}
	k.see(t, k.Group(), "re: "+data)
}

func testManyChoices(t *testing.T, k *talk) {
	var choices []target.Choice
	for i := range 20 {
		choices = append(choices, target.Choice{Label: fmt.Sprintf("Xã thứ %d", i+1), Data: fmt.Sprintf("/donvi %d", i+1)})
	}
	k.rec.On("/hoi", Always(bot.Reply{Note: target.Note{Text: "Xã nào?", Choices: choices}}))
	k.Say(Saying{Chat: k.Private(), Text: "/hoi"})
	k.see(t, k.Private(), "Xã nào?")
	k.Press(k.Private(), "Xã thứ 20")
	k.see(t, k.Private(), "re: /donvi 20")
}

func testEdit(t *testing.T, k *talk) {
	if !k.Can().Edit {
		t.Skip("this messenger cannot replace a message")
	}
	k.rec.On("/hoi", Always(bot.Reply{Note: target.Note{Text: "Trang 1",
		Choices: []target.Choice{{Label: "Sau", Data: "/trang 2"}}}}))
	k.rec.On("/trang 2", Always(bot.Reply{Note: target.Note{Text: "Trang 2"}, Edit: true}))
	k.Say(Saying{Chat: k.Private(), Text: "/hoi"})
	before := k.see(t, k.Private(), "Trang 1")
	k.Press(k.Private(), "Sau")
	after := k.see(t, k.Private(), "Trang 2")
	if shown := k.Read(k.Private()); after.ID != before.ID || len(shown) != 1 || len(after.Buttons) != 0 {
		t.Errorf("not replaced: %+v", shown)
	}
}
