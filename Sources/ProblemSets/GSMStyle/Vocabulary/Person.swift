/// Somebody in a story.
struct Person: Hashable, Sendable, CustomStringConvertible {
  /// The given name.
  let name: String
  /// `he` or `she`.
  let pronoun: String

  var description: String { name }

  /// `his` or `her`.
  var possessive: String { pronoun == "he" ? "his" : "her" }

  /// Given names from many languages; each is one word and no other word of the suite.
  static let all: [Person] =
    list(
      "she",
      """
      Aisha Amara Anjali Ananya Ayesha Beatriz Camila Chiara Chloe Dalia Elif Emiko Esther Fatima \
      Farah Freya Gabriela Greta Hana Hanna Imani Ingrid Isabel Iwona Jasmine Jin Julia Kalinda \
      Katya Kiona Lakshmi Leila Lin Linnea Lucia Mariam Marta Mei Milena Nadia Naomi Neha Ngozi \
      Nina Noor Olga Paloma Priya Rania Renata Rosa Ruth Sakura Salma Sara Shira Sofia Sunita Tala \
      Tamar Thandiwe Valentina Wanjiru Xiomara Yara Yuki Zainab Zofia
      """)
    + list(
      "he",
      """
      Abdul Ahmed Alejandro Amit Andrei Arjun Baraka Bilal Bjorn Carlos Chen Chidi Daniel Darius \
      Diego Dmitri Eduardo Elias Emeka Farid Felix Finn Giorgio Hamza Haruto Hassan Henrik Hiroshi \
      Ibrahim Ivan Jamal Javier Jonas Jun Kaito Karim Kenji Kofi Kwame Lars Liam Luca Mahmoud \
      Malik Marek Mateo Miguel Mikhail Minh Nikhil Noah Oleg Omar Oscar Pablo Pavel Rafael Rajesh \
      Ravi Samir Sanjay Stefan Tariq Tomas Tunde Viktor Wei Yusuf Zoltan
      """)

  private static func list(_ pronoun: String, _ names: String) -> [Person] {
    names.split(whereSeparator: \.isWhitespace).map { Person(name: String($0), pronoun: pronoun) }
  }
}
