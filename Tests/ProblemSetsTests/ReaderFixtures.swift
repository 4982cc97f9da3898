import Corpus
import ProblemSets
import TestSupport

/// Reads a text as a file of a suite.
func rows(
  _ text: String, format: String, file: String = "test.jsonl", in folder: TemporaryFolder
) throws -> SuiteRows {
  let path = folder.write(Array(text.utf8), to: file)
  return try SuiteFile(path, reader: try SuiteFormats.reader(named: format)).read()
}

/// The rejections of some rows without the path of their file.
func places(_ rows: SuiteRows) -> [String] {
  rows.rejections.map { String("\($0)".dropFirst($0.file.count)) }
}
