/// Numbers as Qwen2.5-Math's `parse_digits` reads them with Python's `float`.
enum PythonNumber {
  /// The number without its commas; a percent sign at the end divides by a hundred.
  static func value(_ text: Scalars) -> Double? {
    let text = text.replacing(",")
    if let value = float(text) { return value }
    guard text.last == "%" else { return nil }
    let number = text.dropLast()
    return float(Scalars(number.last == "\\" ? number.dropLast() : number)).map { $0 / 100 }
  }

  /// What Python's `float` reads: digits of any script with single low lines between them, a point,
  /// an exponent, `inf`, `infinity` and `nan` in any case, white space around.
  static func float(_ text: Scalars) -> Double? {
    var ascii = ""
    var previous: Unicode.Scalar = " "
    let body = text.strippingSpace()
    guard !body.isEmpty, body.count <= 4096 else { return nil }
    for (index, scalar) in body.enumerated() {
      if scalar == "_" {
        guard previous.isPythonDecimal, index + 1 < body.count, body[index + 1].isPythonDecimal
        else { return nil }
      } else if scalar.isPythonDecimal, let digit = scalar.properties.numericValue {
        ascii += "\(Int(digit))"
      } else if scalar.value < 0x80 {
        ascii.unicodeScalars.append(scalar)
      } else {
        return nil
      }
      previous = scalar
    }
    return isPlainFloat(Array(ascii.utf8)) ? Double(ascii) : special(ascii.lowercased())
  }

  private static func special(_ text: String) -> Double? {
    let name = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
    switch name {
    case "inf", "infinity": return text.hasPrefix("-") ? -.infinity : .infinity
    case "nan": return .nan
    default: return nil
    }
  }

  private static func isPlainFloat(_ bytes: [UInt8]) -> Bool {
    var index = 0
    func digits() -> Int {
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      return index - start
    }
    func skipSign() {
      if index < bytes.count, "+-".utf8.contains(bytes[index]) { index += 1 }
    }
    skipSign()
    var count = digits()
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      count += digits()
    }
    guard count > 0 else { return false }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      skipSign()
      guard digits() > 0 else { return false }
    }
    return index == bytes.count
  }
}
