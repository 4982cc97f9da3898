import JSON

/// The formats that suites are read from.
public enum SuiteFormats {
  /// Every reader, in the order in which formats are listed.
  public static let readers: [any SuiteReader] = [
    GSM8KReader(), MATHReader(), MATH500Reader(), SVAMPReader(), ASDivReader(), MAWPSReader(),
    MAWPSReader(format: "multiarith"), GSMHardReader(), GSMPlusReader(), GSMSymbolicReader(),
    ContestReader(.aime), ContestReader(.amc), OlympiadBenchReader(), MinervaReader(),
    TheoremQAReader(), MMLUProReader(), AQuAReader(), ProcessBenchReader(), PRM800KReader(),
    RowReader(), ColumnReader(.json),
    ColumnReader(.csv),
  ]

  /// The names of all formats.
  public static var names: [String] { readers.map(\.format) }

  /// The reader of a format.
  ///
  /// - Throws: An error with the nearest format when there is none of that name.
  public static func reader(named name: String) throws(ReadingError) -> any SuiteReader {
    if let reader = readers.first(where: { $0.format == name }) { return reader }
    throw .unknownFormat(name: name, nearest: nearest(to: name, among: names), known: names)
  }

  /// The reader of the format that a record has the shape of: of several, the one that asks for
  /// the most fields.
  public static func reader(recognising record: JSONValue) -> (any SuiteReader)? {
    var best: (any SuiteReader)?
    for reader in readers
    where reader.container != .csv && reader.recognises(record)
      && reader.requiredFields.count > best?.requiredFields.count ?? 0
    {
      best = reader
    }
    return best
  }

  /// The reader of the format that a file's content has.
  ///
  /// - Throws: An error when no format fits.
  static func reader(
    recognising content: FileContent, file: String
  ) throws(ReadingError) -> any SuiteReader {
    if Records.first(content.bytes) == UInt8(ascii: "<") { return ASDivReader() }
    let stem = file.hasSuffix(".gz") ? file.dropLast(3) : file[...]
    if stem.hasSuffix(".csv") { return ColumnReader(.csv) }
    let sample = try Records(content, file: file, container: .json).sample
    guard let sample, let reader = reader(recognising: sample) else {
      throw .unrecognised(file: file, known: names)
    }
    return reader
  }
}
