import JSON

// Reads one JSON command a line, answers with one line: what `Benchmarks/engine/compare` drives
// beside `Benchmarks/engine/peer.py`.
var benchmark: EngineBenchmark?
while let line = readLine() {
  let command = try JSONValue.parse(Array(line.utf8), source: "command")
  switch try command["do"].string() {
  case "model":
    let model = try EngineBenchmark(shape: command["shape"])
    benchmark = model
    try write(model.save(to: command["file"].string()))
  case "train":
    if let benchmark { try write(benchmark.train(command)) }
  case "sample":
    if let benchmark { try write(benchmark.sample(command)) }
  case "product":
    try write(productRate(command))
  default:
    throw command.error("is no command")
  }
}
