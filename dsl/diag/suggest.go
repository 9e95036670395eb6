package diag

import "strings"

// Nearest is the name most like the given one, or "" when none is close: at
// most one change in three characters, and at least one. Two neighbours that
// changed places are one change, and something must be left of it. The first
// wins a tie.
func Nearest(name string, names []string) string {
	best, found := max(1, len(name)/3)+1, ""
	for _, n := range names {
		if n == name || max(len(n)-len(name), len(name)-len(n)) >= best {
			continue
		}
		if d := distance(name, n); d < best && d < max(len(n), len(name)) {
			best, found = d, n
		}
	}
	return found
}

// slip reports whether two names differ by one change, or by upper and lower
// case alone. In shorter names than four bytes one change is too much.
func slip(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return a == b || min(len(a), len(b)) >= 4 && distance(a, b) <= 1
}

// distance is how many changes lead from a to b: bytes put in, left out,
// replaced, or swapped with their neighbour.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range len(b) {
			same := last[j]
			if a[i] != b[j] {
				same++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, same)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
