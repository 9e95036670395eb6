// Package source is the ground floor: the bytes of template files and places
// in them.
//
// A place is a [Span], a half-open range of bytes in one [File]. Everything
// else that users see (lines, columns in characters or UTF-16 units) is
// computed from it when a message is written, see [File.Position].
package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// A File is the text of one source file, or a part of one: a fence of a
// Markdown document. Its bytes are kept as they were read.
type File struct {
	Name string // as shown to the user, with forward slashes
	Data []byte // the whole text, also for a part

	From, To int    // the range that is template text: all of Data for a plain file
	Title    string // names an implied template: the file's stem, or the nearest heading
	Indent   int    // blanks before the opening fence: trivia at the start of each line of a part

	whole *File // the file that a part belongs to, nil for a whole file
	once  sync.Once
	lines []int // offset of the first byte of each line
}

// NewFile makes a file of data. The name is used as it is.
func NewFile(name string, data []byte) *File {
	return &File{Name: name, Data: data, To: len(data)}
}

// Part is the range [from, to) of f as a file of its own. Spans made in it
// point into f. The title names the template that its loose statements form.
func (f *File) Part(from, to int, title string, indent int) *File {
	return &File{Name: f.Name, Data: f.Data, From: from, To: to, Title: title, Indent: indent, whole: f.Whole()}
}

// Whole is the file that f is a part of, or f itself.
func (f *File) Whole() *File {
	if f.whole != nil {
		return f.whole
	}
	return f
}

// Span is the place [start, end) of f, in bytes of Data.
func (f *File) Span(start, end int) Span {
	return Span{File: f.Whole(), Start: int32(start), End: int32(end)}
}

// A Position is an offset of a file for people: Line and Column count from 1,
// columns in characters; Byte counts from 0.
type Position struct {
	Line, Column, Byte int
}

// Position finds the line and column of an offset. Offsets outside the file
// are moved to its ends.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Data)))
	line := f.lineAt(offset)
	start := f.lines[line]
	return Position{Line: line + 1, Column: utf8.RuneCount(f.Data[start:offset]) + 1, Byte: offset}
}

// Line is the text of a line, counted from 1, without its line break. It is
// empty for a line that the file does not have.
func (f *File) Line(n int) []byte {
	f.index()
	if n < 1 || n > len(f.lines) {
		return nil
	}
	end := len(f.Data)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	return bytes.TrimRight(f.Data[f.lines[n-1]:end], "\r\n")
}

// LineStart is the offset of the first byte of a line, counted from 1.
func (f *File) LineStart(n int) int {
	f.index()
	return f.lines[max(1, min(n, len(f.lines)))-1]
}

func (f *File) lineAt(offset int) int {
	f.index()
	return sort.SearchInts(f.lines, offset+1) - 1
}

// index finds the line starts, once, when a position is first asked for.
func (f *File) index() {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i, b := range f.Data {
			if b == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	})
}
