import Corpus
import Evaluation
import JSON
import Terminal

/// `stepmark compare`.
enum CompareCommand {
  static let command = Command(
    name: "compare",
    summary: "Compare two models on the same problems by a paired test.",
    discussion: """
      Every number is computed from completions that `evaluate` or `import` stored. What is \
      compared is each problem's share of correct samples, so that a problem's difficulty cancels.
      """,
    examples: [
      Example("stepmark compare --model models/base --model models/rft", "is rft better?")
    ],
    options: [
      .value("model", "MODEL|NAME", "a model; give two", repeats: true)
    ] + EvaluationPlan.options + [CommonOptions.filledStore, CommonOptions.json]
  ) { invocation in
    let names = invocation.strings("model")
    guard names.count == 2 else {
      throw CommandError.usage("compare wants two models", hint: "--model A --model B")
    }
    let store = try invocation.openedStore()
    let plan = try EvaluationPlan(invocation)
    var results: [SuiteResult] = []
    for name in names {
      results.append(
        try await plan.result(of: EvaluatedModel(name, in: store, invocation), in: store))
    }
    guard let comparison = results[1].compared(with: results[0]) else {
      throw CommandError("the two models share no problem", exitCode: .missingData)
    }
    show(results, comparison, invocation)
    return .success
  }

  private static func show(
    _ results: [SuiteResult], _ comparison: PairedComparison, _ invocation: Invocation
  ) {
    let accuracies = results.map { RowMetrics($0.rows).accuracy }
    if invocation.flag("json") {
      let value: JSONValue = [
        "first": JSONValue(results[0].model.name), "second": JSONValue(results[1].model.name),
        "first_accuracy": json(accuracies[0]), "second_accuracy": json(accuracies[1]),
        "difference": json(comparison.difference), "p_value": JSONValue(comparison.pValue),
        "test": JSONValue(comparison.test.rawValue),
        "second_better": JSONValue(comparison.firstBetter),
        "first_better": JSONValue(comparison.secondBetter), "equal": JSONValue(comparison.equal),
      ]
      Console.writeLine(value.serialized())
      return
    }
    var table = TextTable([.init("model"), .init("accuracy", .right), .init("95 %", .right)])
    for (result, accuracy) in zip(results, accuracies) {
      table.add([result.model.name, percent(accuracy), interval(accuracy)])
    }
    Console.write(table.rendered())
    Console.writeLine(
      "\(results[1].model.name) − \(results[0].model.name): "
        + "\(signed(comparison.difference)), p = \(pValue(comparison.pValue)) "
        + "(\(comparison.test.rawValue)); better on \(comparison.firstBetter), worse on "
        + "\(comparison.secondBetter), equal on \(comparison.equal) problems")
  }
}

func signed(_ estimate: Estimate) -> String {
  func points(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + Quantity.fixed(abs(100 * value), decimals: 1)
  }
  return "\(points(estimate.value)) points "
    + "(\(points(estimate.interval.low)) to \(points(estimate.interval.high)))"
}

func pValue(_ value: Double) -> String {
  value < 0.001 ? "< 0.001" : Quantity.fixed(value, decimals: 3)
}
