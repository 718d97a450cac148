package webchat

import (
	"embed"
	"errors"
	"io/fs"
	"net/http"
	"time"
)

// page is the whole user interface: no build step, nothing from elsewhere.
//
//go:embed page
var page embed.FS

const (
	maxBody    = 16 << 10
	maxStreams = 32
	// policy lets the page load only what this server serves, and nobody frame it.
	policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)

// Handler serves the page at "/" and its API under "/api/". Timeouts for
// reading requests are the server's own; streams set their write deadlines.
func (t *Transport) Handler() http.Handler {
	api := http.NewServeMux()
	api.HandleFunc("GET /api/state", t.getState)
	api.HandleFunc("GET /api/stream", t.getStream)
	api.HandleFunc("GET /api/pictures/{id}", t.getPicture)
	api.HandleFunc("POST /api/rooms/{room}/messages", t.limited(t.postMessage))
	api.HandleFunc("POST /api/rooms/{room}/presses", t.limited(t.postPress))
	if t.o.Clock != nil {
		api.HandleFunc("POST /api/clock/advance", t.limited(t.postAdvance))
	}

	mux := http.NewServeMux()
	mux.Handle("/api/", t.inside(api))
	mux.HandleFunc("GET /{$}", t.getPage)
	mux.HandleFunc("GET /login", t.getLogin)
	mux.HandleFunc("POST /api/login", t.postLogin)
	mux.Handle("GET /static/", static())

	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, problem{status: http.StatusForbidden, key: "foreign"})
	}))
	return t.guarded(crossOrigin.Handler(mux))
}

// guarded checks the host and sets what every answer carries.
func (t *Transport) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !hostAllowed(t.o, r.Host) {
			refuse(w, r, problem{status: http.StatusMisdirectedRequest, key: "host"})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// inside lets only sessions in, where a login code is asked for.
func (t *Transport) inside(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := t.door.session(r); !ok {
			refuse(w, r, problem{status: http.StatusUnauthorized, key: "login"})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// limited holds back a session that does too much.
func (t *Transport) limited(next func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		limiter, _ := t.door.session(r)
		err := error(problem{status: http.StatusTooManyRequests, key: "too-fast", after: 1})
		if limiter.AllowN(time.Now(), 1) {
			err = next(w, r)
		}
		if err != nil {
			refuse(w, r, err)
		}
	}
}

// static serves the parts of the page, which hold nothing but looks and words.
func static() http.Handler {
	files, err := fs.Sub(page, "page")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	serve := http.StripPrefix("/static/", http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		serve.ServeHTTP(w, r)
	})
}

func (t *Transport) getPage(w http.ResponseWriter, r *http.Request) {
	if _, ok := t.door.session(r); !ok {
		http.Redirect(w, r, "/login", http.StatusSeeOther)
		return
	}
	if _, err := r.Cookie(cookieName); errors.Is(err, http.ErrNoCookie) {
		http.SetCookie(w, sessionCookie(t.door.visit(), r))
	}
	servePage(w, r, "page/index.html")
}

func (t *Transport) getLogin(w http.ResponseWriter, r *http.Request) {
	if _, ok := t.door.session(r); ok {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	servePage(w, r, "page/login.html")
}

func servePage(w http.ResponseWriter, r *http.Request, name string) {
	w.Header().Set("Cache-Control", "no-store")
	http.ServeFileFS(w, r, page, name)
}
