// Package memory is the storage engine that keeps nothing: for tests, for
// simulations and for the demo. It honours the whole contract of storage.KV,
// its limits and expiry included, and only durability is missing.
package memory
