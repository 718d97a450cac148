package understand

import (
	_ "embed"
	"encoding/binary"
	"fmt"
)

// modelFile holds the weights that internal/train learns: a head each for the
// language of a text, for its intent, and for whether its figure is a reported
// result. See model.go for what they are used for.
//
//go:embed model.bin
var modelFile []byte

// Head is a linear classifier over hashed features with integer weights, so
// that every machine comes to the same result. Row b holds the weight of
// feature b for each class, a signed byte each.
type Head struct {
	Classes, Buckets int
	Weights          []byte
}

// Sum adds up what the features say for each class. Buckets is a power of two.
func (h *Head) Sum(features []uint32, into []int32) {
	mask := uint32(h.Buckets - 1)
	into = into[:h.Classes]
	for _, f := range features {
		at := int(f&mask) * len(into)
		for c, w := range h.Weights[at : at+len(into)] {
			into[c] += int32(int8(w))
		}
	}
}

// ModelHash is the length of the hash of the training data at the start of
// model.bin.
const ModelHash = 32

// EncodeHeads writes heads behind the hash of what they were learned from.
func EncodeHeads(hash [ModelHash]byte, heads ...*Head) []byte {
	out := hash[:]
	for _, h := range heads {
		out = binary.LittleEndian.AppendUint16(out, uint16(h.Classes))
		out = binary.LittleEndian.AppendUint16(out, uint16(h.Buckets))
		out = append(out, h.Weights...)
	}
	return out
}

// decodeHeads reads what EncodeHeads wrote.
func decodeHeads(data []byte) ([]*Head, error) {
	if len(data) < ModelHash {
		return nil, fmt.Errorf("read model: %d bytes", len(data))
	}
	var out []*Head
	for data = data[ModelHash:]; len(data) > 0; {
		if len(data) < 4 {
			return nil, fmt.Errorf("read model: a head is cut off")
		}
		h := &Head{Classes: int(binary.LittleEndian.Uint16(data)), Buckets: int(binary.LittleEndian.Uint16(data[2:]))}
		data = data[4:]
		n := h.Classes * h.Buckets
		if n == 0 || h.Buckets&(h.Buckets-1) != 0 || len(data) < n {
			return nil, fmt.Errorf("read model: a head of %d by %d weights in %d bytes", h.Buckets, h.Classes, len(data))
		}
		h.Weights, data = data[:n], data[n:]
		out = append(out, h)
	}
	return out, nil
}

// hasher makes a feature of a few bytes (FNV-1a). Its zero value is not ready:
// begin with a kind of feature, so that kinds do not meet in one bucket for
// being spelt alike.
type hasher uint32

func feature(kind byte) hasher { return hasher(2166136261).byte(kind) }

func (h hasher) byte(b byte) hasher { return (h ^ hasher(b)) * 16777619 }

func (h hasher) text(s string) hasher {
	for i := range len(s) {
		h = h.byte(s[i])
	}
	return h
}

func (h hasher) mix(g hasher) hasher {
	return h.byte(byte(g)).byte(byte(g >> 8)).byte(byte(g >> 16)).byte(byte(g >> 24))
}

// sum mixes the high bits into the low ones, which choose the bucket.
func (h hasher) sum() uint32 {
	x := uint32(h)
	x ^= x >> 15
	x *= 0x2c1b3c6d
	return x ^ x>>12
}
