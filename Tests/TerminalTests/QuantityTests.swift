import Terminal
import Testing

@Suite("Quantities") struct QuantityTests {
  @Test(
    "Whole numbers are grouped by three",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (12_345, "12,345"), (-1_234_567, "-1,234,567"),
      (Int.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(number: Int, text: String) { #expect(Quantity.grouped(number) == text) }

  @Test(
    "Large counts are short",
    arguments: [
      (0.0, "0"), (950, "950"), (0.25, "0.3"), (1234, "1.2 k"), (999_949, "999.9 k"),
      (999_950, "1.0 M"), (1_200_000, "1.2 M"), (-2_500, "-2.5 k"), (Double.infinity, "∞"),
    ])
  func compact(number: Double, text: String) { #expect(Quantity.compact(number) == text) }

  @Test(
    "Bytes have decimal units", arguments: [(3, "3 B"), (3400, "3.4 kB"), (5_000_000, "5.0 MB")])
  func bytes(count: Int, text: String) { #expect(Quantity.bytes(count) == text) }

  @Test(
    "Durations show their two largest units",
    arguments: [
      (0.0, "0 ms"), (0.42, "420 ms"), (0.9999, "1.0 s"), (1.26, "1.3 s"), (59.4, "59 s"),
      (59.6, "1m 00s"), (125, "2m 05s"), (3599.6, "1h 00m"), (11_220, "3h 07m"),
      (187_200, "2d 04h"), (-1, "–"), (.nan, "–"),
    ])
  func durations(seconds: Double, text: String) {
    #expect(Quantity.duration(seconds: seconds) == text)
  }

  @Test(
    "Fixed decimals round to nearest and never print a negative zero",
    arguments: [
      (0.125, 2, "0.13"), (1.005, 0, "1"), (-0.001, 2, "0.00"), (-1.5, 1, "-1.5"),
      (12, 3, "12.000"),
      (0.05, 1, "0.1"), (.nan, 1, "–"),
    ])
  func fixed(number: Double, decimals: Int, text: String) {
    #expect(Quantity.fixed(number, decimals: decimals) == text)
  }

  @Test("Percentages", arguments: [(0.8341, "83.4%"), (1, "100.0%"), (0, "0.0%")])
  func percent(proportion: Double, text: String) { #expect(Quantity.percent(proportion) == text) }
}

@Suite("Text tables") struct TextTableTests {
  @Test("Columns are aligned, numbers at the right")
  func aligned() {
    var table = TextTable([.init("suite"), .init("problems", .right)])
    table.add(["gsm8k", "1,319"])
    table.add(["数学", "5"])
    #expect(
      table.rendered() == """
        suite  problems
        ─────  ────────
        gsm8k     1,319
        数学          5

        """)
  }

  @Test("A long text is cut to the width and cannot move the cursor")
  func hostile() {
    var table = TextTable([.init("statement"), .init("n", .right)])
    table.add(["A train\u{1b}[31m leaves the station at noon and never comes back", "3"])
    let lines = table.rendered(width: 30).split(separator: "\n")
    #expect(lines.allSatisfy { displayWidth(String($0)) <= 30 })
    #expect(lines[2].contains("␛[31m"))
    #expect(lines[2].contains("…"))
  }
}
