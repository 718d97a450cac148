// Package lang holds every word that the bot says, in Vietnamese, Indonesian
// and English, and writes numbers, dates and lists in the way of each language.
//
// The words stand in vi.yaml, id.yaml and en.yaml under the same keys with the
// same arguments. Rules of voice, for whoever adds some:
//
//   - Facts first: indicator, value and as-of date, share of the plan, what the
//     season asks, gap, who leads, what is asked by when.
//   - The reader is "đồng chí", a group "các đồng chí"; the bot has no "I". It
//     never gets more familiar than that, however the reader writes.
//   - No exclamation marks, no emoji, no blame, no praise. "Đề nghị" asks;
//     "yêu cầu" only when an instruction of a leader is quoted. In a group the
//     agency is named, never a person.
//   - What is not known is said so: "chưa có số liệu". No words that guess.
//   - Plan and growth are different things: "% KH" is of the plan, "so với"
//     names the other base, rates differ in percentage points.
//   - A line is a thought, short enough for a phone.
package lang
