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
//	meta/edition                         how often reports were rewritten to forget somebody
//	update/<update>                      the update was applied; expires after 14 days
//	report/<number>                      report, in the order of commits
//	report-id/<report>                   number of the report: an ID is taken once
//	series/<indicator>/<unit>/<number>   index: the reports of one series
//	head/<indicator>/<unit>              ID of the series' newest report
//	delivery/<delivery>                  row of the outbox
//	due/<time>/<delivery>                index: what is not finished, by when to look at it
//	log/<created>/<delivery>             index: everything, by creation
//	once/<once key>                      the delivery that holds the key
//	told/<chat>/<rule>                   what the rule told the chat last, wherever it was sent
//	choices/<chat>                       what was sent there last with something to choose from
//	slot/<rule>/<planned time>           the slot's deliveries are all written
//	cursor/<rule>                        up to when the rule's slots are dealt with
//	pruned/<rule>                        up to when the rule's slot marks were pruned
//	answer/<answer>                      answer to a reminder
//	directive/<directive>                directive
//	escalation/<escalation>              chain of an escalation
//	preparation/<indicator>/<unit>/<as of>/<said>  reported stage of preparation
//	chat/<chat>                          chat
//	moved/<chat>                         the ID that the messenger gave the chat since
//	member/<member>                      member
//	invite/<hash>                        one-time code
//	request/<member>                     the member's last request for access
//	forget/<member>                      the person is being forgotten: accounts, chats, pseudonym
//	dialog/<chat>/<member>               unfinished exchange
//	rule/<rule>                          what people changed of a rule
//	audit/<complement of number>         audit line: the newest sorts first
//	incident/<hour>/<kind>/<chat>        what went wrong; expires after 60 days
//	counter/<counter>                    total; expires 400 days after the last addition
//	inbox/<message>                      inbound message that is not handled yet
//	heard/<message>                      the message was kept; expires after 7 days
//
// # What is read before it is written
//
// Engines detect conflicts on keys that were read, so whatever may happen only
// once has a key of its own that is read in the transaction that writes it:
// update (an update is applied once), report-id (a report is stored once), head
// (a figure is computed from the newest one), delivery and once (a message is
// queued once), slot, pruned and cursor (a slot is claimed once), invite (a code
// is used once), request (a request is decided once), directive (a short ID is
// given once), incident (an hour's is the first), heard and inbox (a message is
// handled once), counter (nothing added is lost), told and choices (what is
// settled late pushes nothing newer aside), meta/sequence (the order of history
// has no ties). A claim reads the chains and answers that it moves on: what
// people ended meanwhile stays ended.
//
// # Staying under the limits
//
// One transaction touches at most MaxTouched keys. A report takes four, a
// delivery four, everything else in a Change one; so a Change of 20 reports
// fits, with its audit lines, its reply and ten records more. What may take more
// is done in pages, in an order that makes starting again harmless: Import
// writes 25 reports at a time, ClaimSlot as many deliveries, chains and answers
// as fit, the slot's mark with the last, and MoveChat, Prune and the forgetting
// of a person look for what is left to do, a page at a time, until nothing is.
//
// # What is not kept
//
// Reports are history and never deleted. Prune deletes the rest when it is over
// and old enough. A person who is forgotten becomes a pseudonym wherever a
// figure, an answer or an audit line needs to have come from somebody; the law on
// the protection of personal data (91/2025/QH15) gives everybody that right.
package storage
