package jq

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"
)

// Running a query on a record. gojq stands in for jq 1.6, with which it agrees
// on what partition queries are made of.

// A Value is what a key is for one record.
type Value struct{ Key, Text string }

// A Failure is a record that the service puts under the error prefix as
// metadata-extraction-failed. Message is the one the service was seen to
// write, empty when that is not known; What says it in our words.
type Failure struct{ Message, What string }

func (f *Failure) Error() string { return f.What }

// The messages of the service (captured in public pipelines).
const (
	notJSON = "Non JSON record provided"
	empty   = "partitionKeys values must not be null or empty"
)

// steps is how many instructions of a query may run for one record.
const steps = 200_000

// Run gives the keys of a record, in the order of the query. The error is a
// *Failure when the service would not deliver the record, and another when that
// cannot be told here.
func (q *Query) Run(record []byte) ([]Value, error) {
	if name := outside(q.ast); name != "" {
		return nil, fmt.Errorf("`%s` depends on more than the record", name)
	}
	input, err := decode(record)
	if err != nil {
		return nil, err
	}
	for _, k := range q.Keys {
		if k.Bare {
			return nil, fmt.Errorf("jq 1.6 does not read the value of `%s` without parentheses", k.Name)
		}
	}
	made, err := q.object(input)
	if err != nil {
		return nil, err
	}
	return q.values(made)
}

// decode reads a record, which must be one JSON document.
func decode(record []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(record))
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, &Failure{notJSON, "the record is not JSON"}
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, &Failure{notJSON, "the record is more than one JSON document"}
	}
	return v, nil
}

// object is the one object that a query makes of a record.
func (q *Query) object(input any) (map[string]any, error) {
	code, err := gojq.Compile(q.ast)
	if err != nil {
		return nil, fmt.Errorf("it cannot be run here: %s", err)
	}
	results := code.RunWithContext(&budget{Context: context.Background(), left: steps, spent: make(chan struct{})}, input)
	first, ok := results.Next()
	if !ok {
		return nil, &Failure{"", "the query gives nothing"}
	}
	if err := runError(first); err != nil {
		return nil, err
	}
	if second, ok := results.Next(); ok {
		if err := runError(second); err != nil {
			return nil, err
		}
		return nil, errors.New("the query gives several results, of which it is not known what the service makes")
	}
	made, ok := first.(map[string]any)
	if !ok {
		return nil, &Failure{"", "the query gives no object"}
	}
	return made, nil
}

func runError(result any) error {
	err, ok := result.(error)
	switch {
	case !ok:
		return nil
	case errors.Is(err, errSpent):
		return fmt.Errorf("the query runs for more than %d steps", steps)
	}
	return &Failure{"", "the query fails: " + strings.ToValidUTF8(err.Error(), "?")}
}

func (q *Query) values(made map[string]any) ([]Value, error) {
	var out []Value
	for _, k := range q.Keys {
		if k.Name == "" {
			return nil, errors.New("a key of the query is computed")
		}
		text, err := keyText(k.Name, made[k.Name])
		if err != nil {
			return nil, err
		}
		out = append(out, Value{k.Name, text})
	}
	if q.Keys == nil {
		return nil, errors.New("the keys of the query cannot be read from its text")
	}
	return out, nil
}

// keyText is a key as it stands in a prefix: text as it is, a number or boolean
// as JSON has it.
func keyText(key string, v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", &Failure{empty, "`" + key + "` is null"}
	case string:
		if v == "" {
			return "", &Failure{empty, "`" + key + "` is empty"}
		}
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int:
		return number(float64(v)), nil
	case float64:
		if math.IsNaN(v) {
			return "", &Failure{empty, "`" + key + "` is not a number, which is null"}
		}
		return number(v), nil
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return number(f), nil
	}
	return "", fmt.Errorf("`%s` is an array or an object, of which it is not known what the service makes", key)
}

// number writes a number as jq 1.6 does, which has doubles only: the shortest
// digits, with an exponent when many zeros would stand around them.
func number(f float64) string {
	f = max(-math.MaxFloat64, min(f, math.MaxFloat64))
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	digits := len(strings.Trim(mantissa, "-.")) - strings.Count(mantissa[1:], ".")
	point, _ := strconv.Atoi(exponent)
	if point < -4 || point > digits+14 {
		return fmt.Sprintf("%se%+03d", mantissa, point)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// beyond are the functions and variables whose value depends on the clock, the
// machine or other records.
const beyond = ` now/0 env/0 $ENV/0 input/0 inputs/0 debug/0 debug/1 stderr/0 input_filename/0 input_line_number/0 localtime/0
	strflocaltime/1 halt/0 halt_error/0 halt_error/1 `

// outside is one of these that a query uses, empty for none.
func outside(q *gojq.Query) string {
	j := &judge{defined: map[string]bool{}, wanted: beyond}
	j.query(q)
	name, _, _ := strings.Cut(j.found, "/")
	return name
}

var errSpent = errors.New("spent")

// A budget is a context that ends after a number of instructions; gojq asks it
// before each.
type budget struct {
	context.Context
	left  int
	spent chan struct{}
}

func (b *budget) Done() <-chan struct{} {
	if b.left--; b.left == 0 {
		close(b.spent)
	}
	return b.spent
}

func (b *budget) Err() error { return errSpent }
