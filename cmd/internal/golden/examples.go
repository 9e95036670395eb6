package golden

import (
	"fmt"
	"strings"
)

// An Example is code and what Ruby gives for it.
type Example struct {
	Name  string // of the resource that Program makes of it: x and its line
	Code  string
	Value string // what inspect writes, or the class and message of what is raised
}

// Examples reads a table of examples: `code  # => value`, or code of several
// lines and `# => value` below it. Other comments and empty lines stand between.
func Examples(text string) []Example {
	var list []Example
	var code []string
	for i, line := range strings.Split(text, "\n") {
		before, value, ends := strings.Cut(line, "# => ")
		switch {
		case ends:
			code = append(code, strings.TrimRight(before, " "))
			list = append(list, Example{fmt.Sprintf("x%d", i+1), strings.TrimSpace(strings.Join(code, "\n")), value})
			code = nil
		case len(code) > 0 || line != "" && !strings.HasPrefix(line, "# "):
			code = append(code, line)
		}
	}
	return list
}

// Program is a template that makes a resource of each example, whose
// insecure_value is what the example gives.
func Program(list []Example) string {
	b := &strings.Builder{}
	b.WriteString(`def show(name)
  value =
    begin
      yield.inspect
    rescue => e
      "#{e.class}: #{e.message}"
    end
  aws_ssm_parameter(name, { name: "/#{name}", type: "String", insecure_value: value })
end
`)
	for _, x := range list {
		fmt.Fprintf(b, "show(:%s) do\n%s\nend\n", x.Name, x.Code)
	}
	return b.String()
}
