// Firehose-dsl compiles templates of the delivery stream language; package
// cli has all of it.
package main

import (
	"os"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/cli"
)

func main() { os.Exit(cli.Main()) }
