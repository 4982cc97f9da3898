/// The forms of all sentences that any wording of any problem has.
///
/// A form is a sentence with its slots empty: "<person> has <number> <thing>". They are taken from
/// generated problems, so that they are those of the families and nothing has to be kept in step.
struct SentenceForms: Sendable {
  /// What is true at any time: how many things somebody has, and how quantities are related.
  private(set) var standing: Set<[String]> = []
  /// What has nothing to do with the story.
  private(set) var asides: Set<[String]> = []
  /// All other facts: events, and the halves of facts that take two sentences.
  private(set) var events: Set<[String]> = []
  /// The questions.
  private(set) var questions: Set<[String]> = []

  /// The forms of every family.
  static let all: SentenceForms = {
    var forms = SentenceForms()
    for family in BasicFamily.allCases {
      for steps in BasicProblem.stepRange {
        for index in 0..<samples {
          let origin = BasicProblem.Origin(
            seed: 0, index: index, family: family, steps: steps, wording: 0, maximum: 99)
          let draft = BasicProblem.draft(of: origin, keepsVersions: true)
          forms.insert(
            StatedFact.all(of: draft),
            questions: draft.question.versions.flatMap(StatementSentence.split),
            isOrdered: draft.isOrdered)
        }
      }
    }
    return forms
  }()

  /// How many problems of each family and number of steps are looked at.
  private static let samples = 12

  /// Adds the forms of a story's sentences.
  mutating func insert(
    _ facts: [StatedFact], questions asked: [StatementSentence], isOrdered: Bool
  ) {
    for fact in facts {
      for version in fact.versions {
        for sentence in version {
          if fact.isAside {
            asides.insert(sentence.form)
          } else if !isOrdered, version.count == 1 {
            standing.insert(sentence.form)
          } else {
            events.insert(sentence.form)
          }
        }
      }
    }
    for sentence in asked { questions.insert(sentence.questionForm) }
  }

  func isQuestion(_ sentence: StatementSentence) -> Bool {
    questions.contains(sentence.questionForm)
  }

  func isFact(_ sentence: StatementSentence) -> Bool {
    guard !sentence.isAsked else { return false }
    let form = sentence.form
    return standing.contains(form) || asides.contains(form) || events.contains(form)
  }
}
