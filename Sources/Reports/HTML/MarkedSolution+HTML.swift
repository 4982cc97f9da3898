import Evaluation

extension HTMLRenderer {
  /// A solution as a numbered list; each step shows its sign, its word and its evidence.
  func render(_ solution: MarkedSolution, _ markup: inout Markup) {
    markup.element("article", ["class": "solution"]) { article in
      article.element("h3", text: solution.title)
      if let statement = solution.statement {
        article.element("blockquote", ["class": "model"], text: statement)
      }
      article.element("ol", ["class": "steps"]) { list in
        for (index, step) in solution.steps.enumerated() {
          list.newline()
          list.element("li", ["class": "step \(step.mark.rawValue)"]) {
            render(step, number: index + 1, isFirstError: index == solution.firstError, &$0)
          }
        }
      }
      if let outcome = solution.outcome {
        article.element("p", ["class": "outcome"], text: outcome)
      }
    }
  }

  private func render(
    _ step: MarkedSolution.Step, number: Int, isFirstError: Bool, _ markup: inout Markup
  ) {
    markup.element("span", ["class": "badge", "aria-hidden": "true"], text: step.mark.symbol)
    markup.element("div", ["class": "words"]) { words in
      words.element("p", ["class": "model"], text: step.text)
      words.element("p", ["class": "evidence"]) { line in
        line.element("span", text: "Step \(number)")
        line.literal(" ")
        line.element("strong", text: isFirstError ? "first error" : step.mark.word)
        if let counts = step.counts {
          line.literal(" ")
          line.element("span", ["class": "counts"], text: counts)
        }
        if let interval = step.interval {
          line.literal(" ")
          line.append(gauge(low: interval.low, high: interval.high))
          line.literal(" ")
          line.element("span", text: ValueFormat.decimal(2).text(interval))
        }
        if let truth = step.truth {
          line.literal(" ")
          let agrees = truth == step.mark
          line.element(
            "span", ["class": agrees ? "truth" : "truth differs"],
            text: "truth \(truth.symbol) \(truth.word)\(agrees ? "" : ", differs")")
        }
      }
      if let note = step.note { words.element("p", ["class": "remark"], text: note) }
    }
  }

  /// A small scale from 0 to 1 on which the interval is marked.
  private func gauge(low: Double, high: Double) -> Markup {
    var drawing = Drawing(width: 64, height: 10)
    drawing.line(1, 5, 63, 5, class: "track")
    let from = 1 + 62 * min(1, max(0, low))
    let to = 1 + 62 * min(1, max(0, high))
    drawing.line(from, 5, max(to, from + 2), 5, class: "range")
    var markup = Markup()
    markup.element("svg", ["class": "gauge", "viewBox": "0 0 64 10", "aria-hidden": "true"]) {
      $0.append(drawing.markup)
    }
    return markup
  }
}
