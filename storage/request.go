package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

// requestRecord is a request for access on disk.
type requestRecord struct {
	header
	Member  string      `json:"member"`
	Name    string      `json:"name,omitempty"`
	Chat    string      `json:"chat,omitempty"`
	At      time.Time   `json:"at,omitzero"`
	Earlier []time.Time `json:"earlier,omitempty"`
	Decided time.Time   `json:"decided,omitzero"`
	By      string      `json:"by,omitempty"`
	Granted bool        `json:"granted,omitempty"`
}

func (requestRecord) current() int { return 1 }

func newRequestRecord(r *target.AccessRequest) requestRecord {
	return requestRecord{
		v1, string(r.Member), r.Name, string(r.Chat), moment(r.At), moments(r.Earlier), moment(r.Decided), string(r.By), r.Granted,
	}
}

func (rec requestRecord) request() (target.AccessRequest, error) {
	return target.AccessRequest{
		Member: target.MemberID(rec.Member), Name: rec.Name, Chat: target.ChatID(rec.Chat), At: moment(rec.At), Earlier: moments(rec.Earlier),
		Decided: moment(rec.Decided), By: target.MemberID(rec.By), Granted: rec.Granted,
	}, nil
}

// moments is moment for each.
func moments(all []time.Time) []time.Time {
	var out []time.Time
	for _, t := range all {
		out = append(out, moment(t))
	}
	return out
}

func requestKey(member target.MemberID) []byte { return keyOf("request", string(member)) }

// checkRequest refuses a second decision on a request: of two operators one
// decides. Who asks again may be answered again.
func checkRequest(w Writer, q *target.AccessRequest) error {
	rec, err := load[requestRecord](w, requestKey(q.Member))
	if errors.Is(err, target.ErrNotFound) {
		return nil
	}
	if err == nil && !rec.Decided.IsZero() && rec.At.Equal(q.At) {
		err = fmt.Errorf("decided request of %s: %w", q.Member, target.ErrConflict)
	}
	return err
}

func putRequest(w Writer, q *target.AccessRequest) error {
	return save(w, requestKey(q.Member), newRequestRecord(q))
}

// Requests returns the last request for access of everybody who made one,
// decided ones included, the oldest first.
func (s *Store) Requests(ctx context.Context) ([]target.AccessRequest, error) {
	requests, err := collect(ctx, s.kv, under("request"), requestRecord.request)
	if err != nil {
		return nil, fmt.Errorf("access requests: %w", err)
	}
	slices.SortStableFunc(requests, func(a, b target.AccessRequest) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Member, b.Member))
	})
	return requests, nil
}
