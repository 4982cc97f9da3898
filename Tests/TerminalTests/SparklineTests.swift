import Terminal
import Testing

@Suite struct SparklineTests {
  @Test(
    "Values become blocks between the lowest and the highest",
    arguments: [
      ([0, 1, 2, 3, 4, 5, 6, 7], 8, "▁▂▃▄▅▆▇█"), ([7, 0], 8, "█▁"), ([5, 5, 5], 8, "▁▁▁"),
      ([1, 3, 5, 7], 2, "▁█"), ([], 8, ""), ([.nan, 1, .infinity, 2], 8, "▁█"), ([1, 2], 0, ""),
    ] as [([Double], Int, String)])
  func blocks(_ values: [Double], _ width: Int, _ expected: String) {
    #expect(Sparkline.text(values, width: width) == expected)
  }

  @Test("A long curve keeps its shape in a narrow line")
  func averages() {
    let falling = (0..<1001).map { 1000 - Double($0) }
    let text = Array(Sparkline.text(falling, width: 24))
    #expect(text.count == 24)
    #expect(text.first == "█" && text.last == "▁")
    #expect(zip(text, text.dropFirst()).allSatisfy { $0 >= $1 })
  }
}
