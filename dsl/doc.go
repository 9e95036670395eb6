// Package dsl reads the template language: source text to tokens to a tree.
//
// The language is the part of Ruby that docs/language.md describes; its
// grammar on one page is grammar.txt. [Lex] never fails: its tokens with
// their trivia concatenate to the text. [Parse] always gives a tree; where
// the text makes no sense stands a [BadExpr], and the diagnostics say why.
package dsl
