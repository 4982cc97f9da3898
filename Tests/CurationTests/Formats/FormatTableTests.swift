import Corpus
import Curation
import JSON
import ProblemSets
import Testing

/// A right and a wrong solution of one problem that begin alike, with one thing changed.
private struct Sample {
  var statement = "3*4+1?"
  var gold = "13"
  var last = "12+1 = 14"
  var rightLast = "12+1 = 13"
  var cut = false
  var labels: [LabelValue] = [.positive, .negative]
  var shares = [6, 0]
  var trials = 8
  var method = "math-shepherd"
  var verdict = Verdict.incorrect
  var model = "model-x"
  var sharesFirstStep = true

  var group: SolutionGroup {
    let problem = Problem(statement: statement, gold: gold)
    let first = "3*4 = 12"
    let other = sharesFirstStep ? first : "4*3 = 12"
    return SolutionGroup(
      root: problem.key,
      problems: [
        ProblemGroup(
          problem: problem, row: PublishedRow(id: "q", position: 0),
          solutions: [
            solution(
              problem, cut ? [first + "\n" + last] : [first, last], labels, shares, verdict),
            solution(
              problem, [other, rightLast], [.positive, .positive],
              sharesFirstStep ? [shares[0], 8] : [6, 8], .correct),
          ], successRate: 0.5)
      ])
  }

  private func solution(
    _ problem: Problem, _ steps: [String], _ labels: [LabelValue], _ shares: [Int],
    _ verdict: Verdict
  ) -> LabelledSolution {
    let kept = Array(labels.suffix(steps.count))
    return LabelledSolution(
      problem: problem, completion: ContentKey(hashing: steps.joined()), suite: "s", steps: steps,
      prefixes: steps.indices.map { steps[...$0].joined(separator: "\n") }, labels: kept,
      evidence: shares.suffix(steps.count).enumerated().map { step, share in
        Label(
          step: step, value: kept[step], method: method,
          counts: RolloutCounts(
            correct: share * trials / 8, incorrect: trials - share * trials / 8),
          stopping: .fixed)
      }, verdict: verdict, text: steps.joined(separator: "\n"), answer: "14",
      model: ModelIdentity(name: model, kind: .published))
  }
}

@Suite("The table of formats")
struct FormatTableTests {
  private static let wholeSolutions = DatasetFormats.imported.map(\.name)
    .filter { $0 != "native" }

  /// The distinct lines; `nil` where the format cannot say it.
  private func lines(_ sample: Sample, _ format: any DatasetFormat) -> [String]? {
    guard let rows = try? format.lines(sample.group) else { return nil }
    var seen: Set<String> = []
    return rows.map { $0.json.serialized() }.filter { seen.insert($0).inserted }
  }

  private func changed(_ change: (inout Sample) -> Void) -> Sample {
    var sample = Sample()
    change(&sample)
    return sample
  }

  /// Whether a format's lines tell what the field says.
  private func carries(_ field: ExportedField, _ format: any DatasetFormat) -> Bool {
    let plain = lines(Sample(), format)
    func differs(_ change: (inout Sample) -> Void) -> Bool {
      lines(changed(change), format) != plain
    }
    /// Whether a label is told from both right and wrong.
    func isTold(_ label: LabelValue) -> Bool {
      let said = lines(changed { $0.labels[0] = label }, format)
      return said != nil && said != plain
        && said != lines(changed { $0.labels[0] = .negative }, format)
    }
    switch field {
    case .problem: return differs { $0.statement = "5?" }
    case .gold: return differs { $0.gold = "26/2" }
    case .text:
      return differs {
        $0.last = "12+1 = 15"
        $0.rightLast = "1+12 = 13"
      }
    case .steps: return differs { $0.cut = true }
    case .hardLabels: return differs { $0.labels[1] = .positive }
    case .softValues: return differs { $0.shares[0] = 4 }
    case .counts: return differs { $0.trials = 16 }
    case .method: return differs { $0.method = "adaptive" }
    case .verdict: return differs { $0.verdict = .correct }
    case .neutral: return isTold(.neutral)
    case .abstention: return isTold(.abstain)
    case .tree:
      // Shared beginnings are said once.
      let together = plain?.joined().utf8.count ?? 0
      let apart = lines(changed { $0.sharesFirstStep = false }, format)?.joined().utf8.count ?? 0
      return together < apart
    case .source: return differs { $0.model = "model-y" }
    }
  }

  @Test("A format carries what its row of the table says", arguments: wholeSolutions)
  func declared(name: String) throws {
    let format = try #require(DatasetFormats.named(name))
    for field in ExportedField.allCases {
      #expect(
        carries(field, format) == format.fields.contains(field), "\(name): \(field.rawValue)")
    }
  }

  @Test("Docs/formats.md is the table of today")
  func document() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let path = (root + ["Docs", "formats.md"]).joined(separator: "/")
    #expect(String(decoding: try FileBytes.read(path), as: UTF8.self) == FormatTable.markdown)
  }
}
