# make help lists what can be made.
GO ?= go
TIME ?= 30s

.PHONY: help build test update lint confirm bench speed schema fuzz docs corpus

help: ## list these
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 10

# Loading the C library, which nothing here needs, would take a quarter of a short run.
build: ## build bin/firehose-dsl
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags='-s -w' -o bin/firehose-dsl ./cmd/firehose-dsl

test: ## run all tests
	$(GO) test ./...

update: ## rewrite the golden archives and the output of scripts
	$(GO) test ./cmd/internal/golden -update
	UPDATE_SCRIPTS=1 $(GO) test ./cmd/firehose-dsl -run TestScript

lint: ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l cmd compiler dsl stdlib synth testdata); \
	if [ -n "$$unformatted" ]; then echo "not formatted:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) vet -tags confirm ./cmd/internal/confirm
	$(GO) tool staticcheck ./...

confirm: ## let terraform, ruby, java, jq, cfn-lint, cloudformation-validate, botocore and moto judge; skipped when absent unless REQUIRE_CONFIRM=1
	$(GO) test -tags confirm -count=1 -timeout 60m -v ./cmd/internal/confirm

bench: ## measure speed and memory against the limits, and MRI beside them
	$(GO) run ./cmd/internal/bench

speed: ## measure as bench does, and write docs/speed.md
	$(GO) run ./cmd/internal/bench -o docs/speed.md

schema: ## refresh stdlib/schema from its sources
	$(GO) run ./stdlib/internal/gen

fuzz: ## run each fuzz target for TIME (30s)
	@for target in $$(grep -rho '^func Fuzz[A-Za-z]*' --include=*_test.go cmd compiler dsl synth | sed 's/func //' | sort -u); do \
		dir=$$(grep -rl "^func $$target(" --include=*_test.go cmd compiler dsl synth | head -1 | xargs dirname); \
		echo "$$target in $$dir"; $(GO) test ./$$dir -run '^$$' -fuzz "^$$target$$" -fuzztime $(TIME) || exit 1; \
	done

corpus: ## parse and check the Ruby below DIR, which others wrote, and count what stops it
	@$(GO) run ./cmd/internal/corpus $(DIR)

docs: build ## write docs/rules and docs/types from the pages of stdlib, and the manual pages to bin/man
	bin/firehose-dsl docs docs
	bin/firehose-dsl man bin/man
