import Corpus
import JSON
import ProblemSets
import Terminal

/// `stepmark problems`.
enum ProblemsCommand {
  static let command = Command(
    name: "problems",
    summary: "Fetch, check, import, list, generate and compare problems.",
    examples: [
      Example("stepmark problems generate --split train --count 500", "500 problems to curate"),
      Example("stepmark problems fetch gsm8k/test", "GSM8K's test, verified"),
      Example("stepmark problems import test.jsonl.gz", "a published file, recognised by its hash"),
      Example(
        "stepmark problems contamination train.jsonl --against gsm8k/test", "what leaks into a test"
      ),
    ],
    subcommands: [
      generate, corrupt, fetch, importing, check, list, describe, dedupe, contamination,
    ])

  static let threads = Terminal.Option.value(
    "threads", "N", "threads; no result depends on them", default: "2")

  /// The options that say how a file is read.
  static let reading: [Terminal.Option] = [
    .value(
      "format", "NAME",
      "the file's format, recognised by hash or shape without it: "
        + SuiteFormats.names.joined(separator: ", ")),
    .value(
      "columns", "MAP",
      "for jsonl and csv: problem=COLUMN,gold=COLUMN,id=COLUMN,solution=COLUMN; other names are "
        + "kept as attributes"),
    .value("suite", "NAME", "the suite's name; the card's or the format's without it"),
    .value("split", "NAME", "the split; the card's without it, else test"),
  ]

  /// The file that the command line names, with its format.
  static func suiteFile(_ invocation: Invocation) throws -> SuiteFile {
    let file = try namedFile(invocation)
    guard !(file.reader is RowReader) || invocation.optionalString("split") == nil else {
      throw CommandError.usage(
        "\(file.path): these rows name their own splits", hint: "leave --split out")
    }
    return file
  }

  private static func namedFile(_ invocation: Invocation) throws -> SuiteFile {
    guard let path = invocation.argument("FILE") else {
      throw CommandError.usage("which file?", hint: "name the suite's file")
    }
    let suite = invocation.optionalString("suite")
    let split = invocation.optionalString("split")
    let format = invocation.optionalString("format")
    if let columns = invocation.optionalString("columns") {
      guard format == nil || format == "jsonl" || format == "csv" else {
        throw CommandError.usage("--columns is for jsonl and csv", hint: "--format jsonl")
      }
      let map = try ColumnMap(parsing: columns)
      let isCSV =
        try format.map { $0 == "csv" } ?? (SuiteFile(recognising: path).reader.format == "csv")
      let reader = ColumnReader(isCSV ? .csv : .json, columns: map)
      return SuiteFile(path, reader: reader, suite: suite, split: split ?? "test")
    }
    let recognised = try? SuiteFile(recognising: path)
    guard let format else {
      let file = try recognised ?? SuiteFile(recognising: path)
      let isPublished = SuiteCard.named(file.suite) != nil && suite == nil
      return SuiteFile(
        path, reader: file.reader, suite: suite ?? file.suite,
        split: split ?? (isPublished ? file.split : "test"))
    }
    // A card's names go with its format; another format that is asked for is tried as it is.
    let reader = try SuiteFormats.reader(named: format)
    let named = recognised?.reader.format == format ? recognised : nil
    let isPublished = named?.isPublished == true && suite == nil
    return SuiteFile(
      path, reader: reader, suite: suite ?? named?.suite,
      split: split ?? (isPublished ? named?.split : nil) ?? "test")
  }

  static func show(_ remarks: [some CustomStringConvertible]) {
    for remark in remarks.prefix(20) { Console.writeLine("  \(remark)", to: .error) }
    if remarks.count > 20 {
      Console.writeLine("  and \(remarks.count - 20) more", to: .error)
    }
  }
}
