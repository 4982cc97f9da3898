import Answers
import Corpus

extension Labelling {
  /// Labels with ReST-MCTS*'s values, as far as every step is called right or wrong
  /// (``StepValues/values(isRight:of:shortest:)``).
  ///
  /// The shortest way to a right end is the rest of this solution, or a right rollout with fewer
  /// steps.
  func valued(_ labels: [Label], _ splitter: StepSplitter) -> [Label] {
    var isRight: [Bool] = []
    for label in labels {
      guard label.step == isRight.count else { break }
      switch label.value {
      case .positive, .neutral: isRight.append(true)
      case .negative: isRight.append(false)
      case .abstain: break
      }
      if label.step == isRight.count { break }
    }
    let rightSteps = Dictionary(
      rollouts.lazy.filter { $0.verdict == .correct }.map {
        ($0.key, splitter.ranges($0.text).count)
      }
    ) { first, _ in first }
    var shortest: [Int: Int] = [:]
    for label in labels {
      shortest[label.step] = label.evidence.compactMap { rightSteps[$0] }.filter { $0 > 0 }.min()
    }
    let values = StepValues.values(
      isRight: isRight, of: stepTexts.count, shortest: shortest)
    return labels.enumerated().map { index, label in
      var label = label
      label.processValue = index < values.count ? values[index] : nil
      return label
    }
  }
}
