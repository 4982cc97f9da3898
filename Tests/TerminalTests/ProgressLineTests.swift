import Synchronization
import Testing

@testable import Terminal

private final class Tape: Sendable {
  private let state = Mutex((now: 0.0, texts: [String]()))
  var now: Double {
    get { state.withLock { $0.now } }
    set { state.withLock { $0.now = newValue } }
  }
  var texts: [String] { state.withLock { $0.texts } }

  func line(total: Int?, style: ProgressLine.Style) -> ProgressLine {
    ProgressLine(
      "label", total: total, style: style, seconds: { self.now },
      write: { text in self.state.withLock { $0.texts.append(text) } })
  }
}

@Suite("Progress") struct ProgressLineTests {
  @Test("A live line is rewritten at most ten times a second and ends with a line break")
  func live() {
    let tape = Tape()
    let line = tape.line(total: 1000, style: .live(width: 100))
    for step in 0..<1000 {
      tape.now = Double(step) / 500
      line.advance()
    }
    line.finish(extra: "3 failed")
    #expect((19...22).contains(tape.texts.count))
    #expect(tape.texts.allSatisfy { $0.hasPrefix("\r\u{1b}[K") })
    #expect(tape.texts.dropLast().allSatisfy { !$0.contains("\n") })
    #expect(tape.texts.last == "\r\u{1b}[Klabel  1,000/1,000  500.5/s  in 2.0 s  3 failed\n")
  }

  @Test("Nothing is written after the end or when silent")
  func silence() {
    let tape = Tape()
    let silent = tape.line(total: 2, style: .silent)
    silent.advance()
    silent.finish()
    #expect(tape.texts.isEmpty)
    let live = tape.line(total: 2, style: .live(width: 80))
    live.finish()
    live.finish()
    live.update(done: 2)
    #expect(tape.texts.count == 1)
  }

  @Test("A log has a line every half minute and one at the end")
  func log() {
    let tape = Tape()
    let line = tape.line(total: nil, style: .log)
    for second in 0..<100 {
      tape.now = Double(second)
      line.advance(by: 3)
    }
    #expect(tape.texts == ["label  93  3/s\n", "label  183  3/s\n", "label  273  3/s\n"])
    line.finish()
    #expect(tape.texts.count == 4)
    #expect(tape.texts.last == "label  300  3.0/s  in 1m 39s\n")
  }

  @Test("A log has no line of what is done within half a minute")
  func shortLog() {
    let tape = Tape()
    let line = tape.line(total: 29, style: .log)
    for second in 0..<29 {
      tape.now = Double(second)
      line.advance()
    }
    line.finish()
    #expect(tape.texts.isEmpty)
  }

  @Test(
    "The line has bar, counts, rate and time left, and fits its width",
    arguments: [20, 69, 70, 120])
  func contents(width: Int) {
    let snapshot = ProgressSnapshot(
      label: "rollouts", done: 2500, total: 10_000, elapsed: 10, rate: 250, extra: "12 in flight")
    let text = snapshot.line(width: width, isLast: false)
    #expect(displayWidth(text) < width)
    if width == 120 {
      #expect(
        text == "rollouts  █████░░░░░░░░░░░░░░░  2,500/10,000  25%  250/s  ETA 30 s  12 in flight")
    }
  }

  @Test("Many threads may report")
  func threads() async {
    let tape = Tape()
    let line = tape.line(total: 8000, style: .live(width: 80))
    await withTaskGroup { group in
      for _ in 0..<8 { group.addTask { for _ in 0..<1000 { line.advance() } } }
    }
    line.finish()
    #expect(tape.texts.last?.contains("8,000/8,000") == true)
  }
}
