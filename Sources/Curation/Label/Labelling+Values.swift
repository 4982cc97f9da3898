import Answers
import Corpus

extension Labelling {
  /// Labels with ReST-MCTS*'s values, as far as every step is called right or wrong
  /// (``StepValues/values(isRight:of:isRightEnd:shortest:)``).
  ///
  /// The right ends that are known are that of this solution, where its answer is right, and those
  /// of right rollouts: of a prefix, or of a later one, which the solution leads to.
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
    let values = StepValues.values(
      isRight: isRight, of: stepTexts.count, isRightEnd: verdict == .correct,
      shortest: shortest ?? shortest(labels, splitter))
    return labels.enumerated().map { index, label in
      var label = label
      label.processValue = index < values.count ? values[index] : nil
      return label
    }
  }

  /// The steps of the shortest right rollout that was started at each prefix.
  private func shortest(_ labels: [Label], _ splitter: StepSplitter) -> [Int: Int] {
    let rightSteps = Dictionary(
      rollouts.lazy.filter { $0.verdict == .correct }.map {
        ($0.key, splitter.ranges($0.text).count)
      }
    ) { first, _ in first }
    var shortest: [Int: Int] = [:]
    for label in labels {
      shortest[label.step] = label.evidence.compactMap { rightSteps[$0] }.filter { $0 > 0 }.min()
    }
    return shortest
  }
}
