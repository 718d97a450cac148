// Package bot turns a message into a reply, with no network and no database in
// sight. Handle answers what people say, Compose words the reminders that come
// from the schedule; transports carry both.
//
// The parts: understand reads text into an intent, lang holds every word that
// the bot says, this package decides. A message becomes a turn (turn.go), a
// command (command.go) or the answer to a question (dialog.go); permission.go
// says who may do what. Then one feature answers, each in a file of its own:
//
//	progress unit lagging summary     how far things are
//	walk walkpage walklist inplace    from the whole to a unit and back, in one message
//	compare history forecast method   against what, since when, whereto and why
//	responsible deadline help none    who, when, how, and what is not ours
//	report doubt echo undo            figures in, questioned, repeated, taken back
//	remind schedule language          when reminders come, and in which language
//	directive await nudge             what leaders ask of units, and its answers
//	status deliverylog rehearse       how sending goes, and what will be sent
//	compose reminder preparation      what is sent by itself, in which words
//	escalate directivedue             and what is sent upwards, and of work asked for
//	outage health                     what leaders and operators are told of the bot
//	answerto ack snooze promise why   how people answer a reminder
//	invite member access personal     who is let in, by whom, and what is kept of them
//	group                             whom a group belongs to, and what stands in for it
//
// wording.go puts a figure in words; no feature prints one any other way.
//
// Questions read and never write, but for a chat that is new. What writes stores
// its effect, "this message was seen", the audit line and the reply's row of the
// outbox in one target.Change, so that an acknowledged report is on disk and a
// message that is delivered twice counts once. What takes the place of a pressed
// message is not queued: inplace.go says how it is not lost, nor done twice.
package bot
