import Corpus
import Storage

/// Takes note of what procedures would ask, in place of a generator.
public protocol RequestSurvey: Sendable {
  /// Whom the requests would be asked.
  func begin(_ generator: any Generator)
  /// A request that the store answers.
  func found(_ request: KeyedRequest, _ completion: Completion)
  /// Requests of one procedure that the store does not answer, each handed over once, with the most
  /// that may follow them; `nil` where nobody can say.
  func open(_ requests: [KeyedRequest], followedBy further: [FurtherRequest]?) throws
}

extension Driver {
  /// Replays every procedure from the store up to the first requests that it lacks.
  ///
  /// - Returns: how many procedures have ended before, could end now, and lack replies.
  func run<Body: Procedure>(
    _ survey: any RequestSurvey, _ next: () async throws -> ProcedureTask<Body>?
  ) async throws -> DriverProgress {
    survey.begin(generator)
    var progress = DriverProgress()
    var seen: Set<ContentKey> = []
    while let task = try await next() {
      if shouldStop() || Task.isCancelled {
        progress.stop = .user
        break
      }
      let ended = try await store.read { (store) throws(DatabaseError) in
        try store.outcome(task.key)
      }
      if let ended, ended.status != .open {
        progress.skipped += 1
        continue
      }
      var procedure = task.procedure
      var replies: [Reply] = []
      replaying: while true {
        guard case .ask(let requests) = procedure.advance(replies) else {
          progress.finished += 1
          break
        }
        let keyed = requests.map { KeyedRequest(key: $0.key(model: generator.model), request: $0) }
        let completions = try await store.read { (store) throws(DatabaseError) in
          var found: [Completion?] = []
          for item in keyed { found.append(try store.completion(item.key)) }
          return found
        }
        replies = []
        var misses: [KeyedRequest] = []
        for (item, completion) in zip(keyed, completions) {
          replies.append(Reply(key: item.key, completion: completion))
          guard seen.insert(item.key).inserted else { continue }
          if let completion {
            survey.found(item, completion)
            progress.replayed += 1
          } else {
            misses.append(item)
          }
        }
        guard completions.contains(where: { $0 == nil }) else { continue replaying }
        try survey.open(misses, followedBy: procedure.furtherRequests)
        progress.open += 1
        break
      }
      self.progress(progress)
    }
    return progress
  }
}
