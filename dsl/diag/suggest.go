package diag

import "github.com/agext/levenshtein"

// Nearest is the name most like the given one, or "" when none is close: at
// most one change in three characters, and at least one. The first wins a tie.
func Nearest(name string, names []string) string {
	best, found := max(1, len(name)/3)+1, ""
	for _, n := range names {
		if abs(len(n)-len(name)) >= best {
			continue
		}
		if d := levenshtein.Distance(name, n, nil); d < best && n != name {
			best, found = d, n
		}
	}
	return found
}

func abs(n int) int { return max(n, -n) }
