/// The words by which sentences are compared.
extension Restatement {
  /// Stems of words that say nothing about a quantity.
  static let plain: Set<String> = Set(
    """
    the a an of is are was were has have had so therefore thus then total number amount that this in
    all he she his her and which means there we know given each it for to at now first with
    altogether also from problem information per every initially start starts on will as s i by its
    they their since because cost costs price apiece piece contains contain holds hold indeed current
    currently be being who own owns over after during in by when original capacity travel travels
    speed initial
    investment rectangle dimension dimensions state states say says tell tells according can able
    """.split(whereSeparator: \.isWhitespace).map { StepText.stem(String($0)) })

  /// Stems of words that change what a number near them means.
  static let relations: Set<String> = Set(
    "more less fewer than times twice half older younger another other extra left behind short ahead"
      .split(
        separator: " "
      ).map { StepText.stem(String($0)) })

  /// Stems of verbs that say that somebody has less, or not enough.
  static let parting: Set<String> = Set(
    """
    give gives gave lose loses lost sell sells sold spend spends spent pay pays paid leave leaves left
    need needs lack lacks use uses owe owes borrow borrows donate donates forget forgets drop drops
    break breaks require requires want wants
    """.split(whereSeparator: \.isWhitespace).map { StepText.stem(String($0)) })

  /// Stems of words that make a number one of many.
  static let rates: Set<String> = Set(
    ["each", "every", "per", "apiece", "daily", "weekly", "monthly"].map(StepText.stem))

  /// Stems of the times that rates are for.
  static let periods: Set<String> = Set(
    ["hour", "day", "week", "month", "year"].map(StepText.stem))

  /// Words before the subject of a sentence.
  static let beforeSubjects: Set<String> = [
    "and", "then", "that", "since", "so", "if", "when", "because", "therefore", "now", "first",
    "next", "finally", "as", "while", "but", "thus", "lets",
  ]
}
