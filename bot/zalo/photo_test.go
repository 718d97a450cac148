package zalo

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
)

// shelf is a gallery whose clock the test moves.
func shelf() (*gallery, *time.Time) {
	now := readAt
	base := &url.URL{Scheme: "https", Host: "bot.example.vn", Path: "/chitieu"}
	return newGallery(base, func() time.Time { return now }), &now
}

func look(g *gallery, method, address string) *httptest.ResponseRecorder {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, httptest.NewRequest(method, u.Path, nil))
	return w
}

func TestPhotoIsShownForAnHour(t *testing.T) {
	g, now := shelf()
	p := somePicture()
	address := g.add(p)
	if !strings.HasPrefix(address, "https://bot.example.vn/chitieu/zalo/photo/") || !strings.HasSuffix(address, ".png") {
		t.Errorf("address %s", address)
	}
	for range 3 {
		if w := look(g, http.MethodGet, address); w.Code != 200 || !bytes.Equal(w.Body.Bytes(), p.Data) || w.Header().Get("Content-Type") != "image/png" {
			t.Errorf("GET: %d, %s, %d bytes", w.Code, w.Header().Get("Content-Type"), w.Body.Len())
		}
		if w := look(g, http.MethodHead, address); w.Code != 200 || w.Body.Len() != 0 {
			t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
		}
		*now = now.Add(19 * time.Minute)
	}
	*now = now.Add(4 * time.Minute)
	if w := look(g, http.MethodGet, address); w.Code != http.StatusNotFound {
		t.Errorf("after an hour: %d", w.Code)
	}
}

func TestPhotoAddressesCannotBeGuessed(t *testing.T) {
	g, _ := shelf()
	address := g.add(somePicture())
	other, _ := shelf()
	other.add(somePicture())
	cut := strings.Split(address, "/")
	until, signature, name := len(cut)-3, len(cut)-2, len(cut)-1
	for what, i := range map[string]int{"expiry": until, "signature": signature, "name": name} {
		changed := append([]string(nil), cut...)
		changed[i] = "1" + changed[i]
		if w := look(g, http.MethodGet, strings.Join(changed, "/")); w.Code != http.StatusNotFound {
			t.Errorf("another %s: %d", what, w.Code)
		}
	}
	if w := look(other, http.MethodGet, address); w.Code != http.StatusNotFound {
		t.Errorf("of another run: %d", w.Code)
	}
	for _, path := range []string{"/zalo/photo/", "/zalo/photo///", "/", "/zalo/photo/1/2"} {
		if w := look(g, http.MethodGet, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if w := look(g, http.MethodPost, address); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestGalleryIsBounded(t *testing.T) {
	g, now := shelf()
	var addresses []string
	for i := range 14 {
		data := bytes.Repeat([]byte{byte(i)}, maxPhoto)
		addresses = append(addresses, g.add(&bot.Picture{Name: "a.jpg", Data: data}))
		*now = now.Add(time.Second)
	}
	if g.size > maxGallery || len(g.photos) != 10 {
		t.Errorf("%d bytes in %d pictures", g.size, len(g.photos))
	}
	for i, a := range addresses {
		if w := look(g, http.MethodGet, a); (w.Code == 200) != (i >= 4) {
			t.Errorf("picture %d: %d", i, w.Code)
		}
	}
	*now = now.Add(2 * time.Hour)
	g.add(somePicture())
	if len(g.photos) != 1 || g.size != len(somePicture().Data) {
		t.Errorf("expired pictures stay: %d bytes in %d", g.size, len(g.photos))
	}
	if fits(&bot.Picture{Data: make([]byte, maxPhoto+1)}) || fits(&bot.Picture{}) {
		t.Error("a picture too large, or none, fits")
	}
}

func TestSamePictureTwice(t *testing.T) {
	g, _ := shelf()
	first, second := g.add(somePicture()), g.add(somePicture())
	if first != second || len(g.photos) != 1 {
		t.Error("the same picture lies there twice")
	}
}
