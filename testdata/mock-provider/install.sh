#!/usr/bin/env bash
# install.sh SCHEMA VERSION DIR
#
# Builds the mock provider, which serves the schema dump SCHEMA (JSON, gzipped)
# and calls itself VERSION, and lays it out in DIR:
#   DIR/mirror/<address>/<version>/<os>_<arch>/   a filesystem mirror
#   DIR/terraform.rc                              the CLI configuration that uses it
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -eq 3 ]] || { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 64; }
schema=$(realpath "$1") version=$2
mkdir -p "$3/build"
dir=$(cd "$3" && pwd)
os=$(go env GOOS) arch=$(go env GOARCH)
(cd "$here" && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o "$dir/build/provider" .)
address=$("$dir/build/provider" -pack "$schema" -out "$dir/build/schema.pack")
at=$dir/mirror/$address/$version/${os}_$arch
mkdir -p "$at"
ln -f "$dir/build/provider" "$at/terraform-provider-${address##*/}_v${version}_x5"
ln -f "$dir/build/schema.pack" "$at/schema.pack"
cat > "$dir/terraform.rc" <<RC
provider_installation {
  filesystem_mirror {
    path    = "$dir/mirror"
    include = ["$address"]
  }
}
RC
