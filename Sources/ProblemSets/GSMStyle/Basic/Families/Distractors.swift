extension BasicDraft {
  /// Sometimes says a number that the question does not need.
  mutating func sometimesDistract(_ person: String, apartFrom thing: BasicLexicon.Noun? = nil)
    throws(Rejection)
  {
    guard chance(30) else { return }
    let kind = try number(2, 4)
    let other = pick(BasicLexicon.things.filter { $0 != thing })
    let value = try given(2, kind == 3 ? 12 : 30).value
    switch kind {
    case 2:
      say(
        "\(person) also has \(value) \(other.plural).",
        "There are also \(value) \(other.plural) on the table.",
        "At home, \(person) keeps \(value) \(other.plural).",
        "\(person) also owns \(value) \(other.plural).",
        isAside: true)
    case 3:
      say(
        "\(person) has \(value) friends at school.",
        "In this street, \(person) knows \(value) people.",
        "At school, \(person) has \(value) friends.", "\(person) is a friend of \(value) people.",
        isAside: true)
    default:
      say(
        "It is day \(value) of the month.", "All this takes place on day \(value) of the month.",
        "The day of the month is \(value).", "This is day \(value) of the month.",
        isAside: true)
    }
  }
}
