package cli

import (
	"math"
	"runtime"
	"runtime/debug"
)

// firstCollection is the memory in bytes below which nothing is collected. A
// document needs less, and a third of its time went into collecting.
const firstCollection = 72 << 20

// mostMemory is the size in bytes of the heap near which the collector works
// harder, so that a template that spends its whole budget stays below 512 MiB.
// What holds more for good, as twenty megabytes of source do, gets half as much
// again as is in use: to work for what cannot be freed would be in vain.
const mostMemory = 320 << 20

// collectLate turns the collector off until the process is as large as
// firstCollection.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection(collectAgain)
}

// collectAgain says when to collect next, after each collection: when twice as
// much is in use as is now, but not before firstCollection, and sooner above
// mostMemory. There is no limit from then on: it would count memory that is free
// already, and collect again and again for nothing.
func collectAgain() {
	debug.SetMemoryLimit(math.MaxInt64)
	debug.SetGCPercent(100) // so that the collector plans for twice what is in use
	var heap runtime.MemStats
	runtime.ReadMemStats(&heap)
	used := int(heap.NextGC / 2)
	next := max(firstCollection, min(2*used, max(mostMemory, used*3/2)))
	debug.SetGCPercent(max(50, (next-used)*100/used))
	afterCollection(collectAgain)
}

// afterCollection calls fn once, after the next collection.
func afterCollection(fn func()) {
	canary := new([16]byte) // gone with that collection
	runtime.SetFinalizer(canary, func(*[16]byte) { fn() })
}
