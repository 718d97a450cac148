package zalo

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"chitieu/bot"
)

// Zalo takes no uploads: its server downloads a photo from a public address,
// sometimes more than once and some time later. So pictures lie in memory for
// an hour, under addresses that nobody can guess.
const (
	photoPath  = "/zalo/photo/"
	photoLife  = time.Hour
	maxPhoto   = 5 << 20
	maxGallery = 50 << 20
)

// gallery is the pictures that are on offer, and the handler that shows them.
type gallery struct {
	base *url.URL
	key  []byte
	now  func() time.Time

	mu     sync.Mutex
	photos map[string]*photo // by file name
	size   int               // bytes of all
}

type photo struct {
	data    []byte
	expires time.Time
}

func newGallery(base *url.URL, now func() time.Time) *gallery {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return &gallery{base: base, key: key, now: now, photos: make(map[string]*photo)}
}

// fits reports whether the gallery takes the picture.
func fits(p *bot.Picture) bool { return len(p.Data) > 0 && len(p.Data) <= maxPhoto }

// add puts up a picture that fits and returns its address. The same picture has
// the same name, and stays for an hour from its last use.
func (g *gallery) add(p *bot.Picture) string {
	sum := sha256.Sum256(p.Data)
	name := hex.EncodeToString(sum[:16]) + photoKind(p.Name)
	expires := g.now().Add(photoLife)

	g.mu.Lock()
	defer g.mu.Unlock()
	if old, ok := g.photos[name]; ok {
		old.expires = expires
	} else {
		g.makeRoom(len(p.Data))
		g.photos[name] = &photo{data: p.Data, expires: expires}
		g.size += len(p.Data)
	}
	until := strconv.FormatInt(expires.Unix(), 10)
	return g.base.JoinPath(photoPath, until, g.sign(until, name), name).String()
}

// photoKind is the extension of a picture's file name, which tells its type.
func photoKind(name string) string {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".jpg", ".jpeg", ".gif", ".webp":
		return ext
	default:
		return ".png"
	}
}

// makeRoom drops what has expired, then the oldest, until n bytes fit. The
// caller holds g.mu.
func (g *gallery) makeRoom(n int) {
	for {
		var oldest string
		for name, p := range g.photos {
			switch {
			case !g.now().Before(p.expires):
				g.drop(name)
			case oldest == "" || p.expires.Before(g.photos[oldest].expires):
				oldest = name
			}
		}
		if g.size+n <= maxGallery || oldest == "" {
			return
		}
		g.drop(oldest)
	}
}

func (g *gallery) drop(name string) {
	g.size -= len(g.photos[name].data)
	delete(g.photos, name)
}

func (g *gallery) sign(until, name string) string {
	mac := hmac.New(sha256.New, g.key)
	_, _ = mac.Write([]byte(until + "/" + name))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// open returns the picture at an address, nil if there is none.
func (g *gallery) open(address string) (name string, data []byte) {
	_, rest, _ := strings.Cut(address, photoPath)
	until, rest, _ := strings.Cut(rest, "/")
	signature, name, _ := strings.Cut(rest, "/")
	if !hmac.Equal([]byte(signature), []byte(g.sign(until, name))) {
		return "", nil
	}
	seconds, err := strconv.ParseInt(until, 10, 64)
	if err != nil || g.now().Unix() >= seconds {
		return "", nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	p, ok := g.photos[name]
	if !ok {
		return "", nil
	}
	return name, p.data
}

// ServeHTTP answers GET and HEAD, as often as asked.
func (g *gallery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name, data := g.open(r.URL.Path)
	if data == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "private, max-age=3600")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("X-Robots-Tag", "noindex")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
