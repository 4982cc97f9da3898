import Glibc

/// Whether a text holds the bytes of a tag.
///
/// Swift compares characters, so that it does not find `ки` before a combining accent or five line
/// feeds after a carriage return; consumers, which compare bytes or code points, do.
func holds(_ text: String, _ tag: String) -> Bool {
  Array(text.utf8)[...].firstPlace(of: Array(tag.utf8)) != nil
}

extension ArraySlice<UInt8> {
  /// Where some bytes are first found.
  ///
  /// The standard library's search takes any collection's elements and a hundred times as long.
  func firstPlace(of sought: [UInt8]) -> Int? {
    guard let first = sought.first else { return startIndex }
    let offset: Int? = withUnsafeBytes { bytes in
      sought.withUnsafeBytes { sought in
        guard let start = bytes.baseAddress, let wanted = sought.baseAddress else { return nil }
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
