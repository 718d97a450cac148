package zalotest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const maxPhoto = 10 << 20

// sendPhoto fetches the picture, shows it, and fetches it again a little later
// as the real platform's image servers do.
func (s *Server) sendPhoto(ctx context.Context, p params) answer {
	url, caption := p.text("photo"), p.text("caption")
	s.mu.Lock()
	_, refusal := s.reach(p)
	s.mu.Unlock()
	switch {
	case refusal != nil:
		return *refusal
	case url == "":
		return bad("The photo must not be empty")
	case !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://"):
		return bad("The photo must start with http:// or https://")
	case caption != "" && checkText("caption", caption) != nil:
		return *checkText("caption", caption)
	}
	data, err := s.fetch(ctx, http.MethodGet, url)
	if err != nil {
		return bad("The photo URL is invalid")
	}
	m := &Message{Kind: Image, PhotoURL: url, Photo: data, Text: caption}
	a := s.send(p, func(params) (*Message, *answer) { return m, nil })
	if a.code == 0 {
		s.mu.Lock()
		s.begin(func() { s.refetch(m) })
		s.mu.Unlock()
	}
	return a
}

// refetch asks for the head and then once more for the picture. What people
// see from then on is what this brings.
func (s *Server) refetch(m *Message) {
	timer := time.NewTimer(s.o.Refetch)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.ctx.Done():
		return
	}
	_, err := s.fetch(s.ctx, http.MethodHead, m.PhotoURL)
	var data []byte
	if err == nil {
		data, err = s.fetch(s.ctx, http.MethodGet, m.PhotoURL)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m.Photo, m.Black = data, err != nil
	s.wake()
}

// fetch gets a picture, which must come with 200 and an image's type.
func (s *Server) fetch(ctx context.Context, method, url string) ([]byte, error) {
	if !s.public(url) {
		return nil, fmt.Errorf("not public: %s", url)
	}
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.outside().Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "image/") {
		return nil, fmt.Errorf("no picture: %s", resp.Status)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxPhoto+1))
	if err == nil && len(data) > maxPhoto {
		err = fmt.Errorf("more than %d bytes", maxPhoto)
	}
	return data, err
}
