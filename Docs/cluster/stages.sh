#!/bin/bash
# The work of one run, or of one shard of it: change it to your own.
#
#   STEPMARK  the program           STORE  the store, on a local disk
#   MODEL     folder or URL#NAME    SHARD  I/N, pilot, or empty for all of it
set -euo pipefail

common=(--store "$STORE" --model "$MODEL" --seed 3 --threads "${THREADS:-1}")
[[ -n ${SHARD:-} ]] && common+=(--shard "$SHARD")

"$STEPMARK" rephrase "${common[@]}" --temperature 0.8 --solutions 3
"$STEPMARK" sample "${common[@]}" --temperature 0.8 --samples 4 --rephrasings
"$STEPMARK" label "${common[@]}" --method math-shepherd --temperature 0.8 --rollouts 4 --rephrasings
