import Corpus
import Synchronization

/// A generator whose replies come from a function: for tests, documents and recorded sessions.
public final class ScriptedGenerator: Generator {
  /// Whose replies these are.
  public let model: ModelIdentity
  /// How many requests are in work at once.
  public let width: Int
  /// How many requests of one prompt are charged with it once.
  public let choicesPerCall: Int
  private let reply: @Sendable (Request) -> Delivery.Result
  private let asked = Mutex<[ContentKey]>([])

  /// Makes a generator.
  ///
  /// - Parameters:
  ///   - name: the model's name.
  ///   - width: how many requests are handed over in one group.
  ///   - choicesPerCall: how many requests of one prompt the replies charge with it once.
  ///   - reply: the reply to a request; called once for each.
  public init(
    name: String = "script", width: Int = 4, choicesPerCall: Int = 1,
    reply: @escaping @Sendable (Request) -> Delivery.Result
  ) {
    model = ModelIdentity(name: name, kind: .scripted)
    self.width = width
    self.choicesPerCall = choicesPerCall
    self.reply = reply
  }

  /// The keys of all requests so far, in the order in which they came.
  public var requestedKeys: [ContentKey] { asked.withLock { $0 } }

  /// Replies to each group in the order in which it came, `width` at a time.
  public func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError) {
    for await group in requests {
      asked.withLock { $0.append(contentsOf: group.map(\.key)) }
      for start in stride(from: 0, to: group.count, by: width) {
        let part = group[start..<min(start + width, group.count)]
        deliver(part.map { Delivery(request: $0, result: reply($0.request)) })
      }
    }
  }
}
