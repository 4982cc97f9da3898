import Answers

/// What fills boxes and bags: the scenes of `packing`.
extension Story {
  mutating func fillBoxes() throws -> Topic {
    let (who, thing, box) = (try person(), try noun(StoryNoun.movable), pick(StoryNoun.containers))
    let all = try count(20...300, thing.unit, "the number of \(thing.plural)")
    let size = try count(3...16, thing.unit, "the number of \(thing.plural) in one \(box.singular)")
    guard let rest = all.value.divided(by: size.value), !rest.isWhole else { throw Rejection() }
    say(
      who,
      [
        "\(who) packs \(all) \(thing.plural) into \(box.plural) of \(size) \(thing.plural) each; only full \(box.plural) [are sold|count|can be sent]",
        "\(size) \(thing.plural) fill one \(box.singular), and \(who) has \(all) \(thing.plural) to put into full \(box.plural)",
        "\(who) has \(all) \(thing.plural) to ship. Exactly \(size) \(thing.plural) go into one \(box.singular), and \(box.withArticle) that is not full stays behind",
        "a customer only takes full \(box.plural) with \(size) \(thing.plural) in each, and \(who) has \(all) \(thing.plural) in stock",
      ])
    return Topic(
      .items, try step(.floor, all, size, box.unit, "\(who) fills", box.plural), who, box,
      asks: [
        "how many full \(box.plural) [does \(who) get|are there]?",
        "[find|work out] the number of \(box.plural) that are completely full.",
      ])
  }

  mutating func leftOver() throws -> Topic {
    let (who, thing, box) = (try person(), try noun(StoryNoun.movable), pick(StoryNoun.containers))
    let all = try count(20...300, thing.unit, "the number of \(thing.plural)")
    let size = try count(4...18, thing.unit, "the number of \(thing.plural) in one \(box.singular)")
    say(
      who,
      [
        "\(who) [puts|packs] \(all) \(thing.plural) into \(box.plural), \(size) \(thing.plural) in each, and keeps what does not fill \(box.withArticle)",
        "\(box.plural) for \(size) \(thing.plural) are filled by \(who), who has \(all) \(thing.plural) and keeps the rest",
        "\(who) has \(all) \(thing.plural) and fills one \(box.singular) after the other with \(size) \(thing.plural) each; whatever is left over at the end, \(who) keeps",
        "\(box.withArticle) must hold exactly \(size) \(thing.plural). \(who) packs as many \(box.plural) as \(all) \(thing.plural) allow and keeps what is left",
      ])
    return try packed(all, size, who, thing, box)
  }

  private mutating func packed(
    _ all: StoryQuantity, _ size: StoryQuantity, _ who: Person, _ thing: StoryNoun, _ box: StoryNoun
  ) throws -> Topic {
    let full = try step(.floor, all, size, box.unit, "\(who) fills", box.plural)
    let inside = try step(
      .multiply, full, size, thing.unit, "In the \(box.plural), there are", thing.plural)
    return itemsTopic(
      try step(.subtract, all, inside, thing.unit, "\(who) keeps", thing.plural), who, thing)
  }

  mutating func packForSale(_ topic: Topic) throws -> Topic {
    let (who, thing, box) = (topic.owner, topic.noun, pick(StoryNoun.containers))
    guard !StoryNoun.containers.contains(thing) else { throw Rejection() }
    let size = try divisor(
      of: topic.quantity, in: 2...12, quotient: box.unit, thing.unit,
      "the number of \(thing.plural) in one \(box.singular)")
    say(
      who,
      [
        "\(who) [packs|puts] all the \(thing.plural) into \(box.plural), \(size) to \(box.withArticle)",
        "the \(thing.plural) go into \(box.plural) that [hold|take] \(size) each",
        "\(who) takes \(box.plural) that have room for \(size) \(thing.plural) each and packs everything",
        "everything is packed by \(who) into \(box.plural), with \(size) \(thing.plural) in every one",
        "to carry the \(thing.plural), \(who) needs \(box.plural), each of which holds \(size) \(thing.plural)",
      ])
    return Topic(
      .items, try step(.divide, topic.quantity, size, box.unit, "\(who) fills", box.plural), who,
      box,
      asks: [
        "how many \(box.plural) [does \(who) fill|are filled]?",
        "[find|work out] the number of \(box.plural) that \(who) [needs|fills].",
      ])
  }

  mutating func packRemainder(_ topic: Topic) throws -> Topic {
    let (who, thing, box) = (topic.owner, topic.noun, pick(StoryNoun.containers))
    guard !StoryNoun.containers.contains(thing) else { throw Rejection() }
    let size = try count(3...12, thing.unit, "the number of \(thing.plural) in one \(box.singular)")
    say(
      who,
      [
        "\(who) fills as many \(box.plural) as possible with \(size) \(thing.plural) each, [mails|sells] these \(box.plural) and keeps the rest",
        "\(size) \(thing.plural) make a full \(box.singular); all full \(box.plural) are [given away|sent off], and \(who) keeps the others",
        "\(who) sells the \(thing.plural) only in full \(box.plural) of \(size) \(thing.plural) and keeps the few that are left over",
        "as long as there are enough, \(who) fills \(box.plural) with \(size) \(thing.plural) each and ships them; what is left stays with \(who)",
      ])
    return try packed(topic.quantity, size, who, thing, box)
  }
}
