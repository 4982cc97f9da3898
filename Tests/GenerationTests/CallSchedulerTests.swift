import Corpus
import Testing

@testable import Generation

@Suite("Scheduling of calls")
struct CallSchedulerTests {
  private func call(_ number: Int, choices: Int = 1, maxTokens: Int = 100) -> ServerCall {
    let task = ServerTest.task(
      "call \(number)", count: choices, sampling: Sampling(maxTokens: maxTokens))
    return ServerCall(
      task.procedure.requests.enumerated().map { index, request in
        KeyedRequest(key: ContentKey(hashing: "\(number)/\(index)"), request: request)
      })
  }

  private func settings(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
    var settings = ServerSettings()
    change(&settings)
    return settings
  }

  private func start(
    _ scheduler: inout CallScheduler, _ now: Double
  ) throws -> (call: ServerCall, server: Int) {
    let next = scheduler.next(now: now)
    return try #require(next)
  }

  @Test("Each try may take twice as long as the one before, up to sixteen times")
  func timeouts() {
    let settings = settings { $0.timeout = 30 }
    #expect((0...6).map(settings.timeout(afterFaults:)) == [30, 60, 120, 240, 480, 480, 480])
  }

  @Test(
    "The window doubles at the start, grows by one later, and halves once for a wave of refusals")
  func window() {
    var window = ConcurrencyWindow(most: 100)
    let start = window.limit
    for _ in 0..<Int(start) { window.grow(1) }
    #expect(window.limit == 2 * start)
    for _ in 0..<5 { window.shrink(start: 1, now: 2) }
    #expect(window.limit == start)
    for _ in 0..<Int(start) { window.grow(1) }
    #expect(window.limit > start + 0.9 && window.limit <= start + 1)
    window.shrink(start: 3, now: 4)
    #expect(window.limit < start)
    for now in 5..<50 { window.shrink(start: Double(now), now: Double(now) + 0.5) }
    #expect(window.limit == 1)
    for _ in 0..<100_000 { window.grow(8) }
    #expect(window.limit == 100)
  }

  @Test("No more than the window is in work, and what ends makes room")
  func limit() throws {
    var scheduler = CallScheduler(
      addresses: ["a"], settings: settings { $0.concurrency = 3 }, now: 0)
    scheduler.add((0..<10).map { call($0) })
    var inWork: [ServerCall] = []
    while let (call, _) = scheduler.next(now: 0) { inWork.append(call) }
    #expect(inWork.count == 3)
    #expect(scheduler.wakeTime(now: 0) == nil)
    scheduler.answered(inWork[0], server: 0, tokens: 1)
    #expect(scheduler.next(now: 0) != nil && scheduler.next(now: 0) == nil)
  }

  @Test("A call with more choices than the window goes alone")
  func wideCall() {
    var scheduler = CallScheduler(
      addresses: ["a"], settings: settings { $0.concurrency = 2 }, now: 0)
    scheduler.add([call(0, choices: 8), call(1)])
    #expect(scheduler.next(now: 0)?.call.requests.count == 8)
    #expect(scheduler.next(now: 0) == nil)
  }

  @Test("Retry-After holds all calls of the server back, and the call is tried again after it")
  func retryAfter() throws {
    var scheduler = CallScheduler(addresses: ["a"], settings: settings(), now: 0)
    scheduler.add([call(0), call(1)])
    let (first, server) = try start(&scheduler, 0)
    guard
      case .again = scheduler.failed(first, server: server, .busy("429", wait: 30), now: 1)
    else {
      Issue.record("a busy server is asked again")
      return
    }
    #expect(scheduler.next(now: 30) == nil)
    #expect(scheduler.wakeTime(now: 30) == 31)
    #expect(scheduler.next(now: 31.1) != nil && scheduler.next(now: 31.1) != nil)
  }

  @Test("Waits double with every fault, differ from call to call, and are the same in every run")
  func backoff() throws {
    func waits(_ number: Int) throws -> [Double] {
      var scheduler = CallScheduler(addresses: ["a"], settings: settings { $0.tries = 6 }, now: 0)
      scheduler.add([call(number)])
      var (now, waits): (Double, [Double]) = (0, [])
      for _ in 0..<5 {
        let (call, server) = try start(&scheduler, now)
        guard case .again = scheduler.failed(call, server: server, .again("x"), now: now) else {
          break
        }
        let time = scheduler.wakeTime(now: now)
        let wake = try #require(time)
        waits.append(wake - now)
        now = wake
      }
      let (call, server) = try start(&scheduler, now)
      guard
        case .givenUp(let reason) = scheduler.failed(call, server: server, .again("x"), now: now)
      else {
        Issue.record("the sixth fault is the last")
        return waits
      }
      #expect(reason.contains("6 tries"))
      return waits
    }
    let first = try waits(1)
    #expect(first.count == 5)
    for (index, wait) in first.enumerated() {
      let most = 0.5 * Double(1 << index)
      #expect(wait >= most / 2 - 1e-9 && wait <= most + 1e-9)
    }
    #expect(try waits(1) == first)
    #expect(try waits(2) != first)
  }

  @Test("Requests a minute: never more than the share and what may be taken at once")
  func requestRate() {
    var scheduler = CallScheduler(
      addresses: ["a"],
      settings: settings {
        $0.requestsPerMinute = 60
        $0.concurrency = 1000
      }, now: 0)
    scheduler.add((0..<500).map { call($0) })
    var starts: [Double] = []
    var now = 0.0
    while now < 120 {
      while let (call, server) = scheduler.next(now: now) {
        starts.append(now)
        scheduler.answered(call, server: server, tokens: 1)
      }
      guard let wake = scheduler.wakeTime(now: now) else { break }
      now = max(wake, now + 0.001)
    }
    #expect(starts.count >= 115 && starts.count <= 125)
    for start in starts {
      #expect(starts.count { $0 >= start && $0 < start + 60 } <= 66)
    }
  }

  @Test("Tokens a minute: what was expected and not used is given back")
  func tokenRate() {
    func started(used: Int) -> Int {
      var scheduler = CallScheduler(
        addresses: ["a"],
        settings: settings {
          $0.tokensPerMinute = 12_000
          $0.concurrency = 1000
        }, now: 0)
      scheduler.add((0..<5000).map { call($0, maxTokens: 200) })
      var (count, now) = (0, 0.0)
      while now < 60 {
        while let (call, server) = scheduler.next(now: now) {
          count += 1
          scheduler.answered(call, server: server, tokens: used)
        }
        guard let wake = scheduler.wakeTime(now: now) else { break }
        now = max(wake, now + 0.001)
      }
      return count
    }
    #expect((55...66).contains(started(used: 200)))
    #expect((550...700).contains(started(used: 20)))
  }

  @Test("Several servers share the load; one that pauses is gone round")
  func sharing() {
    var scheduler = CallScheduler(
      addresses: ["a", "b", "c"], settings: settings { $0.concurrency = 5 }, now: 0)
    scheduler.add((0..<40).map { call($0) })
    var counts: [Int: Int] = [:]
    var last: (call: ServerCall, server: Int)?
    while let next = scheduler.next(now: 0) {
      counts[next.server, default: 0] += 1
      last = next
    }
    #expect(counts == [0: 5, 1: 5, 2: 5])
    if let last {
      _ = scheduler.failed(last.call, server: last.server, .busy("503", wait: 60), now: 1)
      for _ in 0..<3 { #expect(scheduler.next(now: 2).map { $0.server != last.server } ?? true) }
    }
  }

  @Test("A server that refuses everything stops the run; one that has answered may go on refusing")
  func refusals() throws {
    func verdicts(answersFirst: Bool) throws -> Int {
      var scheduler = CallScheduler(
        addresses: ["a"], settings: settings { $0.givenUpInARow = 5 }, now: 0)
      scheduler.add((0..<40).map { call($0) })
      if answersFirst {
        let (call, server) = try start(&scheduler, 0)
        scheduler.answered(call, server: server, tokens: 1)
      }
      for count in 1...30 {
        let (call, server) = try start(&scheduler, 0)
        let verdict = scheduler.failed(call, server: server, .refused("too long"), now: 0)
        if case .stop = verdict { return count }
      }
      return 0
    }
    #expect(try verdicts(answersFirst: false) == 5)
    #expect(try verdicts(answersFirst: true) == 0)
  }

  @Test("A faulty call for several choices is asked again one by one")
  func splits() throws {
    var scheduler = CallScheduler(addresses: ["a"], settings: settings(), now: 0)
    scheduler.add([call(0, choices: 8)])
    let (first, server) = try start(&scheduler, 0)
    _ = scheduler.failed(first, server: server, .again("7 choices"), now: 0)
    var singles: [ServerCall] = []
    while let (call, server) = scheduler.next(now: 10) {
      singles.append(call)
      scheduler.answered(call, server: server, tokens: 1)
    }
    #expect(singles.count == 8 && singles.allSatisfy { $0.requests.count == 1 })
    #expect(Set(singles.flatMap(\.requests).map(\.key)) == Set(first.requests.map(\.key)))
  }

  @Test("Tokens are shared out over the choices of a call, whatever a server counts")
  func tokenCounts() throws {
    func reply(_ texts: [String], _ usage: String, finish: String = "stop") throws -> ServerReply {
      let choices = texts.enumerated().map {
        #"{"index":\#($0),"text":"\#($1)","finish_reason":"\#(finish)"}"#
      }
      return try ServerReply(
        Array(#"{"choices":[\#(choices.joined(separator: ","))],"usage":\#(usage)}"#.utf8),
        endpoint: .completions, count: texts.count)
    }
    let texts = ["aaaa", "aaaaaaaa", "aaaa"]
    let all = try reply(texts, #"{"completion_tokens":16}"#)
    #expect(TokenCounts.of(all, limit: 50, convention: .allChoices) == [4, 8, 4])
    let first = try reply(texts, #"{"completion_tokens":4}"#)
    #expect(TokenCounts.of(first, limit: 50, convention: .firstChoice) == [4, 8, 4])
    for lie in [
      #"{"completion_tokens":-3}"#, #"{"completion_tokens":"many"}"#, "{}", "null",
      #"{"completion_tokens":999999999}"#,
    ] {
      let reply = try reply(texts, lie)
      #expect(TokenCounts.of(reply, limit: 50, convention: .allChoices) == [1, 2, 1])
    }
    let cut = try reply(texts, #"{"completion_tokens":150}"#, finish: "length")
    #expect(TokenCounts.of(cut, limit: 50, convention: .allChoices) == [50, 50, 50])
    #expect(
      TokenCounts.of(
        try reply(["a"], #"{"completion_tokens":7}"#), limit: 50, convention: .firstChoice) == [7])
  }
}
