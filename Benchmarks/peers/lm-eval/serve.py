#!/usr/bin/env python3
"""llama.cpp's own server on one thread, from the wheel xllamacpp (pip install xllamacpp==2026.10.11549).

  serve.py MODEL.gguf PORT [--parallel N] [--no-cache] [--threads N]

--no-cache: no prompt is continued from an earlier request's, so that equal requests are computed alike.
"""
import argparse
import os
import time

import xllamacpp

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("model")
parser.add_argument("port", type=int)
parser.add_argument("--parallel", type=int, default=1, help="requests at once")
parser.add_argument("--no-cache", action="store_true")
parser.add_argument("--threads", type=int, default=1)
options = parser.parse_args()

settings = xllamacpp.CommonParams()
settings.model.path = options.model
name = os.path.basename(options.model)
settings.model_alias = [name] if isinstance(settings.model_alias, (list, set)) else name
settings.hostnames, settings.port = ["127.0.0.1"], options.port
settings.n_parallel, settings.n_ctx, settings.kv_unified = options.parallel, max(4096, 1024 * options.parallel), True
settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = options.threads
settings.endpoint_metrics, settings.use_jinja = True, True
if options.no_cache:
    settings.cache_prompt, settings.cache_ram_mib = False, 0
server = xllamacpp.Server(settings)
print("listening on", server.listening_address, flush=True)
while True:
    time.sleep(3600)
