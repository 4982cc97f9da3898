/// What one fact of a story says.
struct StoryClause: Hashable, Sendable {
  /// What a clause is there for.
  enum Role: Hashable, Sendable {
    /// It tells a quantity or an event.
    case fact
    /// It says something about somebody and nothing about any quantity.
    case introduction
    /// It tells a quantity of the story's kind that the question does not need.
    case distractor
    /// It tells a number that has nothing to do with the story.
    case aside
    /// It tells a number of the story's things that changes nothing.
    case noOp
  }

  /// Ways to say it; in each, `[a|b]` leaves a choice and `{3}` stands for quantity 3.
  let versions: [String]
  /// Whom it is about, when a version begins with the name.
  let subject: Person?
  let role: Role
  /// The quantities that it tells.
  let quantities: [Int]
}

/// What a story has come to: the quantity that the next scene goes on from.
struct Topic: Sendable {
  /// What a scene can go on from.
  enum Kind: Hashable, Sendable {
    /// Dollars that somebody has to pay.
    case cost
    /// Dollars that somebody has.
    case funds
    /// Things that somebody has.
    case items
    /// Minutes that somebody spends.
    case minutes
    /// Hours that somebody spends.
    case hours
    /// Miles that somebody goes.
    case miles
    /// Liters that somebody has.
    case liters
    /// Square meters.
    case area
    /// Meters of a border.
    case length
    /// People who come.
    case people
    /// Somebody's age.
    case age
    /// What no scene goes on from.
    case end
  }

  let kind: Kind
  let quantity: StoryQuantity
  let owner: Person
  /// The things that are counted, for items and people.
  let noun: StoryNoun
  /// Questions for the quantity, with their marks; written when one is needed.
  let questions: @Sendable () -> [String]

  init(
    _ kind: Kind, _ quantity: StoryQuantity, _ owner: Person,
    _ noun: StoryNoun = StoryNoun(singular: "dollar", plural: "dollars"),
    asks questions: @autoclosure @escaping @Sendable () -> [String]
  ) {
    self.kind = kind
    self.quantity = quantity
    self.owner = owner
    self.noun = noun
    self.questions = questions
  }
}
