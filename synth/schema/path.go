package schema

import "strings"

// Paths are dotted, from the resource to a member: extended_s3_configuration.role_arn.
// A pattern is a path in which * stands for one name and ** for any number of
// names, also none; its last name may be *_arn for every name that ends so.

// Find is the attribute or nested block at a path below the block; both nil
// when the schema has none there.
func (b *Block) Find(path string) (*Attribute, *NestedBlock) {
	for {
		name, rest, deeper := strings.Cut(path, ".")
		nested := b.Nested(name)
		if !deeper {
			return b.Attr(name), nested
		}
		if nested == nil {
			return nil, nil
		}
		b, path = nested.Block, rest
	}
}

// Match tells whether a path fits a pattern.
func Match(pattern, path string) bool {
	head, rest, more := strings.Cut(pattern, ".")
	if head == "**" && more && !strings.Contains(rest, "*") {
		return path == rest || strings.HasSuffix(path, rest) && path[len(path)-len(rest)-1] == '.'
	}
	if head == "**" {
		return matchAnywhere(rest, more, path)
	}
	name, below, deeper := strings.Cut(path, ".")
	if !matchName(head, name) || more != deeper {
		return more && !deeper && matchName(head, name) && rest == "**"
	}
	return !more || Match(rest, below)
}

// matchAnywhere tries the rest of a pattern after ** at every name of the path.
func matchAnywhere(rest string, more bool, path string) bool {
	if !more {
		return true
	}
	for {
		if Match(rest, path) {
			return true
		}
		_, below, deeper := strings.Cut(path, ".")
		if !deeper {
			return false
		}
		path = below
	}
}

func matchName(pattern, name string) bool {
	if suffix, ok := strings.CutPrefix(pattern, "*"); ok && name != "" {
		return strings.HasSuffix(name, suffix)
	}
	return pattern == name
}

// join is the path of a member of the block at a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// last is the last name of a path or pattern.
func last(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
