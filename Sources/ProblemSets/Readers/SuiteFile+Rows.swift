import Corpus
import JSON

extension SuiteFile {
  /// Hands over the rows one by one in the order of the file; records that cannot be used are
  /// listed and cost no other record.
  ///
  /// JSON lines are read in blocks, so that memory does not grow with the file; other containers
  /// are read whole. Unlike ``read(limit:)`` it compares no row with earlier ones: none is flagged
  /// for what another says, and no id is found twice.
  ///
  /// - Throws: Why the file cannot be read, or what `body` throws.
  /// - Returns: the records that could not be used.
  public func forEachRow(_ body: (Row) throws -> Void) throws -> [RecordRejection] {
    guard content == nil, case .json = reader.container else { return try forEachReadRow(body) }
    var blocks: FileBlocks
    do {
      blocks = try FileBlocks(path)
    } catch {
      throw ReadingError.file(error)
    }
    var rejections: [RecordRejection] = []
    var line = 1
    var isChecked = false
    while let block = try next(&blocks) {
      if line == 1, Records.first(block) == UInt8(ascii: "[") { return try forEachReadRow(body) }
      for record in JSONLines(block, source: path, firstLine: line) {
        do {
          let value = try record.result.get()
          if !isChecked {
            try refuseOtherFormats(value)
            isChecked = true
          }
          let place = RecordPlace(suite: suite, split: split, line: record.number)
          try body(try reader.row(from: value, at: place))
        } catch let error as JSONError {
          rejections.append(RecordRejection(file: path, line: record.number, error: error))
        }
      }
      line += block.count { $0 == UInt8(ascii: "\n") }
    }
    return rejections
  }

  private func forEachReadRow(_ body: (Row) throws -> Void) throws -> [RecordRejection] {
    let read = try read()
    for row in read.rows { try body(row) }
    return read.rejections
  }

  private func next(_ blocks: inout FileBlocks) throws(ReadingError) -> [UInt8]? {
    do {
      return try blocks.next()
    } catch {
      throw .file(error)
    }
  }
}
