import Glibc

/// Whether a text holds the bytes of a tag.
///
/// Swift compares characters, so that it does not find `ки` before a combining accent or five line
/// feeds after a carriage return; consumers, which compare bytes or code points, do.
func holds(_ text: String, _ tag: String) -> Bool {
  var (text, tag) = (text, tag)
  return text.withUTF8 { bytes in
    tag.withUTF8 { firstPlace(of: UnsafeRawBufferPointer($0), in: UnsafeRawBufferPointer(bytes)) }
  } != nil
}

/// Where some bytes are first found in others.
///
/// The standard library's search takes any collection's elements and a hundred times as long.
private func firstPlace(
  of sought: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer
) -> Int? {
  guard let wanted = sought.baseAddress, let first = sought.first else { return 0 }
  guard let start = bytes.baseAddress else { return nil }
  var place = 0
  while bytes.count - place >= sought.count {
    guard let found = memchr(start + place, Int32(first), bytes.count - place) else { break }
    place = UnsafeRawPointer(found) - start
    guard bytes.count - place >= sought.count else { break }
    if memcmp(found, wanted, sought.count) == 0 { return place }
    place += 1
  }
  return nil
}

extension ArraySlice<UInt8> {
  /// Where some bytes are first found.
  func firstPlace(of sought: [UInt8]) -> Int? {
    let offset = withUnsafeBytes { bytes in
      sought.withUnsafeBytes { Curation.firstPlace(of: $0, in: bytes) }
    }
    return offset.map { startIndex + $0 }
  }

  /// The pieces between some bytes, of which there is one more than places where these are found.
  func pieces(between mark: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = self
    while let place = rest.firstPlace(of: mark) {
      pieces.append(rest[..<place])
      rest = rest[(place + mark.count)...]
    }
    return pieces + [rest]
  }
}
