import Curation
import Generation
import JSON
import Synchronization
import Terminal

/// What the pilot took of a run, whose caps hold for both.
final class PilotSpending: Sendable {
  private let noted = Mutex(DriverProgress())
  private let start = ContinuousClock.now

  /// How far the pilot came.
  var progress: DriverProgress { noted.withLock { $0 } }

  /// A context that takes note of the pilot's progress.
  func noting(_ context: StageContext) -> StageContext {
    var context = context
    let show = context.progress
    context.progress = { progress in
      self.noted.withLock { $0 = progress }
      show(progress)
    }
    return context
  }

  /// A context whose caps are less by what the pilot took.
  ///
  /// - Parameter tokens: of the pilot's rollouts, whichever run made them.
  func remaining(_ context: StageContext, tokens: Int) -> StageContext {
    var context = context
    context.tokenCap = context.tokenCap.map { max(0, $0 - tokens) }
    context.moneyCap = context.moneyCap.map {
      MoneyCap(limit: max(0, $0.limit - progress.money), price: $0.price)
    }
    let elapsed = ContinuousClock.now - start
    context.timeCap = context.timeCap.map { max(.zero, $0 - elapsed) }
    return context
  }

  /// What the pilot asked and took, in words; none where none was made.
  var details: [String] {
    let pilot = progress
    guard pilot.asked + pilot.replayed > 0 else { return [] }
    return [
      "before it a pilot: \(Quantity.grouped(pilot.asked)) completions asked, "
        + "\(Quantity.compact(pilot.completionTokens)) tokens"
    ]
  }

  /// The same for machines.
  var members: [JSONMember] {
    let pilot = progress
    guard pilot.asked + pilot.replayed > 0 else { return [] }
    return [
      JSONMember(
        "pilot",
        [
          "completions_asked": JSONValue(pilot.asked),
          "completions_replayed": JSONValue(pilot.replayed),
          "completion_tokens": JSONValue(pilot.completionTokens),
        ])
    ]
  }
}
