package main

import (
	"math"
	"math/rand/v2"

	"chitieu/bot/understand"
)

const (
	runs     = 4
	epochs   = 8
	warmUp   = 3    // rounds that the mean leaves out
	rate     = 0.02 // first step of AdaGrad
	decay    = 3e-4 // pull of every weight towards zero
	dropout  = 0.1  // share of the features left out of a look
	quantum  = 32   // integer weights are this many to a unit
	smallest = 1e-6 // keeps a first step finite
)

// learn fits a logistic classifier: the mean of several that saw the samples in
// different orders, each the mean of its weights over the later rounds, rounded
// to bytes. Single ones differ by chance where samples are few.
func learn(all []sample, buckets, classes int) *understand.Head {
	mean := make([]float64, buckets*classes)
	for run := range runs {
		for i, w := range descend(all, buckets, classes, uint64(run)) {
			mean[i] += w / runs
		}
	}
	head := &understand.Head{Classes: classes, Buckets: buckets, Weights: make([]byte, len(mean))}
	for i, w := range mean {
		head.Weights[i] = byte(int8(math.Round(max(-127, min(127, w*quantum)))))
	}
	return head
}

// descend fits one classifier by stochastic gradient descent with step sizes a
// weight each (AdaGrad). It leaves a share of the features out of each look at
// a sample, so that no few of them carry it alone.
func descend(all []sample, buckets, classes int, run uint64) []float64 {
	rng := rand.New(rand.NewPCG(seed, 100+run))
	weights := make([]float64, buckets*classes)
	steps := make([]float64, buckets*classes)
	mean := make([]float64, buckets*classes)
	mask := uint32(buckets - 1)
	p := make([]float64, classes)
	for epoch := range epochs {
		for _, i := range rng.Perm(len(all)) {
			s := &all[i]
			clear(p)
			seen := kept(rng, s.features)
			for _, f := range seen {
				at := int(f&mask) * classes
				for c := range p {
					p[c] += weights[at+c]
				}
			}
			softmax(p)
			p[s.class]--
			for _, f := range seen {
				at := int(f&mask) * classes
				for c, gradient := range p {
					g := gradient + decay*weights[at+c]
					steps[at+c] += g * g
					weights[at+c] -= rate * g / math.Sqrt(steps[at+c]+smallest)
				}
			}
		}
		if epoch >= warmUp {
			for i, w := range weights {
				mean[i] += w / (epochs - warmUp)
			}
		}
	}
	return mean
}

// kept leaves out a share of the features.
func kept(rng *rand.Rand, features []uint32) []uint32 {
	out := make([]uint32, 0, len(features))
	for _, f := range features {
		if rng.Float64() >= dropout {
			out = append(out, f)
		}
	}
	return out
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
