// Package scheduler remembers when: cron rules become slots, slots become
// deliveries in the outbox, deliveries become messages, each exactly as often
// as it should.
//
// robfig/cron only parses expressions and says when the next moment is. What
// was dealt with is a cursor in the store, never the process's memory, so a
// restart neither loses nor repeats a slot.
package scheduler
