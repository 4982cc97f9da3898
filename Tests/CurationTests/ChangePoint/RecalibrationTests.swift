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
    #expect(abs(fitted.slope - 0.5) < 0.1 && abs(fitted.complementSlope - 0.5) < 0.1)
    #expect(abs(fitted.offset + 0.4) < 0.16)
    let before = try #require(Calibration(cases)).expectedError
    let after = try #require(
      Calibration(cases.map { (fitted.corrected($0.probability), $0.cameTrue) }))
    #expect(before > 0.08 && after.expectedError < 0.03)
  }

  @Test("What is nearly certain and what is nearly excluded may be trusted differently")
  func asymmetric() throws {
    var stream = RandomStream(seed: 3, "beta")
    let made = Recalibration(slope: 1.4, complementSlope: 0.4, offset: 0.2)
    let cases = (0..<6000).map { _ -> (probability: Double, cameTrue: Bool) in
      let stated = 0.02 + 0.96 * stream.nextUnit()
      return (stated, stream.nextUnit() < made.corrected(stated))
    }
    let fitted = try #require(Recalibration(cases))
    for stated in [0.05, 0.2, 0.5, 0.8, 0.97] {
      #expect(abs(fitted.corrected(stated) - made.corrected(stated)) < 0.03)
    }
    // By hand: 1.4 ln ½ + 0.4 ln 2 + 0.2 = 0.2 − ln 2, and 1/(1 + e^(ln 2 − 0.2)).
    #expect(abs(made.corrected(0.5) - 1 / (1 + 2 * exp(-0.2))) < 1e-12)
    // Platt's map is the one with equal slopes.
    let platt = Recalibration(slope: 0.5, offset: -0.3)
    #expect(abs(platt.corrected(0.9) - 1 / (1 + exp(0.3) / 3)) < 1e-12)
  }

  @Test("A slope that would fall is held at 0", arguments: [true, false])
  func heldAtZero(isTurned: Bool) throws {
    // The surer it is, the more it errs; or the other way round at one end alone.
    let cases = (1..<100).map { index -> (probability: Double, cameTrue: Bool) in
      let stated = Double(index) / 100
      return (stated, isTurned ? stated < 0.5 : abs(stated - 0.5) < 0.2 || stated < 0.01)
    }
    let fitted = try #require(Recalibration(cases))
    #expect(min(fitted.slope, fitted.complementSlope) == 0)
    let values = stride(from: 0.0, through: 1, by: 0.05).map(fitted.corrected)
    #expect(values == values.sorted())
    if isTurned {
      let share = Double(cases.count { $0.cameTrue }) / Double(cases.count)
      #expect(values.allSatisfy { abs($0 - share) < 0.01 })
    }
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
