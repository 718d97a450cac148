// Package bottest is the contract that every transport passes, as one suite,
// and the handler that tests talk through.
//
// A transport's test is one call:
//
//	func TestContract(t *testing.T) { bottest.TestTransport(t, open) }
//
// where open builds the real transport against a messenger that behaves like
// the real one, on loopback, and returns a [Harness]: the hands and eyes of a
// person in front of that messenger. The suite never looks inside a transport.
//
// What a transport promises:
//
//   - Every message reaches the handler in the order it was written in its
//     chat; a slow chat does not hold up another.
//   - Message.ID is never empty, begins with the transport's name and a colon,
//     and is the same when the messenger delivers the message again.
//   - Addressed is set in private, and in groups by mention, command, reply to
//     the bot or pressed choice, and by nothing else. The bot's own name is
//     taken out of the text. Where the messenger lets nothing else through
//     (Can.Gated), every message is Addressed.
//   - Where there are no buttons a choice is a number under the text, and the
//     number comes to the handler as the choice's Data.
//   - A note is plain text: whatever looks like markup is read as written.
//     Long notes lose nothing and are cut between lines where there are lines,
//     see bot.Split; each of several parts ends with its number, "(1/3)", and
//     the choices stand under the last.
//   - A picture or document comes with its words, or is told in words where the
//     messenger has none.
//   - A Silent or Queued reply is not sent by the transport.
//   - What a handler's error says never reaches a person; the message may be
//     delivered to the handler again.
//   - Run returns nil within a second after its context ended, when nothing of
//     it is running any more. What was not handled by then comes again in the
//     next Run; an answer that the handler gave is still said.
//   - Send's error is a *target.SendError of the right class. No error and no
//     log line holds a secret.
//
// The package is imported by tests only.
package bottest
