import Corpus
import Evaluation
import Testing

@Suite("What a model did on a suite")
struct SuiteResultTests {
  private func result(_ values: [String?]) -> SuiteResult {
    SuiteResult(
      suite: "s", split: "test", model: ModelIdentity(name: "m", kind: .scripted), settings: "{}",
      rows: values.enumerated().map { index, value in
        RowResult(
          row: "\(index)", attributes: value.map { ["kind": $0] } ?? [:], samples: [],
          completionTokens: 0)
      }, missing: 0)
  }

  @Test(
    "Groups stand in the order of their numbers, then of their names",
    arguments: [
      (["10", "2", "1", "2"], ["1", "2", "10"]),
      (["wages", "buying", "ages"], ["ages", "buying", "wages"]),
      (["Level 2", nil, "Level 1"], ["", "Level 1", "Level 2"]),
      (["more", "11", "9"], ["9", "11", "more"]),
    ])
  func order(values: [String?], groups: [String]) {
    let grouped = result(values).grouped(by: "kind")
    #expect(grouped.map(\.value) == groups)
    #expect(grouped.reduce(0) { $0 + $1.rows.count } == values.count)
  }
}
