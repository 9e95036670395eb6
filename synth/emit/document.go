package emit

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A template may give a policy as text, with references in it, where an object
// is wanted: the text is read, with a mark in the place of each reference.

const (
	markOpen  = "\ue000"
	markClose = "\ue001"
	maxDepth  = 200 // of a document given as text
)

// ParseJSON reads the text of a document as hashes and arrays in its order,
// with the text's references; false for what is no JSON, or has a reference
// outside of a string's text.
func ParseJSON(s *value.String) (value.Value, bool) {
	var splices []value.Value
	var text strings.Builder
	Pieces(s, func(known string, v value.Value) {
		if v == nil {
			text.WriteString(known)
			return
		}
		text.WriteString(markOpen + strconv.Itoa(len(splices)) + markClose)
		splices = append(splices, v)
	})
	if strings.Contains(s.Text, markOpen) {
		return nil, false
	}
	d := json.NewDecoder(strings.NewReader(text.String()))
	d.UseNumber()
	p := &jsonParser{d, splices}
	v, ok := p.value(0)
	if _, err := d.Token(); err != io.EOF {
		return nil, false
	}
	return v, ok
}

type jsonParser struct {
	*json.Decoder
	splices []value.Value
}

func (p *jsonParser) value(depth int) (value.Value, bool) {
	token, err := p.Token()
	if err != nil || depth > maxDepth {
		return nil, false
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return p.object(depth)
		}
		return p.array(depth)
	case string:
		return p.text(t)
	case json.Number:
		return numberOf(t)
	case bool:
		return value.Bool(t), true
	}
	return value.Nil, true
}

func (p *jsonParser) object(depth int) (value.Value, bool) {
	h := value.NewHash(source.Span{})
	for p.More() {
		key, err := p.Token()
		if err != nil || strings.Contains(key.(string), markOpen) {
			return nil, false
		}
		v, ok := p.value(depth + 1)
		if !ok {
			return nil, false
		}
		h.Set(value.NewString(key.(string)), v, value.Place{})
	}
	_, err := p.Token()
	return h, err == nil
}

func (p *jsonParser) array(depth int) (value.Value, bool) {
	var list []value.Value
	for p.More() {
		v, ok := p.value(depth + 1)
		if !ok {
			return nil, false
		}
		list = append(list, v)
	}
	_, err := p.Token()
	return value.NewArray(list), err == nil
}

// text puts the references back.
func (p *jsonParser) text(s string) (value.Value, bool) {
	out := &value.String{}
	for {
		before, rest, more := strings.Cut(s, markOpen)
		out.Append(value.NewString(before))
		if !more {
			return out, true
		}
		number, after, _ := strings.Cut(rest, markClose)
		i, err := strconv.Atoi(number)
		if err != nil || i >= len(p.splices) {
			return nil, false
		}
		out.Append(value.SpliceString(p.splices[i]))
		s = after
	}
}

func numberOf(n json.Number) (value.Value, bool) {
	if i, err := n.Int64(); err == nil {
		return value.Int(i), true
	}
	f, err := n.Float64()
	return value.Float(f), err == nil
}
