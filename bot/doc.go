// Package bot turns a message into a reply. Handle is all there is to it: text
// in, note out, with no network and no database in sight.
//
// The parts: understand reads text into an intent, lang holds every word the
// bot says, chart draws; the transports (telegram, webchat) carry messages to
// Handle and notes back. One feature stands in one file.
package bot
