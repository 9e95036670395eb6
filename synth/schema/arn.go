package schema

import (
	"regexp"
	"sync"
)

// An ARNKind is one kind of ARN that an attribute may ask for. Its pattern is
// for the whole text and keeps to what RE2, Java and ECMAScript have in common,
// so that Terraform's regex() and CloudFormation's AllowedPattern both take it.
// Every kind takes any partition.
type ARNKind struct {
	Name    string // role
	Words   string // the ARN of an IAM role
	Pattern string // ^arn:aws…$

	Accepts, Refuses []string // samples; prose
	Source           string   // prose

	once   sync.Once
	regexp *regexp.Regexp
}

// Match tells whether a text is an ARN of the kind.
func (k *ARNKind) Match(text string) bool {
	k.once.Do(func() { k.regexp = regexp.MustCompile(k.Pattern) })
	return k.regexp.MatchString(text)
}

// ARN is the kind of a name, nil when there is none. "any" takes every ARN.
func (c *Catalog) ARN(kind string) *ARNKind {
	for _, k := range c.ARNs() {
		if k.Name == kind {
			return k
		}
	}
	return nil
}

// ARNs are all kinds, in the order of their page.
func (c *Catalog) ARNs() []*ARNKind {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.arns == nil {
		c.arns = c.pages.arns()
	}
	return c.arns
}
