#!/bin/bash
# One shard: takes its store to a local disk, does the stages, brings it back.
#
#   STEPMARK, MODEL and STAGES as in stages.sh      SHARD  I/N
#   BASE    the store with the problems, and with what a pilot found
#   OUT     where shards are collected; a network file system will do
#   SCRATCH a local disk
set -euo pipefail

number=${SHARD%%/*}
saved=$OUT/shard-$number.db
folder=$SCRATCH/stepmark-$number
export STORE=$folder/shard.db SHARD

# A store that is still here, or was brought back, goes on where it stopped.
mkdir -p "$folder" "$OUT"
if [[ ! -e $STORE ]]; then
  if [[ -e $saved ]]; then cp "$saved" "$STORE"; else cp "$BASE" "$STORE"; fi
fi

bring_back() {
  rm -f "$saved.new"
  "$STEPMARK" store backup --store "$STORE" --out "$saved.new"
  mv "$saved.new" "$saved"
}
trap bring_back EXIT

"$STAGES"
