package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// firstCollection is the memory in bytes below which nothing is collected. A
// document needs less, and a third of its time went into collecting.
const firstCollection = 64 << 20

// mostMemory is the memory in bytes near which the collector works harder, so
// that a template that spends its whole budget stays below 512 MiB. What holds
// more for good, as twenty megabytes of source do, gets half as much again as
// is in use: to work for what cannot be freed would be in vain.
const mostMemory = 320 << 20

// mostGrowth is the growth in percent at which the runtime, which never collects
// below 4 MiB at 100 percent, collects at firstCollection.
const mostGrowth = firstCollection / (4 << 20) * 100

// collectLate turns the collector off until the process is as large as
// firstCollection.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection(collectAgain)
}

// collectAgain says when to collect next, after each collection: when twice as
// much is in use as is now, but not before firstCollection.
func collectAgain() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	used := int(live[0].Value.Uint64())
	debug.SetMemoryLimit(int64(max(mostMemory, used*3/2)))
	debug.SetGCPercent(min(max(100, (firstCollection-used)*100/max(used, 1)), mostGrowth))
	afterCollection(collectAgain)
}

// afterCollection calls fn once, after the next collection.
func afterCollection(fn func()) {
	canary := new([16]byte) // gone with that collection
	runtime.SetFinalizer(canary, func(*[16]byte) { fn() })
}
