// Package zalo carries messages between the Zalo Bot Platform and a
// bot.Handler, by long polling or by webhook.
//
// The platform publishes little, and those who use it disagree about the rest.
// So both sides of every disagreement are accepted: errors with status 200 or
// their own, updates alone or in an envelope, as an object or a list, ids as
// strings or numbers. The rules kept here:
//
//   - An update is delivered at most once, or by some servers for ever. It is
//     stored before anything else, and what was not handled when the program
//     ended is handled first at the next start. Its id is the message's, so a
//     second delivery has no effect, after a restart neither.
//   - Messages of one chat are handled and answered in order; a slow chat holds
//     up no other.
//   - A poll that brings nothing new is followed by the next a second after it
//     began at the earliest, and failures by growing pauses.
//   - There are no buttons and no editing. Choices are numbered lines; a number
//     comes back to the handler as the choice's data where it is clear which
//     message it answers, and as a number else.
//   - In a group the platform passes on only what mentions the bot or replies
//     to it. The mention stands in the text and is taken out by the bot's
//     display name.
//   - Markup is never sent: heads are bold by text_styles, in UTF-16 units.
//   - The month's messages and the groups written to are counted in the store.
//     From 80 % of the month on the operator is warned, from 95 % on notes that
//     can wait are refused; a group more than the plan allows is refused too.
//   - The token and the webhook's secret are in no log, error or panic.
//
// A chat is "zalo:<chat>", a group "zalo:zgr-…", a person "zalo:<user>", who has
// another id with every bot.
package zalo
