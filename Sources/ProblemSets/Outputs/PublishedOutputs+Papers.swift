import Answers
import JSON

/// Outputs that papers published in a shape of their own.
extension PublishedOutputs {
  static func openAIItems(
    _ record: JSONValue, _ place: Records.Record, _ file: String
  ) throws(JSONError) -> [(model: String?, item: Item)] {
    let question = try record.text("question")
    guard let gold = AnswerExtractor().answer(in: try record.text("ground_truth")) else {
      throw try record["ground_truth"].error("there is no 'A: N' at the end")
    }
    var items: [(model: String?, item: Item)] = []
    for member in try record.object() where member.name != "question" {
      guard case .object = member.value.kind else { continue }
      let item = Item(
        file: file, line: place.number, statements: [question], gold: gold.text,
        solution: try member.value["solution"].string(),
        recordedCorrect: try member.value["is_correct"].bool())
      items.append((member.name, item))
    }
    guard !items.isEmpty else { throw record.error("there is no model's solution") }
    return items
  }

  static func abelItem(
    _ record: JSONValue, _ place: Records.Record, _ file: String
  ) throws(JSONError) -> Item {
    var question = try record.text("prompt")[...]
    // The prompt is "Question:\n…\nAnswer:\nLet's think step by step.\n".
    if question.hasPrefix("Question:\n") { question = question.dropFirst("Question:\n".count) }
    for ending in ["\nAnswer:\nLet's think step by step.\n"] where question.hasSuffix(ending) {
      question = question.dropLast(ending.count)
    }
    return Item(
      file: file, line: place.number, statements: [String(question)],
      gold: try record.textOrNumber("gold"), solution: try record["response"].string(),
      recordedCorrect: try record["result"].bool())
  }

  /// A record of OpenR's evaluation (openreasoner/openr, `reason/evaluation/evaluator.py`): all
  /// paths that a search returned for one question.
  static func openRItems(
    _ record: JSONValue, _ place: Records.Record, _ file: String
  ) throws(JSONError) -> [(model: String?, item: Item)] {
    let question = try record.text("question")
    let gold = try record.textOrNumber("groundtruth")
    var items: [(model: String?, item: Item)] = []
    var seen: Set<Int> = []
    for output in try record["output"].array() {
      let index = try output["path_idx"].int()
      guard index >= 0 else { throw try output["path_idx"].error("is negative") }
      guard seen.insert(index).inserted else {
        throw try output["path_idx"].error("path \(index) is there twice")
      }
      let item = Item(
        file: file, line: place.number, statements: [question], gold: gold,
        solution: try output["text"].string(), index: index,
        tokens: Tokens(completion: try count(output, "completion_tokens") ?? 0))
      items.append((nil, item))
    }
    guard !items.isEmpty else { throw try record["output"].error("there is no path") }
    return items
  }

  /// A row of search-and-learn (huggingface/search-and-learn, `src/sal/search`): all completions
  /// of one problem; a beam search that did not count their tokens says −1.
  static func searchItems(
    _ record: JSONValue, _ place: Records.Record, _ file: String
  ) throws(JSONError) -> [(model: String?, item: Item)] {
    let problem = try record.text("problem")
    let gold = try record.member("answer") == nil ? nil : try record.textOrNumber("answer")
    let completions = try record.texts("completions")
    guard !completions.isEmpty else {
      throw try record["completions"].error("there is no completion")
    }
    var tokens = [Int](repeating: 0, count: completions.count)
    if let counts = try record.member("completion_tokens"), case .array(let values) = counts.kind {
      guard values.count == completions.count else {
        throw counts.error("\(values.count) counts for \(completions.count) completions")
      }
      for (index, value) in values.enumerated() { tokens[index] = max(0, try value.int()) }
    }
    return zip(completions, tokens).enumerated().map { index, pair in
      let item = Item(
        file: file, line: place.number, statements: [problem], gold: gold, solution: pair.0,
        index: index, tokens: Tokens(completion: pair.1))
      return (nil, item)
    }
  }

  /// A count that may be missing or `null`.
  static func count(_ record: JSONValue, _ name: String) throws(JSONError) -> Int? {
    guard let value = try record.member(name), !value.isNull else { return nil }
    let count = try value.int()
    guard count >= 0 else { throw value.error("is negative") }
    return count
  }
}
