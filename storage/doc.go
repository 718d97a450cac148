// Package storage keeps the domain on a small ordered key-value contract, KV,
// that badger and memory implement and storagetest checks.
//
// # Keys
//
// Parts in angle brackets are escaped as in a URL path, so a slash in an ID
// stays inside its part. Times are UTC with nine decimals, numbers 16
// hexadecimal digits: bytes sort as the things do.
//
//	meta/schema                          the layout of this table
//	meta/sequence                        last number given to a report or audit line
//	update/<update>                      the update was applied; expires after 14 days
//	report/<number>                      report, in the order of commits
//	report-id/<report>                   number of the report: an ID is taken once
//	series/<indicator>/<unit>/<number>   index: the reports of one series
//	head/<indicator>/<unit>              ID of the series' newest report
//	delivery/<delivery>                  row of the outbox
//	due/<time>/<delivery>                index: what is not finished, by when to look at it
//	log/<created>/<delivery>             index: everything, by creation
//	once/<once key>                      the delivery that holds the key
//	slot/<rule>/<planned time>           the slot's deliveries are all written
//	cursor/<rule>                        up to when the rule's slots are dealt with
//	chat/<chat>                          chat
//	member/<member>                      member
//	dialog/<chat>/<member>               unfinished exchange
//	rule/<rule>                          what people changed of a rule
//	audit/<complement of number>         audit line: the newest sorts first
//
// # What is read before it is written
//
// Engines detect conflicts on keys that were read, so whatever may happen only
// once has a key of its own that is read in the transaction that writes it:
// update (an update is applied once), report-id (a report is stored once), head
// (a figure is computed from the newest one), delivery and once (a message is
// queued once), slot and cursor (a slot is claimed once), meta/sequence (the
// order of history has no ties).
//
// # Staying under the limits
//
// One transaction touches at most MaxTouched keys. A report takes four, an
// audit line one, a delivery four; so a Change of 20 reports fits, Import
// writes 25 at a time and ClaimSlot 25 deliveries at a time, in an order that
// makes starting again harmless.
package storage
