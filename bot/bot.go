package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// Options is what a Bot is made of.
type Options struct {
	Plan  *target.Plan // required
	Store Store        // required
	// Reader reads messages about the plan; nil compiles one, which takes a
	// good part of a second. It may serve several bots.
	Reader *understand.Reader
	// Schedules tells when reminders come next; nil leaves the dates out.
	Schedules Schedules
	Now       func() time.Time // nil is time.Now
	Log       *slog.Logger     // nil is silent
	// Rehearsals tries the rules out on coming days; nil says that it cannot be
	// done here.
	Rehearsals Rehearsals
	// PerMinute is how many messages a minute are handled of one person; 0 is
	// 20, less than 0 is any number.
	PerMinute int
	// Claim is the one-time code that makes the first operator, see NewInvite;
	// the zero Invite where there is one.
	Claim target.Invite
	// KeepFor is how long what is over is kept, to be told to whom it is about;
	// 0 is for ever. The bot itself deletes nothing by age.
	KeepFor time.Duration
	// Configured reports whether the configuration names the account, which
	// then cannot be changed from chat; nil is nobody.
	Configured func(target.MemberID) bool
	// TelegramName returns the bot's name on Telegram, for links that carry a
	// code; "" while it is not known. Nil is none.
	TelegramName func() string
	// Mention returns how the bot is named in a group so that it hears, "@bot";
	// "" where naming it does not help. Nil is nowhere.
	Mention func(target.ChatID) string
	// Notify is called when a reply was put in the outbox, so that the sender
	// need not wait for its next round. It must not block. Nil is nobody.
	Notify func()
}

// Bot answers messages about one plan. It is safe for concurrent use.
type Bot struct {
	plan      *target.Plan
	store     Store
	schedules Schedules
	now       func() time.Time
	log       *slog.Logger
	notify    func()
	reader    *understand.Reader
	words     *lang.Catalogue
	talks     talks
	firsts    *firsts
	flood     *flood

	claim        target.Invite // guarded by deciding
	keepFor      time.Duration
	configured   func(target.MemberID) bool
	telegramName func() string
	mention      func(target.ChatID) string
	misses       misses
	rehearsals   Rehearsals
	started      time.Time
	giving       sync.Mutex // held while a directive is numbered or closed
	deciding     sync.Mutex // see oneByOne
}

// New compiles the plan's vocabulary and returns a Bot.
func New(o Options) (*Bot, error) {
	if o.Plan == nil || o.Store == nil {
		return nil, errors.New("bot: a plan and a store are required")
	}
	b := &Bot{
		plan: o.Plan, store: o.Store, schedules: o.Schedules,
		now: o.Now, log: o.Log, notify: o.Notify, talks: newRecall(), firsts: newFirsts(),
		flood: newFlood(cmp.Or(o.PerMinute, perMinute)),
		claim: o.Claim, keepFor: o.KeepFor, configured: o.Configured, telegramName: o.TelegramName,
		mention: o.Mention,
	}
	if b.mention == nil {
		b.mention = func(target.ChatID) string { return "" }
	}
	if b.telegramName == nil {
		b.telegramName = func() string { return "" }
	}
	if b.now == nil {
		b.now = time.Now
	}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	b.log = b.log.With("component", "bot")
	b.started, b.rehearsals = b.now(), o.Rehearsals
	if b.notify == nil {
		b.notify = func() {}
	}
	var err error
	if b.reader = o.Reader; b.reader == nil {
		if b.reader, err = understand.New(o.Plan); err != nil {
			return nil, fmt.Errorf("compile vocabulary: %w", err)
		}
	}
	if b.words, err = lang.New(); err != nil {
		return nil, fmt.Errorf("load words: %w", err)
	}
	return b, nil
}

// maxText is the longest message that is read, in bytes: a page of a messenger.
const maxText = 4096

// Handle answers one message. What goes wrong inside becomes a sentence with a
// code that is also in the log; the error is only not nil when ctx ended before
// the outcome was known, and then the message must be delivered again.
func (b *Bot) Handle(ctx context.Context, m Message) (Reply, error) {
	if m.Left {
		return b.putOut(ctx, m)
	}
	if m.MovedFrom != "" {
		return b.follow(ctx, m)
	}
	if m.Group && !m.Addressed {
		return b.overhear(ctx, m)
	}
	heard := b.flood.hear(m.From, b.now())
	if heard == ignored {
		return Reply{Silent: true}, nil
	}
	t, err := b.begin(ctx, m)
	if err == nil && heard == handled {
		err = b.settle(ctx, t)
	}
	var reply Reply
	switch {
	case heard == refused:
		return t.tell("flood.refused"), nil
	case err == nil:
		reply, err = b.answer(ctx, t)
	}
	switch {
	case err == nil:
		reply = t.leadBack(reply)
		reply.Edit = m.Pressed != "" && (reply.Edit || t.page > 0) // turning a page
		if err := b.keepTalk(ctx, t, reply); err != nil {
			b.log.Warn("talk not kept", "chat", m.Chat, "error", err)
		}
		return reply, nil
	case ctx.Err() != nil:
		return Reply{Silent: true}, fmt.Errorf("handle message: %w", context.Cause(ctx))
	default:
		return b.apologise(t, err), nil
	}
}

// answer finds out what the message wants and lets the feature answer.
func (b *Bot) answer(ctx context.Context, t *turn) (Reply, error) {
	if !t.may(ask) {
		return b.outsider(ctx, t)
	}
	switch {
	case len(t.msg.Text) > maxText:
		return t.tell("none.too-long"), nil
	case t.msg.Wordless:
		return t.tell("none.wordless", "Name", t.short(b.example())), nil
	}
	waiting, err := b.waiting(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	if waiting != nil && waiting.Done != nil {
		if t.presses(waiting.Key) {
			return t.again(waiting), nil
		}
		waiting = nil
	}
	t.waits = waiting
	if t.msg.Edited {
		return b.edited(ctx, t)
	}
	if reply, taken, err := b.takenUp(ctx, t, waiting); taken || err != nil {
		return reply, err
	}
	for _, read := range []func(context.Context, *turn) (Reply, bool, error){b.amended, b.looseFigure} {
		if reply, ok, err := read(ctx, t); ok || err != nil {
			return reply, err
		}
	}
	b.understand(t)
	if reply, ok, err := b.besides(ctx, t); ok || err != nil {
		return reply, err
	}
	return b.feature(ctx, t)
}

// takenUp takes the message for an answer to what was said before: a receipt
// that it replies to, choices that were shown, or a question that waits for
// words. False if it is none.
func (b *Bot) takenUp(ctx context.Context, t *turn, waiting *pending) (Reply, bool, error) {
	for _, take := range []func(context.Context, *turn, *pending) (Reply, bool, error){
		b.takenBack, b.chosen, b.resumePromise, b.awaited,
	} {
		if reply, ok, err := take(ctx, t, waiting); ok || err != nil {
			return reply, ok, err
		}
	}
	return Reply{}, false, nil
}

// feature answers what was understood.
func (b *Bot) feature(ctx context.Context, t *turn) (Reply, error) {
	if len(t.reading.Offers) > 0 {
		if reply, asked, err := b.offers(ctx, t); asked || err != nil {
			return reply, err
		}
	}
	f, ok := features()[t.reading.Intent]
	if !ok {
		if t.courteous() {
			return b.courtesy(t), nil
		}
		if reply, offered, err := b.offerAnswer(ctx, t); offered || err != nil {
			return reply, err
		}
		if reply, waits, err := b.stillWaiting(ctx, t); waits || err != nil {
			return reply, err
		}
		return b.none(t), nil
	}
	if !t.may(f.needs) {
		return t.refuse(f.needs), nil
	}
	if reply, unknown := b.unknownOwn(t); unknown {
		return reply, nil
	}
	if t.reading.Intent != understand.ReportValue {
		if reply, asked := b.askBack(t); asked {
			return reply, nil
		}
	}
	return f.answer(b, ctx, t)
}

// feature is one thing that the bot can do, and what one must be allowed for it.
type feature struct {
	needs  action
	answer func(*Bot, context.Context, *turn) (Reply, error)
}

func features() map[understand.Intent]feature {
	return map[understand.Intent]feature{
		understand.ProgressOne:      {ask, (*Bot).progress},
		understand.ProgressAll:      {ask, (*Bot).overview},
		understand.UnitProgress:     {ask, (*Bot).progress},
		understand.LaggingList:      {ask, (*Bot).lagging},
		understand.WhoIsResponsible: {ask, (*Bot).responsible},
		understand.Deadline:         {ask, (*Bot).deadline},
		understand.CompareLastYear:  {ask, (*Bot).compare},
		understand.History:          {ask, (*Bot).history},
		understand.ForecastIntent:   {ask, (*Bot).forecast},
		understand.SummaryReport:    {ask, (*Bot).summary},
		understand.Help:             {ask, (*Bot).help},
		understand.RemindSettings:   {ask, (*Bot).remind},
		understand.ReportValue:      {report, (*Bot).report},
		understand.Undo:             {undoOwn, (*Bot).undo},
		restoring:                   {report, (*Bot).restore},
		redating:                    {report, (*Bot).redate},
		approving:                   {approve, (*Bot).approvals},
		refusing:                    {approve, (*Bot).approvals},
		overhearing:                 {report, (*Bot).takeOffer},
		widening:                    {report, (*Bot).widen},
		confirming:                  {report, (*Bot).confirm},
		ranking:                     {ask, (*Bot).ranking},
		slow:                        {ask, (*Bot).slow},
		silent:                      {ask, (*Bot).silent},
		needed:                      {ask, (*Bot).needed},
		whatIf:                      {ask, (*Bot).whatIf},
		listing:                     {ask, (*Bot).targets},
		reported:                    {ask, (*Bot).reported},
		duties:                      {ask, (*Bot).duties},
		charting:                    {ask, (*Bot).chart},
		filing:                      {ask, (*Bot).file},
		hearing:                     {ask, (*Bot).problem},
		method:                      {ask, (*Bot).method},
		language:                    {ask, (*Bot).language},
		acknowledging:               {answerReminder, (*Bot).acknowledge},
		snoozing:                    {answerReminder, (*Bot).snooze},
		agreeing:                    {ask, (*Bot).agree},
		promising:                   {answerReminder, (*Bot).promise},
		asking:                      {ask, (*Bot).why},
		stopping:                    {stopEscalation, (*Bot).stopEscalation},
		preparing:                   {report, (*Bot).prepare},
		entering:                    {enter, oneByOne((*Bot).enter)},
		wanting:                     {request, (*Bot).want},
		inviting:                    {invite, (*Bot).invitation},
		staff:                       {listMembers, oneByOne((*Bot).members)},
		granting:                    {grantAccess, oneByOne((*Bot).grant)},
		linking:                     {linkAccounts, oneByOne((*Bot).linkCode)},
		unlinking:                   {linkAccounts, oneByOne((*Bot).unlink)},
		personal:                    {ownData, oneByOne((*Bot).personal)},
		belonging:                   {bindGroup, oneByOne((*Bot).group)},
		statusing:                   {watch, (*Bot).status},
		logging:                     {watch, (*Bot).deliveryLog},
		rehearsing:                  {watch, (*Bot).rehearse},
		walking:                     {ask, (*Bot).walk},
		nudging:                     {ask, (*Bot).nudge},
		assigning:                   {giveTask, (*Bot).assign},
		withdrawing:                 {giveTask, (*Bot).withdraw},
		answering:                   {answerTask, (*Bot).answerTask},
		tasks:                       {ask, (*Bot).tasks},
	}
}
