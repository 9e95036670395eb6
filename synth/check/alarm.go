package check

// Alarms: which ones a resource deserves stands on a page in stdlib/alarms, in
// the expressions of rules. What enters is a resource; what leaves are the
// attributes of alarms on it.

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// An Alarm is one alarm that a resource deserves.
type Alarm struct {
	Name                string // what it is about: stale
	Metric, Statistic   string
	Comparison          string
	Threshold           value.Value // a number
	Period, Evaluations int         // seconds; how many periods
	Missing             string      // what a period without data counts as
	Description         string
}

// Alarms are those that the page of its type gives a resource, in the order of
// the page; none for a type without one. A condition that is not known does not
// hold.
func Alarms(files fs.FS, rg *resolve.Graph, res *resolve.Resource) []Alarm {
	name := "alarms/" + res.Type.Name + ".hcl"
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil
	}
	c := &checker{g: rg, views: map[*resolve.View]*viewFacts{}, prefixes: map[string]*prefix.Prefix{}}
	n := c.tree(res, &node{})
	var out []Alarm
	for _, page := range scanPage(string(data)) {
		for _, in := range page.inside {
			if a := newAlarm(c, n, &constraint{rule: &rule{file: name}, source: in, outer: page}); a != nil {
				out = append(out, *a)
			}
		}
	}
	return out
}

// newAlarm is one alarm of a page; nil when its condition does not hold.
func newAlarm(c *checker, n *node, con *constraint) *Alarm {
	con.names = map[string]int{}
	con.named()
	f := con.frame(c, n)
	get := func(name string) val {
		e := con.read(con.get(name))
		if con.err != nil || e == nil {
			panic(fmt.Sprintf("check: alarm %s has no good %s: %v", con.source.label, name, con.err))
		}
		return e(f)
	}
	if !get("when").isTrue() {
		return nil
	}
	text := func(name string) string { return get(name).String() }
	whole := func(name string) int { return int(get(name).num) }
	return &Alarm{
		Name: con.source.label, Metric: text("metric"), Statistic: text("statistic"), Comparison: text("comparison"),
		Threshold: threshold(get("threshold")), Period: whole("period"), Evaluations: whole("evaluation_periods"),
		Missing: text("missing"), Description: text("description"),
	}
}

// threshold is a number; one that depends on what is known after deployment is
// that of the longest interval.
func threshold(v val) value.Value {
	if v.isUnknown() {
		return value.Int(3 * 900)
	}
	return toValue(v, source.Span{})
}

// Attributes are those of the alarm as a resource, about the resource that it
// watches: named after label, which is a text, with an action or without.
func (a *Alarm) Attributes(label value.Value, dimension string, watched value.Value, action value.Value) *value.Hash {
	h := value.NewHash(source.Span{})
	set := func(name string, v value.Value) { h.Set(value.Symbol(name), v, value.Place{}) }
	name := value.NewString("")
	name.Append(stringOf(label))
	name.Append(value.NewString("-" + strings.ReplaceAll(a.Name, "_", "-")))
	set("alarm_name", name)
	set("alarm_description", value.NewString(a.Description))
	set("namespace", value.NewString("AWS/Firehose"))
	set("metric_name", value.NewString(a.Metric))
	dimensions := value.NewHash(source.Span{})
	dimensions.Set(value.Symbol(dimension), watched, value.Place{})
	set("dimensions", dimensions)
	set("statistic", value.NewString(a.Statistic))
	set("comparison_operator", value.NewString(a.Comparison))
	set("threshold", a.Threshold)
	set("period", value.Int(int64(a.Period)))
	set("evaluation_periods", value.Int(int64(a.Evaluations)))
	set("treat_missing_data", value.NewString(a.Missing))
	if action != nil {
		set("alarm_actions", value.NewArray([]value.Value{action}))
	}
	return h
}

func stringOf(v value.Value) *value.String {
	if s, ok := value.Peek(v).(*value.String); ok {
		return s
	}
	return value.SpliceString(v)
}
