// Package badger is the storage engine for one machine: an embedded database in
// a directory of its own, one process at a time.
//
// It is set up for a district office and not for throughput. Every commit is
// synced before it is acknowledged (half a millisecond on a solid-state disk),
// caches and tables are small (tens of megabytes of memory), and values lie
// beside their keys. The directory must be on a local disk: memory-mapped files
// and file locks do not work over a network share.
package badger
