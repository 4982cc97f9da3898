import Answers
import Corpus
import JSON

/// What a model answered to the problems of a suite, as somebody published it.
public struct PublishedOutputs: Sendable {
  /// A solution with what its publisher said about it.
  public struct Item: Hashable, Sendable {
    /// The line of the file.
    public let line: Int
    /// The problem's text.
    public let question: String
    /// The gold answer.
    public let gold: String
    /// The model's solution.
    public let solution: String
    /// Whether the publisher's judge found it correct; `nil` where the file does not say.
    public let recordedCorrect: Bool?
  }

  /// The model's name.
  public let model: String
  /// The solutions in the order of the file.
  public let items: [Item]

  /// How solutions were published.
  public enum Format: String, Sendable, CaseIterable {
    /// GSM8K by OpenAI: a record holds the solutions of four systems beside `question` and
    /// `ground_truth`.
    case openAI = "gsm8k-openai"
    /// GSM8K by Abel: `prompt`, `response`, `gold` and `result`.
    case abel
  }

  /// Reads the outputs of every model in a file.
  ///
  /// - Parameters:
  ///   - path: JSON lines, compressed with gzip or not.
  ///   - format: how they were published.
  ///   - model: the model's name, where the file does not say it; by default the file's.
  /// - Returns: One value for each model, and the records that could not be used.
  /// - Throws: Why there are no outputs at all.
  public static func read(
    _ path: String, format: Format, model: String? = nil
  ) throws(ReadingError) -> (outputs: [PublishedOutputs], rejections: [RecordRejection]) {
    var models: [String] = []
    var items: [String: [Item]] = [:]
    var rejections: [RecordRejection] = []
    for record in try Records(file: path, limit: 4 << 30).all {
      do throws(JSONError) {
        let value = try record.result.get()
        let found =
          switch format {
          case .openAI: try openAIItems(value, line: record.number)
          case .abel: [(model ?? stem(of: path), try abelItem(value, line: record.number))]
          }
        for (name, item) in found {
          if items[name] == nil { models.append(name) }
          items[name, default: []].append(item)
        }
      } catch {
        rejections.append(RecordRejection(file: path, line: record.number, error: error))
      }
    }
    return (models.map { PublishedOutputs(model: $0, items: items[$0] ?? []) }, rejections)
  }

  private static func openAIItems(
    _ record: JSONValue, line: Int
  ) throws(JSONError) -> [(String, Item)] {
    let question = try record.text("question")
    guard let gold = AnswerExtractor().answer(in: try record.text("ground_truth")) else {
      throw try record["ground_truth"].error("there is no 'A: N' at the end")
    }
    var items: [(String, Item)] = []
    for member in try record.object() where member.name != "question" {
      guard case .object = member.value.kind else { continue }
      let item = Item(
        line: line, question: question, gold: gold.text,
        solution: try member.value["solution"].string(),
        recordedCorrect: try member.value["is_correct"].bool())
      items.append((member.name, item))
    }
    guard !items.isEmpty else { throw record.error("there is no model's solution") }
    return items
  }

  private static func abelItem(_ record: JSONValue, line: Int) throws(JSONError) -> Item {
    var question = try record.text("prompt")[...]
    // The prompt is "Question:\n…\nAnswer:\nLet's think step by step.\n".
    if question.hasPrefix("Question:\n") { question = question.dropFirst("Question:\n".count) }
    for ending in ["\nAnswer:\nLet's think step by step.\n"] where question.hasSuffix(ending) {
      question = question.dropLast(ending.count)
    }
    return Item(
      line: line, question: String(question), gold: try record.textOrNumber("gold"),
      solution: try record["response"].string(), recordedCorrect: try record["result"].bool())
  }

  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }
}

extension PublishedOutputs {
  /// A solution whose verdict differs from the publisher's.
  public struct Difference: Sendable {
    /// The solution.
    public let item: Item
    /// The judgement here.
    public let judgement: Judgement
  }

  /// The solutions that a judge finds correct, and those on which it differs from the record.
  public func judged(by judge: Judge) -> (correct: Int, differences: [Difference]) {
    var correct = 0
    var differences: [Difference] = []
    var worker = JudgeWorker(judge)
    for item in items {
      let judgement = worker.judge(item.solution, gold: item.gold, mode: .text)
      let isCorrect = judgement.verdict == .correct
      correct += isCorrect ? 1 : 0
      if let recorded = item.recordedCorrect, recorded != isCorrect {
        differences.append(Difference(item: item, judgement: judgement))
      }
    }
    return (correct, differences)
  }
}
