import Glibc
import JSON
import Testing

@testable import Training
@testable import Transformer

@Suite struct ScheduleTests {
  /// What transformers' schedules give (Benchmarks/peers/parity.py).
  static func peers() throws -> [JSONValue] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(1)
    let path = folder.joined(separator: "/") + "/Parity/schedules.json"
    return try JSONValue.parse(readFile(path), source: path).array()
  }

  @Test("Learning rates are those of transformers' schedules, the warm-up one update ahead")
  func ratesAgree() throws {
    let cases = try Self.peers()
    #expect(cases.count == 15)
    for item in cases {
      var settings = TrainingSettings(steps: try item["steps"].int())
      settings.learningRate = 1
      settings.warmUp = try item["warm_up"].double()
      settings.decay = try item["decay"].double()
      settings.finalRate = try item["final"].double()
      settings.schedule = try #require(
        LearningRateSchedule(rawValue: try item["schedule"].string()))
      settings.decayShape = try #require(DecayShape(rawValue: try item["shape"].string()))
      let expected = try item["rates"].array().map { try $0.double() }
      let warm = Int((settings.warmUp * Double(settings.steps)).rounded(.up))
      for (step, rate) in expected.enumerated() {
        guard step < warm else {
          #expect(abs(settings.learningRate(at: step) - rate) < 1e-12, "step \(step)")
          continue
        }
        // A first update with the rate 0 would be a step without effect: ours is one ahead. The
        // peer's wsd begins at the last rate instead of 0.
        guard step > 0, settings.schedule != .wsd || settings.finalRate == 0 else { continue }
        #expect(abs(settings.learningRate(at: step - 1) - rate) < 1e-12, "step \(step)")
      }
    }
  }

  @Test("Rates stay between the end and the highest and never rise after the warm-up")
  func ratesAreBounded() {
    for schedule in LearningRateSchedule.allCases {
      for shape in DecayShape.allCases {
        for steps in [1, 2, 7, 100] {
          var settings = TrainingSettings(steps: steps)
          settings.schedule = schedule
          settings.decayShape = shape
          settings.finalRate = 0.1
          let rates = (0..<steps).map(settings.learningRate(at:))
          #expect(rates.allSatisfy { $0 > 0 && $0 <= settings.learningRate })
          let warm = Int((settings.warmUp * Double(steps)).rounded(.up))
          for (one, next) in zip(rates.dropFirst(warm), rates.dropFirst(warm + 1)) {
            #expect(next <= one)
          }
        }
      }
    }
  }
}
