package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chitieu/bot"
)

// metrics is what /metrics shows. No label holds a person, a chat or a text.
type metrics struct {
	registry *prometheus.Registry
	messages *prometheus.CounterVec
	handling *prometheus.HistogramVec
	sends    *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chitieu_messages_total", Help: "Messages handled, by transport and outcome.",
		}, []string{"transport", "outcome"}),
		handling: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "chitieu_handling_seconds", Help: "Time from a message to its reply, without the network.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 4, 8),
		}, []string{"transport"}),
		sends: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chitieu_sends_total", Help: "Messages of the outbox handed to a messenger, by outcome.",
		}, []string{"transport", "outcome"}),
	}
	m.registry.MustRegister(m.messages, m.handling, m.sends,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// count wraps a handler.
func (m *metrics) count(next bot.Handler) bot.Handler {
	return func(ctx context.Context, msg bot.Message) (bot.Reply, error) {
		name, _, _ := strings.Cut(string(msg.Chat), ":")
		begun := time.Now()
		reply, err := next(ctx, msg)
		m.handling.WithLabelValues(name).Observe(time.Since(begun).Seconds())
		m.messages.WithLabelValues(name, replyOutcome(reply, err)).Inc()
		return reply, err
	}
}

func replyOutcome(r bot.Reply, err error) string {
	switch {
	case err != nil:
		return "error"
	case r.Queued:
		return "queued"
	case r.Silent:
		return "silent"
	default:
		return "answered"
	}
}
