package check

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file holds the limits of single attributes, from the pages of types:
// ranges, words, patterns, lengths. A message says the value, the bound, and
// the nearest value that is legal.

// limited checks the value of an attribute, or each element of a list of texts.
func (c *checker) limited(n *node, e *resolve.Entry) {
	slot := value.Peek(n.hash.Slots()[e.Slot])
	v := read(slot, &e.Attr.Type)
	at := firstSpan(e.Place(n.hash).Value, e.Place(n.hash).Key, n.key)
	if c.misdirected(n, e, v, at) {
		return
	}
	for _, l := range e.Attr.Limits {
		if v.kind == recordKind {
			c.items(n, e, l, v.size(), at)
			continue
		}
		if v.kind != listKind {
			c.bound(n, e, l, v, at)
			continue
		}
		c.items(n, e, l, len(v.elems()), at)
		a := v.of.(*value.Array)
		for i, el := range v.elems() {
			c.bound(n, e, l, el, firstSpan(a.Place(i), at))
		}
	}
}

// misdirected tells a reference to what is no ARN of the kind that the
// attribute asks for, under the rule that bounds the attribute's texts.
func (c *checker) misdirected(n *node, e *resolve.Entry, v val, at source.Span) bool {
	if e.Attr.Arn == "" || !v.isUnknown() {
		return false
	}
	why := wrongReference(nil, []val{v, textOf(e.Attr.Arn)})
	if why.isNull() {
		return false
	}
	for _, l := range e.Attr.Limits {
		if l.Pattern != "" {
			c.over(n, l, at, why.str, "")
			return true
		}
	}
	return false
}

func (c *checker) counted(n *node, e *resolve.Entry) {
	kids := n.children(e.Name)
	if len(kids) == 0 {
		return
	}
	for _, l := range e.Nested.Limits {
		c.items(n, e, l, len(kids), firstSpan(e.Place(n.hash).Key, n.key))
	}
}

func (c *checker) items(n *node, e *resolve.Entry, l *schema.Limit, count int, at source.Span) {
	switch {
	case l.MaxItems > 0 && count > l.MaxItems:
		c.over(n, l, at, fmt.Sprintf("`%s` has %d entries, at most %d may stand there", e.Name, count, l.MaxItems), "")
	case l.MinItems > 0 && count < l.MinItems:
		c.over(n, l, at, fmt.Sprintf("`%s` has %d entries, at least %d are needed", e.Name, count, l.MinItems), "")
	}
}

func (c *checker) over(n *node, l *schema.Limit, at source.Span, message, help string) *diag.Diagnostic {
	d := diag.New(l.Rule, severities[l.Severity], at, message).Advise("%s", help)
	c.say(n, d)
	return d
}

// bound checks one value against one limit; what is not known passes.
func (c *checker) bound(n *node, e *resolve.Entry, l *schema.Limit, v val, at source.Span) {
	if ref := reference(v); ref != nil && v.isUnknown() {
		if message := refBreach(e, l, ref); message != "" {
			c.over(n, l, at, message, l.Help)
		}
		return
	}
	if s, ok := v.of.(*value.String); ok && v.isUnknown() {
		if message := partBreach(e, l, s); message != "" {
			c.over(n, l, at, message, l.Help)
		}
		return
	}
	if v.isNull() || v.isUnknown() {
		return
	}
	message, help := breach(e.Name, l, v)
	if message == "" {
		return
	}
	d := c.over(n, l, at, message, help)
	if near := nearestWord(v.str, l.OneOf); near != "" && at.Text() == strconv.Quote(v.str) {
		d.Replace(at, near)
	}
}

// breach says how a value breaks a limit, and what to write; empty when it
// keeps it.
func breach(name string, l *schema.Limit, v val) (message, help string) {
	if l.HasRange() {
		if message, help = outOfRange(name, l, v); message != "" {
			return message, help
		}
	}
	if v.kind != textKind && v.kind != numberKind {
		return "", ""
	}
	s := v.String()
	length := utf8.RuneCountInString(s)
	switch {
	case len(l.OneOf) > 0 && !slices.Contains(l.OneOf, s):
		help := l.Help
		if near := nearestWord(s, l.OneOf); near != "" {
			help = "did you mean `" + near + "`?"
		}
		return fmt.Sprintf("`%s` is %s, it may be %s", name, shown(s), orList(l.OneOf)), help
	case l.MaxLength > 0 && length > l.MaxLength:
		return fmt.Sprintf("`%s` has %d characters, at most %d are allowed", name, length, l.MaxLength),
			fmt.Sprintf("shorten it by %d", length-l.MaxLength)
	case length < l.MinLength && length == 0:
		return fmt.Sprintf("`%s` is empty, at least %s needed", name, characters(l.MinLength)), ""
	case length < l.MinLength:
		return fmt.Sprintf("`%s` has %d characters, at least %s needed", name, length, characters(l.MinLength)), l.Help
	case l.Pattern != "" && !matches(s, l.Pattern):
		return fmt.Sprintf("`%s` is %s, which is not %s", name, shown(s), l.Shape), l.Help
	}
	return "", ""
}

func characters(n int) string {
	if n == 1 {
		return "1 character is"
	}
	return fmt.Sprintf("%d characters are", n)
}

// partBreach says how a text with references in it breaks a limit whatever they
// stand for: by what stands around them, by its length, or because what they
// are an ARN of does not fit with the text around it.
func partBreach(e *resolve.Entry, l *schema.Limit, s *value.String) string {
	if l.MaxLength > 0 && utf8.RuneCountInString(s.Text) > l.MaxLength {
		return fmt.Sprintf("`%s` has more than %d characters", e.Name, l.MaxLength)
	}
	if l.Pattern == "" || s.Text == "" {
		return ""
	}
	if like, ok := filledIn(s, e.Attr.Arn); ok && !matches(like, l.Pattern) {
		return onceDeployed(e, l, like)
	}
	if !mayMatch(s, l.Pattern) {
		return fmt.Sprintf("`%s` is like %s, which is not %s", e.Name, shown(sketch(s)), l.Shape)
	}
	return ""
}

// refBreach says how what a reference points to breaks a limit. Of attributes
// that take ARNs of a kind, misdirected tells.
func refBreach(e *resolve.Entry, l *schema.Limit, ref *value.Ref) string {
	switch like := formOf(ref); {
	case e.Attr.Arn != "" || l.Pattern == "":
	case like != "" && !matches(like, l.Pattern):
		return onceDeployed(e, l, like)
	case ref.Of != nil && lastName(ref) == "arn":
		some := &value.String{Text: "arn:", Splices: &[]value.Splice{{At: 4, Value: ref}}}
		return partBreach(e, l, some)
	}
	return ""
}

func onceDeployed(e *resolve.Entry, l *schema.Limit, like string) string {
	return fmt.Sprintf("`%s` is, once deployed, like %s, which is not %s", e.Name, shown(like), l.Shape)
}

// forms are what some attributes of resources look like, that are taken for
// something else: an endpoint has no scheme, or a port already.
var forms = map[string]string{
	"aws_opensearch_domain.endpoint":           "search-x.us-east-1.es.amazonaws.com",
	"aws_opensearch_domain.dashboard_endpoint": "search-x.us-east-1.es.amazonaws.com/_dashboards",
	"aws_elasticsearch_domain.endpoint":        "search-x.us-east-1.es.amazonaws.com",
	"aws_redshift_cluster.endpoint":            "x.y.us-east-1.redshift.amazonaws.com:5439",
	"aws_redshift_cluster.dns_name":            "x.y.us-east-1.redshift.amazonaws.com",
	"aws_redshift_cluster.port":                "5439",
	"aws_redshift_cluster.database_name":       "dev",
	"aws_lb.dns_name":                          "x.us-east-1.elb.amazonaws.com",
	"aws_alb.dns_name":                         "x.us-east-1.elb.amazonaws.com",
	"aws_cloudfront_distribution.domain_name":  "x.cloudfront.net",
}

// formOf is what the attribute of a resource looks like once it is deployed;
// empty when that is not known.
func formOf(ref *value.Ref) string {
	if ref.Of == nil || len(ref.Path) != 1 {
		return ""
	}
	return forms[ref.Of.Address.Type+"."+ref.Path[0].Name]
}

// sketch is a text as it is shown in a message, with `…` for each reference.
func sketch(s *value.String) string { return strings.ReplaceAll(withHoles(s), hole, "…") }

// samples are ARNs of each kind, to stand for references.
var samples = map[string]string{
	"role": "arn:aws:iam::123456789012:role/x", "bucket": "arn:aws:s3:::x", "stream": "arn:aws:kinesis:us-east-1:123456789012:stream/x",
	"domain": "arn:aws:es:us-east-1:123456789012:domain/xxx", "key": "arn:aws:kms:us-east-1:123456789012:key/x",
	"key_or_alias": "arn:aws:kms:us-east-1:123456789012:key/x", "cluster": "arn:aws:kafka:us-east-1:123456789012:cluster/x/y",
	"secret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
}

// filledIn is a text with samples for its references: what is known of their
// form, else, in an attribute that takes ARNs of a kind, one of these for what is
// called an ARN and a letter for a name. False when one is neither.
func filledIn(s *value.String, kind string) (string, bool) {
	sample := samples[kind]
	var b strings.Builder
	at := 0
	for _, p := range *s.Splices {
		b.WriteString(s.Text[at:p.At])
		at = p.At
		ref, isRef := p.Value.(*value.Ref)
		if !isRef {
			return "", false
		}
		switch name, form := lastName(ref), formOf(ref); {
		case sample == "" && form == "":
			return "", false
		case sample == "":
			b.WriteString(form)
		case name == "arn" || strings.HasSuffix(name, "_arn"):
			b.WriteString(sample)
		case name == "name" || name == "bucket" || name == "domain_name":
			b.WriteString("xxx")
		default:
			return "", false
		}
	}
	return b.String() + s.Text[at:], true
}

// lastName is the attribute that a reference is to: arn.
func lastName(ref *value.Ref) string {
	switch {
	case len(ref.Path) > 0:
		return ref.Path[len(ref.Path)-1].Name
	case ref.Input != nil && ref.Input.Attr != "":
		return ref.Input.Attr
	case ref.Input != nil:
		return ref.Input.Name
	}
	return ""
}

func outOfRange(name string, l *schema.Limit, v val) (message, help string) {
	n, ok := v.number()
	if ok && l.Whole && n != math.Trunc(n) {
		return fmt.Sprintf("`%s` is %s, a whole number is needed", name, numberText(n)),
			"the nearest legal value is " + numberText(min(l.Max, max(l.Min, math.Round(n))))
	}
	if !ok || n >= l.Min && n <= l.Max {
		return "", ""
	}
	unit := ""
	if l.Unit != "" {
		unit = " " + l.Unit
	}
	nearest := "the nearest legal value is " + numberText(min(l.Max, max(l.Min, n)))
	switch {
	case math.IsInf(l.Max, 1):
		return fmt.Sprintf("`%s` is %s, at least %s%s are needed", name, numberText(n), numberText(l.Min), unit), nearest
	case math.IsInf(l.Min, -1):
		return fmt.Sprintf("`%s` is %s, at most %s%s are allowed", name, numberText(n), numberText(l.Max), unit), nearest
	}
	return fmt.Sprintf("`%s` is %s, outside %s to %s%s", name, numberText(n), numberText(l.Min), numberText(l.Max), unit), nearest
}

// nearestWord is the word that was likely meant, also when only the case differs.
func nearestWord(s string, words []string) string {
	for _, w := range words {
		if strings.EqualFold(w, s) {
			return w
		}
	}
	return diag.Nearest(s, words)
}

// shown is a text as it stands in a message, cut when it is long.
func shown(s string) string {
	if utf8.RuneCountInString(s) > 80 {
		s = string([]rune(s)[:77]) + "…"
	}
	return "`" + s + "`"
}

// orList is `a`, `b` or `c`.
func orList(words []string) string {
	marked := make([]string, len(words))
	for i, w := range words {
		marked[i] = "`" + w + "`"
	}
	if len(marked) < 2 {
		return strings.Join(marked, "")
	}
	return strings.Join(marked[:len(marked)-1], ", ") + " or " + marked[len(marked)-1]
}
