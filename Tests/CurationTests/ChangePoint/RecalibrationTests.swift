import Corpus
import Evaluation
import Glibc
import Testing

@testable import Curation

@Suite("Recalibration")
struct RecalibrationTests {
  @Test("It finds the map that made the outcomes, and states what comes true")
  func recovers() throws {
    var stream = RandomStream(seed: 2, "platt")
    let cases = (0..<6000).map { _ -> (probability: Double, cameTrue: Bool) in
      let stated = 0.02 + 0.96 * stream.nextUnit()
      let truth = 1 / (1 + exp(-(0.5 * log(stated / (1 - stated)) - 0.4)))
      return (stated, stream.nextUnit() < truth)
    }
    let fitted = try #require(Recalibration(cases))
    #expect(abs(fitted.slope - 0.5) < 0.06 && abs(fitted.offset + 0.4) < 0.08)
    let before = try #require(Calibration(cases)).expectedError
    let after = try #require(
      Calibration(cases.map { (fitted.corrected($0.probability), $0.cameTrue) }))
    #expect(before > 0.08 && after.expectedError < 0.03)
  }

  @Test("It keeps the order, and needs both outcomes")
  func order() throws {
    #expect(Recalibration([(0.9, true), (0.8, true)]) == nil)
    let fitted = try #require(
      Recalibration([(0.9, true), (0.8, true), (0.7, false), (0.3, false), (0.6, true)]))
    let values = [0.0, 0.1, 0.5, 0.9, 1].map(fitted.corrected)
    #expect(values == values.sorted() && values.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
