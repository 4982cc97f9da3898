# StepMark. `make demo` and `make test` set up what they need; `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
STEPMARK := .build/release/stepmark
PREFIX ?= /usr/local
DEMO_RECIPE := Docs/recipes/demo.json5

.PHONY: help deps build demo test noise gsm8k real-models kill-test bench bench-http bench-judge fuzz format lint docs install clean

help: ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  \1|/' | column -t -s '|'

deps: ## install the missing system libraries (apt; sudo where not root)
	@Scripts/deps

build: deps ## build everything, optimised
	@swift build -c release --product stepmark

demo: build ## the main job on the embedded model: data, labels, evaluation, report
	@mkdir -p demo
	@$(STEPMARK) run $(DEMO_RECIPE)

test: deps ## lint, build and run all tests
	@Scripts/test

noise: build ## labels against exact truth for N = 4, 8, 16, 32 (after make demo)
	@$(STEPMARK) run Docs/recipes/noise.json5

gsm8k: build ## published outputs on GSM8K: import, judge, compare, export (needs the data files)
	@Scripts/gsm8k

real-models: build ## models behind servers on GSM8K: evaluate, label, export, report (MODELS="URL#NAME URL#NAME")
	@Scripts/real-models $(MODELS)

kill-test: build ## kills of one labelling and one training run, at 1 and 2 threads (after make demo)
	@Benchmarks/kill-resume
	@Benchmarks/kill-train

bench: deps ## the local model's training and sampling beside PyTorch (installs it into .cache/)
	@swift build -c release --product engine-bench && Benchmarks/pytorch/compare

bench-http: build ## speed of the HTTP client beside lm-eval and Inspect (needs nginx, installs the peers into .cache/)
	@swift build -c release --product bench && Benchmarks/http-throughput

bench-judge: deps ## the judge beside Math-Verify and other judges (needs the data files)
	@swift build -c release && Benchmarks/judge/run

fuzz: deps ## fuzz the judge for SECONDS (default 60)
	@Fuzz/run $(or $(SECONDS),60)

format: ## format all sources
	@swift format -i -r Sources Tests Benchmarks Package.swift

lint: ## check the format
	@swift format lint --strict -r Sources Tests Benchmarks Package.swift

docs: build ## write the command reference and the table of formats from the tool itself
	@Scripts/reference > Docs/reference.md
	@$(STEPMARK) export --formats > Docs/formats.md

install: build ## copy the tool to PREFIX/bin
	@install -D -m 755 $(STEPMARK) $(DESTDIR)$(PREFIX)/bin/stepmark
	@echo "installed $(DESTDIR)$(PREFIX)/bin/stepmark"

clean: ## remove what was built and the demo's files
	@rm -rf .build demo
