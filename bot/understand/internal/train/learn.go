package main

import (
	"math"
	"math/rand/v2"

	"chitieu/bot/understand"
)

const (
	epochs   = 10
	rate     = 0.15 // first step of AdaGrad
	decay    = 2e-5 // pull of every weight towards zero
	quantum  = 32   // integer weights are this many to a unit
	smallest = 1e-6 // keeps a first step finite
)

// learn fits a logistic classifier by stochastic gradient descent with step
// sizes a weight each (AdaGrad), and rounds its weights to bytes.
func learn(all []sample, buckets, classes int) *understand.Head {
	rng := rand.New(rand.NewPCG(seed, 2))
	weights := make([]float64, buckets*classes)
	steps := make([]float64, buckets*classes)
	mask := uint32(buckets - 1)
	p := make([]float64, classes)
	for range epochs {
		for _, i := range rng.Perm(len(all)) {
			s := &all[i]
			clear(p)
			for _, f := range s.features {
				at := int(f&mask) * classes
				for c := range p {
					p[c] += weights[at+c]
				}
			}
			softmax(p)
			p[s.class]--
			for _, f := range s.features {
				at := int(f&mask) * classes
				for c, gradient := range p {
					g := gradient + decay*weights[at+c]
					steps[at+c] += g * g
					weights[at+c] -= rate * g / math.Sqrt(steps[at+c]+smallest) / 4
				}
			}
		}
	}
	head := &understand.Head{Classes: classes, Buckets: buckets, Weights: make([]byte, len(weights))}
	for i, w := range weights {
		head.Weights[i] = byte(int8(math.Round(max(-127, min(127, w*quantum)))))
	}
	return head
}

// softmax turns sums into probabilities.
func softmax(sums []float64) {
	largest := math.Inf(-1)
	for _, v := range sums {
		largest = max(largest, v)
	}
	total := 0.0
	for c, v := range sums {
		sums[c] = math.Exp(v - largest)
		total += sums[c]
	}
	for c := range sums {
		sums[c] /= total
	}
}
