import Kernels

/// How the learning rate goes on after the warm-up.
public enum LearningRateSchedule: String, Sendable, Hashable, CaseIterable {
  /// It stays at its highest.
  case constant

  /// It falls along half a cosine to the end (SGDR without restarts, arXiv 1608.03983).
  case cosine

  /// Warm-up, stable, decay: it stays at its highest and falls in the last part of the steps
  /// (MiniCPM, arXiv 2404.06395, which found a tenth of the steps to be enough; arXiv 2405.18392
  /// takes a fifth and the shape `1-sqrt`).
  case wsd
}

/// How the learning rate falls in the decay of ``LearningRateSchedule/wsd``.
public enum DecayShape: String, Sendable, Hashable, CaseIterable {
  /// By the same amount in every step.
  case linear

  /// Along half a cosine.
  case cosine

  /// By the square root of the part of the decay that has passed (arXiv 2405.18392).
  case squareRoot = "1-sqrt"
}

extension TrainingSettings {
  /// The learning rate of the update that follows `step` finished ones.
  ///
  /// The warm-up's steps are rounded up; its first update has 1/n of the highest rate, not 0.
  public func learningRate(at step: Int) -> Double {
    let total = Double(max(steps, 1))
    let warm = (warmUp * total).rounded(.up)
    let now = Double(step)
    if now < warm { return learningRate * (now + 1) / warm }
    let part: Double
    switch schedule {
    case .constant: return learningRate
    case .cosine: part = halfCosine((now - warm) / max(total - warm, 1))
    case .wsd:
      let turn = (1 - decay) * total
      if now < turn { return learningRate }
      let left = max(0, (total - now) / max(total - turn, 1))
      switch decayShape {
      case .linear: part = left
      case .cosine: part = halfCosine(1 - left)
      case .squareRoot: part = 1 - (1 - left).squareRoot()
      }
    }
    return learningRate * (finalRate + (1 - finalRate) * part)
  }

  /// From 1 at 0 to 0 at 1.
  private func halfCosine(_ part: Double) -> Double {
    (1 + Kernels.cosine(.pi * min(max(part, 0), 1))) / 2
  }
}
