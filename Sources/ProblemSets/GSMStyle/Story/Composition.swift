import Corpus

/// The start of a story: it comes to a quantity in a fixed number of steps.
struct Opening: Sendable {
  let family: GSMStyleFamily
  let steps: Int
  let kind: Topic.Kind
  let tell: @Sendable (inout Story) throws -> Topic

  init(
    _ family: GSMStyleFamily, _ steps: Int, _ kind: Topic.Kind,
    _ tell: @escaping @Sendable (inout Story) throws -> Topic
  ) {
    self.family = family
    self.steps = steps
    self.kind = kind
    self.tell = tell
  }
}

/// A scene that goes on from a quantity to another one in a fixed number of steps.
struct Sequel: Sendable {
  let family: GSMStyleFamily
  let steps: Int
  let kind: Topic.Kind
  let tell: @Sendable (inout Story, Topic) throws -> Topic
  /// Its place among all sequels.
  var number = 0

  init(
    _ family: GSMStyleFamily, _ steps: Int, from kind: Topic.Kind,
    _ tell: @escaping @Sendable (inout Story, Topic) throws -> Topic
  ) {
    self.family = family
    self.steps = steps
    self.kind = kind
    self.tell = tell
  }
}

extension Story {
  /// Tells an opening of the family and goes on until the story takes the number of steps.
  mutating func compose(_ family: GSMStyleFamily, steps: Int) throws -> Topic {
    let choices = SceneBook.openings.filter { $0.family == family && $0.steps <= steps }
    guard !choices.isEmpty else { throw Rejection() }
    let opening = pick(choices)
    families.append(family)
    if chance(25) {
      // An introduction names the person before the opening does: it is told after and moved.
      let topic = try opening.tell(&self)
      let (first, introduction) = (people[0], pick(Settings.introductions))
      tell(first, [first.name + " " + introduction], .introduction)
      moveLastClause(to: 0)
      return try goOn(from: topic, family, to: steps)
    }
    return try goOn(from: try opening.tell(&self), family, to: steps)
  }

  /// Adds scenes until the story takes the number of steps.
  mutating func goOn(from start: Topic, _ family: GSMStyleFamily, to steps: Int) throws -> Topic {
    var topic = start
    while stepCount < steps {
      let left = steps - stepCount
      if left >= 3, chance(22), let joined = try join(topic, within: left) {
        topic = joined
        continue
      }
      let fitting = SceneBook.sequels(from: topic.kind, within: left)
      let fresh = fitting.filter { !isTold($0, times: 1) }
      let usable = fresh.isEmpty ? fitting.filter { !isTold($0, times: 2) } : fresh
      let own = usable.filter { $0.family == family }
      guard !usable.isEmpty else { throw Rejection() }
      let sequel = !own.isEmpty && chance(45) ? pick(own) : pick(usable)
      toldSequels.append(sequel.number)
      if !families.contains(sequel.family) { families.append(sequel.family) }
      let owner = topic.owner
      topic = try sequel.tell(&self, topic)
      if topic.owner != owner || ambiguous != nil { ambiguous = topic.owner }
    }
    guard stepCount == steps else { throw Rejection() }
    return topic
  }

  private func isTold(_ sequel: Sequel, times: Int) -> Bool {
    toldSequels.count { $0 == sequel.number } >= times
  }

  /// Tells another story of the same kind and adds its result; `nil` where none fits.
  private mutating func join(_ topic: Topic, within left: Int) throws -> Topic? {
    let kinds: [Topic.Kind] = [.cost, .funds, .items]
    guard kinds.contains(topic.kind) else { return nil }
    let choices = SceneBook.openings.filter { $0.kind == topic.kind && $0.steps < left }
    guard !choices.isEmpty else { return nil }
    let opening = pick(choices)
    requiredNoun = topic.kind == .items ? topic.noun : nil
    ambiguous = nil
    defer { (requiredNoun, ambiguous) = (nil, topic.owner) }
    let other = try opening.tell(&self)
    guard topic.kind != .items || other.noun == topic.noun else { throw Rejection() }
    if !families.contains(opening.family) { families.append(opening.family) }
    let (one, two) = (topic.owner, other.owner)
    let unit = nodes[topic.quantity.index].unit
    switch topic.kind {
    case .cost:
      say(
        one,
        [
          "\(one) [pays|has to pay] for all of this, what \(two) gets included",
          "\(one) [offers|promises|agrees] to pay \(two)'s bill [too|as well|on top of that]",
          "\(two)'s bill [is put on|goes on|is added to] the bill of \(one)",
          "\(one) insists on paying \(two)'s bill [together with the first one|as well]",
          "\(two) has no cash at hand, so \(one) takes over \(two)'s bill too",
        ])
      let sum = try step(
        .add, topic.quantity, other.quantity, unit, "Together, \(one) has to pay", "dollars")
      return Topic(
        .cost, sum, one,
        asks: [
          "how much [does|must] \(one) pay [in total|altogether|for everything]?",
          "[find|work out] how many dollars \(one) [pays|has to pay] [in all|in total].",
        ])
    case .funds:
      say(
        two,
        [
          "\(two) [gives|hands] all of that money to \(one)",
          "\(two) then [adds|passes on] all \(two.possessive) money to what \(one) has",
          "\(one) is [then given|handed] every dollar that \(two) has",
          "\(two) owes \(one) a favor and hands over all of that money",
          "\(two) invests all of that money in the plans of \(one), who gets every dollar",
        ])
      let sum = try step(
        .add, topic.quantity, other.quantity, unit, "Then \(one) has", "dollars")
      return Topic(
        .funds, sum, one,
        asks: [
          "how much money does \(one) [have then|have in the end|end up with]?",
          "how many dollars does \(one) have [after that|now|in the end]?",
        ])
    default:
      let things = topic.noun.plural
      say(
        two,
        [
          "\(two) [gives|hands|brings] all of those \(things) to \(one)",
          "\(two) then [puts|adds] all \(two.possessive) \(things) [with|to] those of \(one)",
          "\(one) is [then given|handed] every one of the \(things) that \(two) has",
          "\(two) has no use for those \(things) and leaves every one of them to \(one)",
          "\(one) and \(two) put their \(things) together, and \(one) gets to keep them all",
        ])
      let sum = try step(.add, topic.quantity, other.quantity, unit, "Then \(one) has", things)
      return Topic(
        .items, sum, one, topic.noun,
        asks: [
          "how many \(things) does \(one) [have then|have in the end|end up with]?",
          "what is the number of \(things) that \(one) [has|owns] [after that|in the end]?",
        ])
    }
  }

  /// Adds what problems hold beside their facts: now and then a number that is not needed.
  mutating func furnish(_ topic: Topic) throws {
    let draw = shape.nextUnit()
    if draw < 0.14 {
      try distract(topic, role: .aside)
    } else if draw < 0.28 {
      try distract(topic, role: .distractor)
    }
  }

  /// Says something of the story's things that changes nothing.
  private mutating func remark(_ topic: Topic) throws {
    let owner = topic.owner
    switch topic.kind {
    case .items:
      let some = try count(2...9, topic.noun.unit, "the number of special ones")
      tell(
        nil,
        [
          "\(some) of the \(topic.noun.plural) [are a bit smaller than usual|have a small scratch|are older than the rest]",
          "\(some) of the \(topic.noun.plural) [used to belong to|were chosen by] somebody else",
          "oddly enough, \(some) of the \(topic.noun.plural) look [brand new|a little faded|almost alike]",
          "by the way, \(some) of these \(topic.noun.plural) are [blue|a present from a friend|slightly heavier]",
        ], .noOp)
    case .cost, .funds:
      let rise = try percent([5, 10, 15, 20], "the percentage of last year's rise")
      tell(
        nil,
        [
          "[last year|a year ago], prices [rose|went up] by \(rise) because of inflation",
          "prices there had been \(rise) lower in the year before",
          "experts [expect|predict] that prices will [rise|climb] by \(rise) in the coming year",
          "somebody remembers that everything was \(rise) cheaper [years ago|in the old days]",
        ], .noOp)
    default:
      let some = try count(2...9, StoryUnit("time", "times"), "how often this was done before")
      tell(
        owner,
        [
          "\(owner) [has done|had done] something like this \(some) times before",
          "a friend of \(owner) [did|tried] the same \(some) times last year",
          "\(owner) has [failed|given up] at something similar \(some) times [already|in the past]",
          "\(some) times before, \(owner) had [planned|intended] to do this but [was too busy|fell ill]",
        ], .noOp)
    }
  }

  /// Tells something that the question does not need.
  mutating func distract(_ topic: Topic, role: StoryClause.Role) throws {
    let owner = topic.owner
    if role == .aside {
      let pattern = pick(Settings.asides)
      let number = try count(2...30, StoryUnit("thing", "other things"), "another number")
      tell(
        owner,
        [
          String(
            pattern.replacing("NAME", with: owner.name).replacing("#", with: "\(number)")
              .dropLast())
        ], role)
    } else if role == .noOp {
      try remark(topic)
    } else {
      let noun = try noun(StoryNoun.goods)
      let things = noun.plural
      switch pick([0, 1, 2, 3]) {
      case 0:
        let price = try money(2...40, "the price of one \(noun.singular)")
        tell(
          nil,
          [
            "\(things) [cost|are sold for] \(price) each, [but nobody needs any|which is too much]",
            "\(owner) also [looks at|admires] \(noun.withArticle) for \(price) but [walks on|puts it back]",
            "in a window, [there is|someone sees] \(noun.withArticle) for \(price), which [stays there|nobody takes]",
            "\(noun.withArticle) [would have cost|costs] \(price), and \(owner) [does not buy one|leaves it]",
          ], role)
      case 1:
        let number = try count(3...40, noun.unit, "the number of \(things)")
        tell(
          owner,
          [
            "\(owner) also [has|owns|keeps] \(number) \(things) [at home|in a drawer|on a shelf]",
            "\(number) \(things) [belong to|are the property of] \(owner), too, but [are not touched|stay where they are]",
            "a [cupboard|suitcase|corner] is [full of|taken up by] \(number) \(things)",
            "there are [also|moreover] \(number) \(things) [on the table|in the room|next to the door]",
          ], role)
      case 2:
        let friend = try person()
        let amount = try money(5...60, "the money of \(friend)")
        tell(
          friend,
          [
            "\(friend), [a friend|a cousin|a neighbor], [has|carries|saved] \(amount)",
            "\(friend), who [just watches|is only passing by], has \(amount) to spend",
            "[meanwhile|elsewhere], \(friend) [loses|finds] \(amount) [in the street|at the station]",
            "\(friend) [came along|was there too] with \(amount) in \(friend.possessive) pocket",
          ], role)
      default:
        let friend = try person()
        let minutes = try count(5...55, .minutes, "the minutes of \(friend)")
        tell(
          friend,
          [
            "\(friend) [waited|had to wait] \(minutes) minutes for \(owner)",
            "it takes \(friend), [a relative|a colleague], \(minutes) minutes to [get there|find a parking space]",
            "\(friend) [chats|talks] with \(owner) on the phone for \(minutes) minutes",
            "\(friend) [watches|looks on] for \(minutes) minutes and then [goes home|leaves]",
          ], role)
      }
    }
    let position = 1 + Int(shape.nextUnit() * Double(max(clauses.count - 1, 1)))
    moveLastClause(to: position)
  }
}
