/// The stories of `ratios`.
extension Story {
  mutating func ratioOfWhole() throws -> Topic {
    let (who, other, thing) = (try person(), try person(), try noun(StoryNoun.movable))
    let first = try count(2...9, .ratio, "\(who)'s part of the ratio")
    let second = try count(2...9, .ratio, "\(other)'s part of the ratio")
    let parts = try step(.add, first, second, .ratio, "There are", "equal parts")
    let all = try multiple(
      of: parts, in: 2...20, thing.unit, "the number of all \(thing.plural)")
    say(
      who,
      [
        "\(who) and \(other) [divide|share] \(all) \(thing.plural) in the ratio \(first) to \(second)",
        "\(all) \(thing.plural) are split between \(who) and \(other) in a ratio of \(first) to \(second)",
        "for every \(first) \(thing.plural) that \(who) gets, \(other) gets \(second) of them; together they [have|get] \(all) \(thing.plural)",
        "\(all) \(thing.plural) belong to \(who) and \(other); the ratio of \(who)'s share to \(other)'s share is \(first) to \(second)",
        "\(who) and \(other) agreed on the ratio \(first) to \(second), \(who) being named first, and divide \(all) \(thing.plural) like that",
      ])
    let each = try step(.divide, all, parts, thing.unit, "Each part is", thing.plural)
    return itemsTopic(
      try step(.multiply, each, first, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func ratioOfPart() throws -> Topic {
    let (who, other, thing) = (try person(), try person(), try noun(StoryNoun.movable))
    let first = try count(2...9, .ratio, "\(other)'s part of the ratio")
    let second = try count(2...9, .ratio, "\(who)'s part of the ratio")
    guard first.value != second.value else { throw Rejection() }
    let owned = try multiple(
      of: first, in: 2...20, thing.unit, "the number of \(other)'s \(thing.plural)")
    say(
      other,
      [
        "\(other) and \(who) own \(thing.plural) in the ratio \(first) to \(second), and \(other) has \(owned) \(thing.plural)",
        "for every \(first) \(thing.plural) of \(other), \(who) has \(second) of them; \(other) [counts|owns] \(owned) \(thing.plural)",
        "\(other) has \(owned) \(thing.plural), and the ratio of \(other)'s \(thing.plural) to \(who)'s is \(first) to \(second)",
        "the numbers of \(thing.plural) that \(other) and \(who) have are in the ratio \(first) to \(second), where \(other) has \(owned) \(thing.plural)",
      ])
    let each = try step(.divide, owned, first, thing.unit, "Each part is", thing.plural)
    return itemsTopic(
      try step(.multiply, each, second, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func divideByRatio(_ topic: Topic) throws -> Topic {
    let (who, other) = (topic.owner, try person())
    let first = try count(2...7, .ratio, "\(who)'s part of the ratio")
    let second = try count(2...7, .ratio, "\(other)'s part of the ratio")
    say(
      who,
      [
        "\(who) and \(other) then divide this money in the ratio \(first) to \(second)",
        "this money is split between \(who) and \(other) in a ratio of \(first) to \(second)",
        "\(other) gets a part of it too: \(who) and \(other) share the money in the ratio \(first) to \(second)",
        "\(who) and \(other) had agreed to split everything in the ratio \(first) to \(second), and they do so with this money",
      ])
    let parts = try step(.add, first, second, .ratio, "There are", "equal parts")
    let each = try step(.divide, topic.quantity, parts, .dollars, "Each part is", "dollars")
    return fundsTopic(
      try step(.multiply, each, first, .dollars, "\(who) keeps", "dollars"), who)
  }
}
