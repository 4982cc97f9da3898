import Curation
import Generation
import Terminal

extension LabelCommand {
  /// Counts the solutions that cannot be labelled because nobody knows the answer of their problems,
  /// says so, and stops where that is all of them.
  static func leftOut(
    _ reading: SolutionReading, _ selection: ProblemSelection, _ run: StageRun
  ) async throws -> Int {
    let counts = try await reading.goldCounts(selection, in: run.store)
    guard counts.missing > 0 else { return 0 }
    let missing = Quantity.grouped(counts.missing)
    guard counts.known > 0 || selection.part != nil else {
      throw CommandError(
        "no problem of these \(missing) solutions of \(selection.suite), split \(selection.split), "
          + "has a gold answer, so that no rollout of them can be judged",
        hint: "`stepmark problems import --golds FILE` into a new store takes the answers from "
          + "another suite's file",
        exitCode: .missingData)
    }
    Console.writeLine(
      "label: \(missing) solutions are left out: their problems have no gold answer that rollouts "
        + "could be judged by (`stepmark problems import --golds` into a new store brings them)",
      to: .error)
    return counts.missing
  }

  /// Whether rollouts are asked of a server, which is asked who it is at once.
  static func asksServer(_ invocation: Invocation) throws -> Bool {
    let option = invocation.isGiven("completer") ? "completer" : "model"
    return try Invocation.serverAddress(invocation.string(option)) != nil
  }
}
