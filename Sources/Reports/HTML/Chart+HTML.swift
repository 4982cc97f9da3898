extension HTMLRenderer {
  /// A chart as a figure: two drawings, one of which is shown, its words and its numbers.
  ///
  /// A drawing that is scaled down has unreadable text, so there is one for wide and one for narrow
  /// containers.
  func render(_ chart: any Chart, number: Int, _ markup: inout Markup) {
    markup.element("figure", ["class": "plot"]) { figure in
      figure.element("figcaption") { caption in
        caption.element("strong", text: chart.title)
        if let text = chart.caption {
          caption.literal(" ")
          caption.element("span", text: text)
        }
      }
      if let legend = chart.legend { render(legend, &figure) }
      figure.newline()
      draw(chart, width: 540, id: "figure-\(number)-wide", class: "wide", &figure)
      figure.newline()
      draw(chart, width: 340, id: "figure-\(number)-narrow", class: "narrow", &figure)
      figure.newline()
      figure.element("details") { details in
        details.element("summary", text: "The numbers")
        details.element(
          "div",
          [
            "class": "scroll", "tabindex": "0", "role": "region", "aria-label": chart.title,
          ]
        ) { rows(chart.table, &$0) }
      }
    }
  }

  private func draw(
    _ chart: any Chart, width: Double, id: String, class name: String, _ markup: inout Markup
  ) {
    let drawing = chart.draw(width: width)
    markup.element(
      "svg",
      [
        "class": name, "viewBox": "0 0 \(Reports.number(width)) \(Reports.number(drawing.height))",
        "role": "img", "aria-labelledby": "\(id)-title \(id)-desc",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: chart.title)
      svg.element("desc", ["id": "\(id)-desc"], text: chart.summary)
      svg.append(drawing.markup)
    }
  }

  private func render(_ legend: Legend, _ markup: inout Markup) {
    let name = legend.isDirectWhenWide ? "legend narrow-only" : "legend"
    markup.element("ul", ["class": name, "aria-hidden": "true"]) { list in
      for (series, name) in legend.names.enumerated() {
        list.element("li") { item in
          var swatch = Drawing(width: 26, height: 12)
          switch legend.swatch {
          case .area: swatch.area(series: series, x: 0, y: 0, width: 26, height: 12)
          case .line:
            let name = "curve \(seriesClass(series)) dash\(series % 4)"
            swatch.polyline([(0, 6), (26, 6)], class: name)
            swatch.sign(series: series, x: 13, y: 6, radius: 3.5)
          case .point: swatch.sign(series: series, x: 13, y: 6, radius: 4)
          }
          item.element("svg", ["class": "swatch", "viewBox": "0 0 26 12"]) {
            $0.append(swatch.markup)
          }
          item.element("span", text: name)
        }
      }
    }
  }

  /// The hatches that all drawings use.
  var hatches: Markup {
    var markup = Markup()
    markup.element("svg", ["class": "definitions", "aria-hidden": "true"]) { svg in
      svg.element("defs") { defs in
        defs.literal(hatchPatterns)
      }
    }
    return markup
  }
}

private let hatchPatterns: StaticString = """
  <pattern id="hatch1" width="6" height="6" patternUnits="userSpaceOnUse" \
  patternTransform="rotate(45)"><path class="ink" d="M0 0V6"/></pattern>\
  <pattern id="hatch2" width="5" height="5" patternUnits="userSpaceOnUse">\
  <circle class="dot" cx="2.5" cy="2.5" r="0.9"/></pattern>\
  <pattern id="hatch3" width="6" height="6" patternUnits="userSpaceOnUse" \
  patternTransform="rotate(-45)"><path class="ink" d="M0 0V6"/></pattern>\
  <pattern id="hatch4" width="5" height="5" patternUnits="userSpaceOnUse">\
  <path class="ink" d="M0 0H5"/></pattern>\
  <pattern id="hatch5" width="6" height="6" patternUnits="userSpaceOnUse">\
  <path class="ink" d="M0 0H6M0 0V6"/></pattern>
  """
