import Answers
import Corpus
import Curation
import JSON
import Storage
import Terminal

/// `stepmark rejudge`.
enum RejudgeCommand {
  static let command = Command(
    name: "rejudge",
    summary: "Judge all stored completions again, without any model, and say what flipped.",
    discussion: """
      The new verdicts are stored beside the old ones. By the policy that the stages use \
      (marked) they become those of the stored solutions too; labels are not changed: `stepmark label` makes them anew from \
      the stored rollouts.
      """,
    examples: [
      Example("stepmark rejudge --store demo/stepmark.db", "with the judge of this version"),
      Example("stepmark rejudge --policy gsm8k-strict", "as another harness would have scored"),
    ],
    options: [
      JudgeCommand.policy(default: .marked), JudgeCommand.threads, CommonOptions.filledStore,
      CommonOptions.json,
    ]
  ) { invocation in
    let policy = try invocation.choice("policy", as: JudgePolicy.self)
    let threads = try JudgeCommand.threadCount(invocation)
    // A store that is not there holds nothing to judge: refused here, where writing would make it.
    _ = try invocation.openedStore()
    return try await StageRun.with(invocation, stage: "rejudge") { run in
      let total = try await run.store.read { (store) throws(DatabaseError) in
        try store.judgeableCompletionCount()
      }
      let line = ProgressLine("rejudge", total: total)
      let judge = Judge(policy: policy)
      let result = try await Rejudging(store: run.store, judge: judge, threads: threads).run {
        line.update(done: $0)
      } shouldStop: {
        Interrupt.isRequested
      }
      line.finish()
      if Interrupt.isRequested { throw Interrupted() }
      if invocation.flag("json") {
        Console.writeLine(json(result, judge).serialized())
      } else {
        show(result, judge)
      }
      return .success
    }
  }

  private static func show(_ result: RejudgeResult, _ judge: Judge) {
    Console.writeLine(
      "rejudge: \(Quantity.grouped(result.completions)) completions judged by \(judge.identity), "
        + "\(Quantity.grouped(result.flips)) verdicts flipped")
    guard result.completions > 0 else { return }
    var table = TextTable([
      .init("run", .right), .init("suite"), .init("before"), .init("now"),
      .init("completions", .right),
    ])
    for (group, changes) in result.groups.sorted(by: { $0.key < $1.key }) {
      for (change, count) in changes.sorted(by: { $0.key < $1.key }) {
        table.add([
          "\(group.run)", group.suite.isEmpty ? "–" : group.suite, change.old?.rawValue ?? "–",
          change.new.rawValue, Quantity.grouped(count),
        ])
      }
    }
    Console.write(table.rendered(width: Console.width()))
    for flip in result.examples {
      Console.writeLine(
        "  completion \(flip.completion.id), gold \(printable(flip.completion.gold)): "
          + "\(flip.change.old?.rawValue ?? "–") (\(printable(flip.oldAnswer ?? "no answer"))) → "
          + "\(flip.change.new.rawValue) "
          + "(\(printable(flip.judgement.answer?.text ?? "no answer"))), \(flip.judgement.reason)")
    }
    if result.labels > 0 {
      Console.writeLine(
        "  \(Quantity.grouped(result.labels)) labels rest on rollouts that flipped: "
          + "`stepmark label` makes them anew from the stored rollouts")
    }
  }

  private static func json(_ result: RejudgeResult, _ judge: Judge) -> JSONValue {
    let groups = result.groups.sorted { $0.key < $1.key }.map { group, changes -> JSONValue in
      [
        "run": JSONValue(group.run), "suite": JSONValue(group.suite), "changes": json(changes),
      ]
    }
    let examples = result.examples.map { flip -> JSONValue in
      [
        "completion": JSONValue(flip.completion.id), "run": JSONValue(flip.completion.run),
        "suite": JSONValue(flip.completion.suite), "gold": JSONValue(flip.completion.gold),
        "old": JSONValue(flip.change.old.map { JSONValue($0.rawValue) }),
        "new": JSONValue(flip.change.new.rawValue),
        "old_answer": JSONValue(flip.oldAnswer.map { JSONValue($0) }),
        "answer": JSONValue(flip.judgement.answer.map { JSONValue($0.text) }),
        "reason": JSONValue(flip.judgement.reason),
      ]
    }
    return [
      "judge": JSONValue("\(judge.identity.name)/\(judge.identity.version)"),
      "policy": JSONValue(judge.identity.policy), "completions": JSONValue(result.completions),
      "flipped": JSONValue(result.flips), "labels_to_renew": JSONValue(result.labels),
      "changes": json(result.changes), "groups": JSONValue(groups),
      "examples": JSONValue(examples),
    ]
  }

  private static func json(_ changes: [RejudgeResult.Change: Int]) -> JSONValue {
    JSONValue(
      changes.sorted { $0.key < $1.key }.map { change, count -> JSONValue in
        [
          "old": JSONValue(change.old.map { JSONValue($0.rawValue) }),
          "new": JSONValue(change.new.rawValue), "completions": JSONValue(count),
        ]
      })
  }
}
