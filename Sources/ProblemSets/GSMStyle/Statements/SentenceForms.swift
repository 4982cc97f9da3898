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
    for family in GSMStyleFamily.allCases {
      for steps in GSMStyleProblem.stepRange {
        for index in 0..<samples {
          let origin = GSMStyleProblem.Origin(
            seed: 0, index: index, family: family, steps: steps, wording: 0, maximum: 99)
          forms.insert(GSMStyleProblem.draft(of: origin, keepsVersions: true))
        }
      }
    }
    return forms
  }()

  /// How many problems of each family and number of steps are looked at.
  private static let samples = 12

  mutating func insert(_ draft: StoryDraft) {
    for clause in draft.clauses {
      for version in clause.versions {
        let sentences = StatementSentence.split(version)
        for sentence in sentences {
          if clause.isAside {
            asides.insert(sentence.form)
          } else if !draft.isOrdered, sentences.count == 1 {
            standing.insert(sentence.form)
          } else {
            events.insert(sentence.form)
          }
        }
      }
    }
    for sentence in draft.question.versions.flatMap(StatementSentence.split) {
      questions.insert(Self.form(ofQuestion: sentence))
    }
  }

  func isQuestion(_ sentence: StatementSentence) -> Bool {
    questions.contains(Self.form(ofQuestion: sentence))
  }

  func isFact(_ sentence: StatementSentence) -> Bool {
    guard !sentence.isAsked else { return false }
    let form = sentence.form
    return standing.contains(form) || asides.contains(form) || events.contains(form)
  }

  private static func form(ofQuestion sentence: StatementSentence) -> [String] {
    sentence.question.map { word in
      StatementSentence.slot(of: word)?.rawValue ?? word
    }
  }
}
