// Package scheduler remembers when: cron rules become slots, slots become
// deliveries in the outbox, deliveries become messages, each exactly as often
// as it should.
//
// robfig/cron only parses expressions and says when the next moment is. What
// was dealt with is a cursor in the store, never the process's memory, so a
// restart neither loses nor repeats a slot.
//
//	Schedule   a five-field cron expression in a zone, with month ends and first Mondays; refuses what cron misreads
//	timetable  a rule's slots: its schedule with days off moved or skipped
//	planner    slots from the cursor to now -> deliveries, in one claim
//	sender     whose turn it is: order within a chat, fairness between chats
//	courier    one delivery: judged again, put in words, leased, sent, marked
//	watch      holds reminders while the clock is not to be believed
//	Simulate   all of it on a clock of its own, for previews and as an oracle
//
// # What is promised
//
//   - A group hears a slot at most once. The exception is a rule with Resend: a
//     message whose outcome is unknown goes out once more.
//   - A slot that the process looks at inside the rule's grace is sent, however
//     often the process was stopped meanwhile. Of several missed ones only the
//     newest is; the others stand in the ledger as missed, with the reason.
//   - A message that may or may not have been seen is never called sent: it is
//     Unsure. That is the one outcome of a stop between lease and mark.
//   - A group hears at most one lagging message (digest or crossing) on a day,
//     whatever was late, moved or tried again.
//   - Late messages wait for office hours; nothing to say is no message.
//   - The wall clock may jump. Back: the cursors forbid repeats. Forward by more
//     than a day: reminders are held for up to an hour, see watch.
package scheduler
