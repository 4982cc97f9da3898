import Corpus
import Generation

extension LabelStage {
  /// Whether rollouts of an author's solutions start where the next step does
  /// (``SolutionToLabel/startsAtNextStep``).
  ///
  /// Not where the author writes as the completer does: it is the completer itself, or a folder's
  /// model that was asked with the prompts of models that are trained here, as a fine-tuned one is.
  /// Nor where the completer's vocabulary has nothing that a prompt could end with behind the words
  /// of a step.
  func startsAtNextStep(_ author: ModelIdentity) -> Bool {
    guard author.key != context.generator.model.key, context.generator.takesTrailingSpace else {
      return false
    }
    let isOwnForm =
      author.kind == .local && reading.purpose == .solve
      && settings.template.key == LocalPrompts.solve.key
    return !isOwnForm
  }
}
