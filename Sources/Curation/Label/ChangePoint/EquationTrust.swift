import Corpus

extension ChangePointPrior {
  /// The same prior with the chance that the first false equation of a wrong solution is its first
  /// error, fitted to a pilot without truth by expectation and maximisation.
  ///
  /// The rollouts of the prefixes before the equation tell whether the policy could still finish;
  /// where it could, the equation is the first error. A solution counts towards the chance by its
  /// posterior, and the chance is held back as by one case each way: (Σ P + 1)/(n + 2). An equation
  /// in the first step leaves no choice, so it is not counted.
  public func trustingEquations(
    of pilot: [PilotSolution], root: RootEvidence = .others
  ) -> ChangePointPrior {
    var prior = self
    let flagged = pilot.filter {
      ($0.outline.firstFalseEquation ?? 0) > 0 && $0.outline.verdict != .correct
    }
    guard !flagged.isEmpty else { return prior }
    for _ in 0..<ChangePointFit.equationRounds {
      var (solved, unsolved) = ((sum: 0.0, count: 0), (sum: 0.0, count: 0))
      for solution in flagged {
        var posterior = ChangePointPosterior(solution.outline, prior: prior, root: root)
        for step in posterior.drawable {
          let counts = solution.counts[step]
          for _ in 0..<counts.correct { posterior.observe(true, at: step) }
          for _ in 0..<counts.trials - counts.correct { posterior.observe(false, at: step) }
        }
        let chance = posterior.snapshot.firstError[solution.outline.firstFalseEquation ?? 0]
        if solution.outline.others.correct > 0 {
          solved = (solved.sum + chance, solved.count + 1)
        } else {
          unsolved = (unsolved.sum + chance, unsolved.count + 1)
        }
      }
      prior.equationSolved = (solved.sum + 1) / Double(solved.count + 2)
      prior.equationUnsolved = (unsolved.sum + 1) / Double(unsolved.count + 2)
    }
    return prior
  }
}
