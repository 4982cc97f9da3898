import Corpus
import Generation
import Synchronization

/// How much processor time the HTTP client takes for a request, without store and judge.
struct HTTPBenchmark {
  private static let answered = Mutex(0)

  /// Sends `count` requests of one choice each to a server and waits for all.
  static func run(_ address: String, count: Int) async throws {
    var settings = ServerSettings()
    settings.choicesPerCall = 1
    settings.concurrency = 64
    let generator = HTTPGenerator(try ServerAddress(address), settings: settings)
    let template = Template(name: "bench", text: "Question: {statement}\nAnswer:")
    let statement = String(repeating: "A shelf has 4 boards with 9 books on each. ", count: 6)
    let requests = (0..<count).map { number in
      let problem = Problem(statement: "\(statement)\(number)", gold: "36")
      let request = Request(
        prompt: Prompt(template: template, problem: problem), sampling: Sampling(),
        purpose: .evaluate, index: 0, runSeed: 1)
      return KeyedRequest(key: request.key(model: generator.model), request: request)
    }
    // Connections are made and buffers grown before the clock runs.
    for part in [requests.prefix(count / 10), requests.dropFirst(count / 10)] {
      answered.withLock { $0 = 0 }
      let start = processSeconds()
      let (stream, feed) = AsyncStream<[KeyedRequest]>.makeStream()
      feed.yield(Array(part))
      feed.finish()
      try await generator.serve(stream) { group in
        let good = group.count {
          if case .completion = $0.result { true } else { false }
        }
        answered.withLock { $0 += good }
      }
      let spent = processSeconds() - start
      let good = answered.withLock { $0 }
      print(
        "HTTP client: \(good) of \(part.count) requests answered, \(Int(Double(good) / spent)) a "
          + "CPU-second (user and system)")
    }
  }
}
