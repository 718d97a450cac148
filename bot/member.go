package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// Intents about people, which only commands have.
const (
	staff     understand.Intent = "members"   // who may do what, and change it
	linking   understand.Intent = "link"      // one person, several messengers
	unlinking understand.Intent = "unlink"    // and apart again
	inviting  understand.Intent = "invite"    // make a code for somebody
	entering  understand.Intent = "enter"     // bring a code
	wanting   understand.Intent = "want"      // ask to be let in
	granting  understand.Intent = "grant"     // decide on that
	personal  understand.Intent = "personal"  // what is stored about oneself
	belonging understand.Intent = "belonging" // whom a group belongs to
)

// verbatim are the commands about people, directives and rehearsals, whose arguments are
// codes, keys and words of their own. They are not read as questions about the plan, and their
// names without the slash are words of every day ("mới", "nhận", "nhóm").
var verbatim = []understand.Intent{staff, linking, unlinking, inviting, entering, wanting, granting, personal, belonging,
	assigning, answering, withdrawing, rehearsing, overhearing, redating}

// The words of choices about people.
const (
	removeArg = "xoa"
	yesArg    = "dongy"
	refuseArg = "tuchoi"
)

// duty is what somebody is: "cán bộ, xã Kỳ Khang".
func (b *Bot) duty(t *turn, role target.Role, unit target.UnitID) string {
	name := t.say("role." + string(role))
	if wide(role) || unit == target.Locality {
		return name
	}
	return name + ", " + b.unit(t, unit)
}

// shortKey stands for an id in the data of a choice, which has little room. It
// is looked up among those whom the presser may see, so it gives no rights.
func shortKey(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:4])
}

// messenger is the name of an id's messenger: "Telegram".
func messenger[ID ~string](id ID) string {
	name, _, _ := strings.Cut(string(id), ":")
	return lang.Capital(name)
}

// people returns everybody with a role, once, by role, unit and name.
func (b *Bot) people(ctx context.Context) ([]target.Member, error) {
	all, err := b.store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	all = slices.DeleteFunc(all, func(m target.Member) bool { return m.Of != "" || !slices.Contains(roles, m.Role) })
	slices.SortFunc(all, func(a, b target.Member) int {
		return cmp.Or(cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)),
			cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// isLastOperator reports whether nobody else runs the bot.
func isLastOperator(people []target.Member, id target.MemberID) bool {
	is := false
	for i := range people {
		if people[i].Role == target.Operator {
			if people[i].ID != id {
				return false
			}
			is = true
		}
	}
	return is
}

// fixed reports whether the configuration names the account: what it says of a
// person cannot be changed from chat.
func (b *Bot) fixed(id target.MemberID) bool { return b.configured != nil && b.configured(id) }

// privateChats returns the private chats of a person.
func privateChats(chats []target.Chat, id target.MemberID) []target.Chat {
	return slices.DeleteFunc(slices.Clone(chats), func(c target.Chat) bool { return c.Group || c.Member != id })
}

// chats reads every chat.
func (b *Bot) chats(ctx context.Context) ([]target.Chat, error) {
	chats, err := b.store.Chats(ctx)
	if err != nil {
		return nil, fmt.Errorf("read chats: %w", err)
	}
	return chats, nil
}

// oneByOne lets one decision on people and groups be made at a time, each on
// what the one before it stored: else two operators could remove each other, or
// two codes give one group two standbys.
func oneByOne(answer func(*Bot, context.Context, *turn) (Reply, error)) func(*Bot, context.Context, *turn) (Reply, error) {
	return func(b *Bot, ctx context.Context, t *turn) (Reply, error) {
		b.deciding.Lock()
		defer b.deciding.Unlock()
		return answer(b, ctx, t)
	}
}

// apply stores a change and answers directly, not through the outbox: for
// answers that must not be kept, as those with a code, or that the outbox would
// hold back, as those in a chat that is parked. An answer that is lost on the
// way is asked for again.
func (b *Bot) apply(ctx context.Context, t *turn, change target.Change, note target.Note) (Reply, error) {
	change.Update = t.msg.ID
	err := b.store.Commit(ctx, change)
	if errors.Is(err, target.ErrSeen) {
		return Reply{Silent: true, Queued: true}, nil
	}
	if err != nil {
		return Reply{}, fmt.Errorf("store: %w", err)
	}
	if len(change.Deliveries) > 0 {
		b.notify()
	}
	return Reply{Note: note}, nil
}
