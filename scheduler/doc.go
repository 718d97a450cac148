// Package scheduler remembers when: cron rules become slots, slots become
// deliveries in the outbox, deliveries become messages, each exactly as often
// as it should.
//
// robfig/cron only parses expressions and says when the next moment is. What
// was dealt with is a cursor in the store, never the process's memory, so a
// restart neither loses nor repeats a slot.
//
//	Schedule   a five-field cron expression in a zone, with month ends and first
//	           Mondays; refuses what cron misreads
//	timetable  a rule's slots: its schedule, the plan's or the one that people
//	           gave it from chat, with days off moved or skipped
//	planner    slots from the cursor to now -> judged, with facts and cause ->
//	           deliveries, chains and promises in one claim
//	sender     whose turn it is: order within a chat, fairness between chats
//	courier    one delivery: judged again, put in words, leased, sent, marked,
//	           or diverted to the chat that stands in
//	watch      holds reminders while the clock is not to be believed
//	auditor    tells the operator of what has no outcome and of what was given up
//	Simulate   all of it on a clock of its own, for previews and as an oracle
//
// # What is promised
//
//   - A chat hears a slot at most once. The exception is a rule with Resend: a
//     message whose outcome is unknown goes out once more, marked as such.
//   - A slot that the process looks at inside the rule's grace is sent, however
//     often the process was stopped meanwhile. Of several missed ones only the
//     newest is; the others stand in the ledger as missed, with the reason, and
//     each leader is told of the outage once.
//   - A message that may or may not have been seen is never called sent: it is
//     Unsure. That is the one outcome of a stop between lease and mark. It is
//     never said in another chat.
//   - A chat hears at most one lagging message (digest, crossing, escalation) on
//     a day, whatever was late, moved or tried again. A digest of the same
//     minute goes before; an escalation waits for a day of its own, for four days
//     where the chat hears of the indicator anyway.
//   - A chain takes a step in the claim that writes its message: neither is
//     stored without the other. A missed slot takes none.
//   - A schedule that is changed from chat owes nothing to the time before.
//   - Late messages wait for office hours; nothing to say is no message, nor is
//     what was said last time unless the rule repeats it.
//   - The wall clock may jump. Back: the cursors forbid repeats. Forward by more
//     than a day: reminders are held for up to an hour, see watch.
package scheduler
