import Corpus
import Evaluation
import Reports

/// A page with every kind of block, with numbers from a small simulation.
let samplePage = Page(
  "Two step markers on grade-school mathematics",
  subtitle: "64 samples of 120 problems each; intervals are over problems at 95 %",
  sections: [
    Section(
      "Result",
      [
        .keyFigures([
          KeyFigure("pass@1, base", sampleEstimate(1, 0)),
          KeyFigure("pass@1, marked", sampleEstimate(1, 1)),
          KeyFigure("Difference", "+6.4 points", detail: "+4.1 to +8.8 · p = 0.0001"),
          KeyFigure("Tokens spent", "41.3 M", detail: "2h 07m on one machine"),
        ]),
        .paragraph(
          Paragraph([
            .text(
              "Training on labelled steps helps at every k. "),
            .strong("The gap stays with more samples: "),
            .text("it is not only the first answer that gets better. The labels are those of "),
            .code("--method math-shepherd"), .text(" with eight rollouts of each prefix."),
          ])),
        .note("One seed of one small model. Nothing here says how the difference scales."),
      ]),
    Section(
      "Accuracy by number of samples",
      [
        .lines(
          LineChart(
            "pass@k", caption: "Chance that at least one of k samples is correct.",
            series: sampleCurves, xLabel: "Samples k", yLabel: "Problems solved", logarithmic: true)
        ),
        .scatter(
          .reliability(
            "Are the soft labels calibrated?",
            caption: "The area of a sign grows with the number of steps behind it.",
            sampleCalibrations)),
      ]),
    Section("Where labels come from", sampleCuration),
    Section("By family of problems", [.bars(sampleFamilies), .table(sampleTable)]),
    Section(
      "Labelled solutions",
      [
        .solution(sampleSolution),
        .list([
          "A sign with a word stands for each label, so that no colour has to be seen.",
          Paragraph([.text("Labels are kept as rows of "), .code("step_label"), .text(".")]),
        ]),
        .code("SELECT label, count(*) FROM step_label GROUP BY label;"),
      ]),
  ],
  command: "stepmark report --store demo/stepmark.db --out demo/report.html")

private let models = ["base", "marked", "marked, best of k by reward", "majority of k"]

/// Correct samples of 64 for each of 120 problems: ability shifts with the model.
private func correctCounts(_ model: Int) -> [(samples: Int, correct: Int)] {
  (0..<120).map { problem in
    var stream = RandomStream(seed: 11, "sample-page", model, problem)
    var difficulty = RandomStream(seed: 11, "difficulty", problem)
    let chance = min(1, max(0, difficulty.nextUnit() * 1.3 - 0.45 + 0.09 * Double(model)))
    return (64, (0..<64).count { _ in stream.nextUnit() < chance })
  }
}

private func sampleEstimate(_ k: Int, _ model: Int) -> Estimate {
  Estimate.passAtK(ofProblems: correctCounts(model), k: k)
    ?? Estimate(value: 0, interval: Interval(low: 0, high: 1), clusters: 0)
}

private let sampleCurves = models.enumerated().map { model, name in
  LineChart.Series(
    name,
    [1, 2, 4, 8, 16, 32, 64].map { k in LineChart.Point(x: Double(k), sampleEstimate(k, model)) })
}

private let sampleCalibrations: [(name: String, calibration: Calibration)] =
  ["8 rollouts", "change point"].enumerated().compactMap { method, name in
    var stream = RandomStream(seed: 3, "calibration", method)
    let predictions = (0..<900).map { _ in
      let stated = stream.nextUnit()
      let real = method == 0 ? 0.15 + 0.7 * stated : stated
      return (probability: stated, cameTrue: stream.nextUnit() < real)
    }
    return Calibration(predictions).map { (name, $0) }
  }

private let sampleCuration: [Block] = [
  .tree(
    TreeDiagram(
      "A search tree",
      nodes: [
        .init(parent: nil, text: "the problem", correct: 3, trials: 8, visits: 0),
        .init(parent: 0, text: "Tom has 3 * 4 = 12 pens.", correct: 8, trials: 8, visits: 1),
        .init(parent: 1, text: "12 + 2 = 15.", correct: 0, trials: 8, visits: 0),
        .init(parent: 0, text: "Tom has 3 + 4 = 7 pens.", correct: 0, trials: 8, visits: 0),
      ])),
  .funnel(
    Funnel(
      "What each stage keeps",
      stages: [
        .init("Sampled solutions", 61_440, note: "32 of each of 1,920 problems"),
        .init("With an answer", 58_102, note: "no final answer, or cut off"),
        .init("Distinct", 37_915, note: "same steps up to spacing"),
        .init("Both outcomes", 12_688, note: "problems that are always or never solved"),
        .init("Labelled", 12_688),
      ])),
  .histogram(
    Histogram(
      "Steps of a solution",
      values: (0..<800).map { index in
        var stream = RandomStream(seed: 5, "steps", index)
        return 2 + (0..<4).reduce(0.0) { sum, _ in sum + stream.nextUnit() * 4.5 }
      }, ranges: 18, xLabel: "Steps", marker: .init(9, "median"))),
  .stackedBars(
    StackedBarChart(
      "Labels by method", caption: "Shares of all steps; the totals stand at the right.",
      parts: ["right", "wrong", "neutral", "undecided"],
      bars: [
        .init("Math-Shepherd", [61_204, 18_411, 0, 2_950]),
        .init("Change point", [64_920, 15_020, 1_210, 1_415]),
        .init("Binary search", [58_000, 17_300, 0, 7_265]),
        .init("OmegaPRM", [20_120, 9_480, 300, 150]),
      ])),
]

private let sampleFamilies = BarChart(
  "Accuracy by family", caption: "One sample at temperature 0; whiskers are Wilson's intervals.",
  series: ["base", "marked"],
  groups: [
    ("Ratio and proportion", 31, 44), ("Rates: work, speed and flow", 22, 35), ("Counting", 51, 52),
    ("Money", 40, 48),
  ].map { name, base, marked in
    BarChart.Group(
      name,
      [base, marked].map { hits in
        BarChart.Bar(
          Double(hits) / 60, interval: .wilson(successes: hits, trials: 60))
      })
  })

private let sampleTable = Table(
  "All suites",
  columns: [
    .init("Suite"), .init("Problems", .right), .init("base", .right), .init("marked", .right),
    .init("Difference", .right), .init("p", .right), .init("Test"),
  ],
  rows: [
    [
      "gsm8k", "1,319", "41.2%", Table.Cell("50.6%", strong: true), "+9.4 (+6.1 to +12.8)",
      "0.0001", "exact McNemar",
    ],
    [
      "math-500", "500", "11.8%", Table.Cell("13.0%", strong: true), "+1.2 (−1.9 to +4.3)", "0.45",
      "exact McNemar",
    ],
    [
      "svamp", "1,000", Table.Cell("57.0%", strong: true), "56.1%", "−0.9 (−3.3 to +1.5)", "0.47",
      "exact McNemar",
    ],
  ],
  notes: ["Differences in points; p-values are two-sided and not corrected for three suites."])

private let sampleSolution = MarkedSolution(
  "made-up/17, third sample",
  statement:
    "A pump fills 3 barrels of 24 litres in 18 minutes. How many litres does it fill in an hour?",
  steps: [
    .init(
      "The pump fills 3 × 24 = 72 litres in 18 minutes.", .positive, counts: "8/8",
      interval: .wilson(successes: 8, trials: 8), truth: .positive),
    .init(
      "In one minute it fills 72 / 18 = 4 litres.", .positive, counts: "7/8",
      interval: .wilson(successes: 7, trials: 8), truth: .positive),
    .init(
      "So far this says nothing about barrels.", .neutral, counts: "7/8",
      interval: .wilson(successes: 7, trials: 8), truth: .neutral),
    .init(
      "An hour has 50 minutes, so it fills 4 × 50 = 200 litres.", .negative, counts: "0/8",
      interval: .wilson(successes: 0, trials: 8), truth: .negative,
      note: "Every rollout from here carries the 50 on."),
    .init(
      "200 litres are 200 / 24 barrels.", .abstain, counts: "1/3",
      interval: .wilson(successes: 1, trials: 3), truth: .negative),
    .init("The answer is 200.", .none),
  ], outcome: "Answer 200, gold 240: incorrect")
