import Glibc
import Synchronization
import Testing

@testable import Terminal

private final class Transcript: Sendable {
  private let texts = Mutex<[Int32: String]>([:])

  func write(_ text: String, _ stream: Console.Stream) {
    texts.withLock { $0[stream.rawValue, default: ""] += text }
  }

  subscript(stream: Console.Stream) -> String { texts.withLock { $0[stream.rawValue] ?? "" } }
}

private struct BadLine: UserFacingError {
  let message = "steps.jsonl, line 3, field \"label\": \u{1b}[2Jmaybe is not a label"
  let hint: String? = "one of +, -, neutral"
  let exitCode = ExitCode.badInput
}

private func run(_ words: String..., action: @escaping Command.Action = { _ in .success }) async
  -> (
    ExitCode, Transcript
  )
{
  let transcript = Transcript()
  let root = Command(
    name: "stepmark", summary: "Mark steps.",
    subcommands: [Command(name: "label", summary: "Label.", action: action)])
  let program = Program(root, version: "1.2.3") { transcript.write($0, $1) }
  return (await program.run(words), transcript)
}

@Suite("Programs") struct ProgramTests {
  @Test("An error is printed once, with a way out, and chooses the exit status")
  func errors() async {
    let (code, said) = await run("label") { _ in throw BadLine() }
    #expect(code == .badInput)
    #expect(
      said[.error] == """
        stepmark: error: steps.jsonl, line 3, field "label": ␛[2Jmaybe is not a label
          try: one of +, -, neutral

        """)
    #expect(said[.output].isEmpty)
  }

  @Test("A mistyped command ends with the usage status")
  func usage() async {
    let (code, said) = await run("labl")
    #expect(code == .usage)
    #expect(said[.error].hasPrefix("stepmark: error: unknown command labl: did you mean label?\n"))
    #expect(code.rawValue == 2)
  }

  @Test("Help that is asked for is output and success; help as an answer is neither")
  func help() async {
    let (asked, first) = await run("label", "--help")
    #expect(asked == .success)
    #expect(first[.output].contains("usage: stepmark label"))
    let (bare, second) = await run()
    #expect(bare == .usage)
    #expect(second[.output].isEmpty)
    #expect(second[.error].contains("COMMANDS"))
  }

  @Test("The version is printed with the name")
  func version() async {
    let (code, said) = await run("--version")
    #expect(code == .success)
    #expect(said[.output] == "stepmark 1.2.3\n")
  }

  @Test("Cancellation is an interrupt, an unknown error a failure")
  func otherErrors() async {
    struct Odd: Error {}
    #expect(await run("label") { _ in throw CancellationError() }.0.rawValue == 130)
    #expect(await run("label") { _ in throw Odd() }.0 == .failure)
    #expect(await run("label") { _ in .missingData }.0 == .missingData)
  }

  @Test(
    "The first signal raises a flag that can be polled", .serialized, arguments: [SIGINT, SIGTERM])
  func interrupt(signal: Int32) async throws {
    Interrupt.install()
    #expect(!Interrupt.isRequested)
    #expect(throws: Never.self) { try Interrupt.check() }
    kill(getpid(), signal)
    for _ in 0..<2000 where !Interrupt.isRequested { try await Task.sleep(for: .milliseconds(1)) }
    #expect(Interrupt.isRequested)
    #expect(throws: Interrupted()) { try Interrupt.check() }
    Interrupt.install()
    #expect(!Interrupt.isRequested)
  }
}
