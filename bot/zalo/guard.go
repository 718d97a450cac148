package zalo

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"chitieu/target"
)

// guard keeps the bot to the number of groups that its plan with Zalo allows:
// what a fourth one would be sent gets lost or costs the bot its account. The
// first groups that are written to have the places; "zalo/groups" counts them,
// and "zalo/group/<id>" is above 0 for each. A group that is gone frees its
// place.
type guard struct {
	counter Counter
	limit   int // 0 for no limit
	now     func() time.Time
	log     *slog.Logger
	tell    func(target.Incident)

	mu      sync.Mutex
	inside  map[string]bool // groups that have a place
	outside map[string]bool // groups that the operator was told of
}

const groupsCount = prefixName + "/groups"

func groupCount(chat string) string { return prefixName + "/group/" + chat }

// maxOutside bounds how many refused groups are remembered.
const maxOutside = 256

// allow says whether the chat may be written to; nil if it may.
func (g *guard) allow(ctx context.Context, chat string) *target.SendError {
	if !isGroup(chat) || g.limit <= 0 {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside[chat] {
		return nil
	}
	ok, err := g.place(ctx, chat)
	if err != nil {
		g.log.Warn("number of groups not known", "error", err)
		return nil // Zalo itself is the judge then
	}
	if ok {
		g.inside[chat] = true
		return nil
	}
	detail := fmt.Sprintf("the plan with zalo allows %d groups, and this would be one more: nothing is sent there", g.limit)
	if !g.outside[chat] && len(g.outside) < maxOutside {
		g.outside[chat] = true
		g.tell(target.Incident{At: g.now(), Kind: target.GroupLimit, Chat: chatID(chat), Detail: detail})
	}
	return refused("%s", detail)
}

// place reports whether the group has a place, or gives it a free one. The
// group is marked before the places are counted, so that a crash in between
// costs no place. A mark is added at every start: stores forget what nobody
// adds to.
func (g *guard) place(ctx context.Context, chat string) (bool, error) {
	n, err := g.counter.Count(ctx, groupCount(chat), 0)
	if err != nil {
		return false, err
	}
	if n > 0 {
		_, err = g.counter.Count(ctx, groupCount(chat), 1)
		return err == nil, err
	}
	taken, err := g.counter.Count(ctx, groupsCount, 0)
	if err != nil || taken >= g.limit {
		return false, err
	}
	if _, err := g.counter.Count(ctx, groupCount(chat), 1); err != nil {
		return false, err
	}
	_, err = g.counter.Count(ctx, groupsCount, 1)
	return err == nil, err
}

// free gives the place of a group back that is gone.
func (g *guard) free(ctx context.Context, chat string) {
	if !isGroup(chat) || g.limit <= 0 {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	n, err := g.counter.Count(ctx, groupCount(chat), 0)
	if err != nil || n <= 0 {
		return
	}
	delete(g.inside, chat)
	_, err = g.counter.Count(ctx, groupCount(chat), -n)
	if err == nil {
		_, err = g.counter.Count(ctx, groupsCount, -1)
	}
	if err != nil {
		g.log.Warn("place of a group not freed", "chat", chatID(chat), "error", err)
	}
}
