package cli

// The report of test in the form that CI services read.

import (
	"encoding/xml"
	"os"
)

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitFailure `xml:"failure"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// report writes the JUnit file, when one is asked for.
func (t *goldenRun) report() error {
	if t.junit == "" {
		return nil
	}
	suite := junitSuite{Name: "firehose-dsl", Tests: len(t.results)}
	for _, r := range t.results {
		c := junitCase{Name: r.name, Class: "golden"}
		if r.err != nil {
			suite.Failures++
			c.Failure = &junitFailure{Message: r.err.Error(), Text: r.said}
		}
		suite.Cases = append(suite.Cases, c)
	}
	text, err := xml.MarshalIndent(suite, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(t.junit, append([]byte(xml.Header), append(text, '\n')...), 0o644)
}
