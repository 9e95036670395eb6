package read

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// This file reads JSON into values, with the place of each key and value: the
// shape of a hash is that of its object in the text. Integers and floats stay
// apart, and what a text means is left to whoever asks for it.
//
// In a large text, objects with the same keys share one shape, which then has
// no places of its own: a document of ten thousand streams costs what its
// values cost.

// maxNesting is how deep objects and arrays may stand in each other.
const maxNesting = 500

// large is the size in bytes from which objects share their shapes.
const large = 1 << 20

// A parser reads one text of JSON. After a mistake it stands at the end, so
// that everything that runs comes to its own end, and the mistake is told once.
type parser struct {
	data  []byte
	at    int
	file  *source.File // nil for a text inside a text: no places
	keys  map[string]value.Value
	depth int

	shapes map[string]*value.Shape // by their keys; nil while every object has a shape of its own
	slots  []value.Value           // of the objects and arrays that are being read
	names  []value.Value           // keys of the objects that are being read
	sign   []byte                  // for shapes
	last   value.Value             // the key that was read last

	diags diag.List
	wrong bool // a mistake was met
}

func newParser(f *source.File) *parser {
	p := &parser{data: f.Data, file: f, keys: map[string]value.Value{}}
	if len(f.Data) >= large {
		p.shapes = map[string]*value.Shape{}
	}
	return p
}

// span is the place from an offset to where the parser stands.
func (p *parser) span(from int) source.Span {
	if p.file == nil {
		return source.Span{}
	}
	return p.file.Span(from, p.at)
}

func (p *parser) fail(from int, format string, args ...any) {
	if !p.wrong && p.file != nil {
		p.diags.Add(diag.BadDocument.At(p.file.Span(from, min(from+1, len(p.data))), format, args...))
	}
	p.wrong = true
	p.at = len(p.data)
}

// peek is the next byte that is no blank, 0 at the end.
func (p *parser) peek() byte {
	for p.at < len(p.data) {
		switch c := p.data[p.at]; c {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return c
		}
	}
	return 0
}

// got takes a byte if it is the next.
func (p *parser) got(c byte) bool {
	if p.peek() == c && c != 0 {
		p.at++
		return true
	}
	return false
}

func (p *parser) want(c byte) {
	if !p.got(c) {
		p.fail(p.at, "this is no JSON: `%c` is missing here", c)
	}
}

// end tells what stands after the value that the text should be.
func (p *parser) end() {
	if p.peek() != 0 {
		p.fail(p.at, "this is no JSON: something stands after its end")
	}
}

// object calls each for every member; it must read the value.
func (p *parser) object(each func(key string, at source.Span)) {
	if p.open() {
		for more := !p.got('}'); more && !p.wrong; {
			key, at := p.key()
			each(key, at)
			if more = p.got(','); !more {
				p.want('}')
			}
		}
	}
	p.depth--
}

func (p *parser) open() bool {
	p.want('{')
	return p.deeper()
}

func (p *parser) deeper() bool {
	if p.depth++; p.depth > maxNesting {
		p.fail(p.at-1, "the document is nested more deeply than the limit of %d", maxNesting)
	}
	return !p.wrong
}

func (p *parser) key() (string, source.Span) {
	from := p.start()
	if end := p.plainEnd(); end > 0 {
		p.last = p.interned(p.data[from+1 : end-1])
		p.at = end
	} else {
		p.last = p.symbol(p.text())
	}
	key := string(p.last.(value.Symbol))
	at := p.span(from)
	p.want(':')
	return key, at
}

// plainEnd is where a string ends that has no escape and begins here, 0 for
// any other.
func (p *parser) plainEnd() int {
	if p.peek() != '"' {
		return 0
	}
	for i := p.at + 1; i < len(p.data); i++ {
		switch c := p.data[i]; {
		case c == '"':
			return i + 1
		case c == '\\' || c < ' ':
			return 0
		}
	}
	return 0
}

// interned is a key as a value, made once for each text.
func (p *parser) interned(key []byte) value.Value {
	k, ok := p.keys[string(key)]
	if !ok {
		k = value.Symbol(key)
		p.keys[string(key)] = k
	}
	return k
}

// start is where the next value begins.
func (p *parser) start() int {
	p.peek()
	return p.at
}

// array calls each before every element; it must read the element.
func (p *parser) array(each func()) {
	p.want('[')
	if p.deeper() {
		for more := !p.got(']'); more && !p.wrong; {
			each()
			if more = p.got(','); !more {
				p.want(']')
			}
		}
	}
	p.depth--
}

// A valueReader reads the value of a member of a hash.
type valueReader func(key string) value.Value

// hash reads an object; read reads its values.
func (p *parser) hash(read valueReader) *value.Hash {
	from := p.start()
	slot, name := len(p.slots), len(p.names)
	var places []value.Place
	var seen keySet
	p.object(func(key string, at source.Span) {
		begin := p.start()
		if seen.met(p.names[name:], p.last) {
			p.fail(begin, "the key %q stands twice in one object", key)
		}
		p.names = append(p.names, p.last)
		v := read(key)
		p.slots = append(p.slots, v)
		if p.shapes == nil {
			places = append(places, value.Place{Key: at, Value: p.span(begin)})
		}
	})
	shape := p.shape(p.names[name:], p.span(from), places)
	slots := slices.Clone(p.slots[slot:])
	p.slots, p.names = p.slots[:slot], p.names[:name]
	return value.HashOf(shape, slots)
}

// shape is the shape of an object, or that of all objects with the same keys.
func (p *parser) shape(keys []value.Value, where source.Span, places []value.Place) *value.Shape {
	if p.shapes == nil {
		return value.NewShape(where, slices.Clone(keys), places)
	}
	p.sign = p.sign[:0]
	for _, k := range keys {
		p.sign = append(append(p.sign, k.(value.Symbol)...), 0)
	}
	shape := p.shapes[string(p.sign)]
	if shape == nil {
		shape = value.NewShape(source.Span{}, slices.Clone(keys), nil)
		p.shapes[string(p.sign)] = shape
	}
	return shape
}

// many is from how many keys on an object is not looked through any more.
const many = 32

// A keySet tells the keys of one object that stand in it twice: they are looked
// through while they are few.
type keySet map[value.Value]bool

// met reports whether a key is among those before it. It is asked for each key.
func (s *keySet) met(before []value.Value, key value.Value) bool {
	if len(before) < many {
		return slices.Contains(before, key)
	}
	if *s == nil {
		*s = keySet{}
		for _, k := range before {
			(*s)[k] = true
		}
	}
	had := (*s)[key]
	(*s)[key] = true
	return had
}

// symbol is a key as a value, made once for each text.
func (p *parser) symbol(key string) value.Value {
	k, ok := p.keys[key]
	if !ok {
		k = value.Symbol(key)
		p.keys[key] = k
	}
	return k
}

// list reads an array; read reads its elements.
func (p *parser) list(read func() value.Value) *value.Array {
	from, slot := p.start(), len(p.slots)
	var places []source.Span
	p.array(func() {
		begin := p.start()
		v := read()
		p.slots = append(p.slots, v)
		if p.shapes == nil {
			places = append(places, p.span(begin))
		}
	})
	a := value.NewArray(slices.Clone(p.slots[slot:]))
	p.slots = p.slots[:slot]
	if p.shapes == nil {
		a.Places = &value.ArrayPlaces{Where: p.span(from), Elems: places}
	}
	return a
}

// plain reads a value as it stands.
func (p *parser) plain() value.Value {
	switch p.peek() {
	case '{':
		return p.hash(func(string) value.Value { return p.plain() })
	case '[':
		return p.list(p.plain)
	case '"':
		return value.NewString(p.text())
	}
	return p.scalar()
}

// scalar reads a number, true, false or null.
func (p *parser) scalar() value.Value {
	from := p.start()
	for p.at < len(p.data) && !strings.ContainsRune(" \t\r\n,:{}[]\"", rune(p.data[p.at])) {
		p.at++
	}
	word := string(p.data[from:p.at])
	switch word {
	case "true":
		return value.Bool(true)
	case "false":
		return value.Bool(false)
	case "null":
		return value.Nil
	}
	v := number(word)
	if v == nil {
		p.fail(from, "this is no JSON: a value is missing here")
		return value.Nil
	}
	return v
}

// number is a number of JSON, nil for any other text.
func number(word string) value.Value {
	switch {
	case word == "" || word[0] != '-' && (word[0] < '0' || word[0] > '9') || !json.Valid([]byte(word)):
		return nil
	case strings.ContainsAny(word, ".eE"):
		f, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return nil
		}
		return value.Float(f)
	}
	if i, err := strconv.ParseInt(word, 10, 64); err == nil {
		return value.Int(i)
	}
	made := &value.Big{}
	made.SetString(word, 10)
	return made
}

// text reads a string.
func (p *parser) text() string {
	if end := p.plainEnd(); end > 0 {
		s := string(p.data[p.at+1 : end-1])
		p.at = end
		return s
	}
	from := p.start()
	p.want('"')
	for p.at < len(p.data) && p.data[p.at] != '"' && p.data[p.at] >= ' ' {
		if p.data[p.at] == '\\' {
			p.at++
		}
		p.at++
	}
	if p.wrong {
		return ""
	}
	if p.at >= len(p.data) || p.data[p.at] != '"' {
		p.fail(from, "this is no JSON: a string does not end on its line")
		return ""
	}
	p.at++
	s, ok := unescape(p.data[from+1 : p.at-1])
	if !ok {
		p.fail(from, "this is no JSON: a string has an escape that does not exist")
	}
	return s
}

// unescape is what stands between the quotes of a string without its escapes.
func unescape(data []byte) (string, bool) {
	b := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' {
			b = append(b, data[i])
			continue
		}
		i++
		if at := strings.IndexByte(`"\/nrtbf`, data[i]); at >= 0 {
			b = append(b, "\"\\/\n\r\t\b\f"[at])
			continue
		}
		var s string // rare: a code point, or two that are one
		if json.Unmarshal([]byte(`"`+string(data[i-1:])+`"`), &s) != nil {
			return "", false
		}
		return string(b) + s, true
	}
	return string(b), true
}

// parseJSON reads a text that is JSON as a whole; false when it is none.
func (p *parser) parseJSON(text string) (value.Value, bool) {
	inner := &parser{data: []byte(text), keys: p.keys, shapes: p.shapes}
	v := inner.plain()
	inner.end()
	return v, !inner.wrong
}

// startsLikeObject reports whether a text may be a document of JSON.
func startsLikeObject(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 0 && data[0] == '{'
}
