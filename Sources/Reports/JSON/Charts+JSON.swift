import JSON

extension JSONRenderer {
  func value(_ chart: BarChart) -> JSONValue {
    [
      "kind": "bars", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "series": strings(chart.series),
      "groups": JSONValue(
        chart.groups.map { group in
          [
            "label": JSONValue(group.label),
            "bars": JSONValue(
              group.bars.map { bar in
                JSONValue(
                  bar.map { ["value": JSONValue($0.value), "interval": interval($0.interval)] })
              }),
          ]
        }),
    ]
  }

  func value(_ chart: StackedBarChart) -> JSONValue {
    [
      "kind": "stacked_bars", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "parts": strings(chart.parts),
      "bars": JSONValue(
        chart.bars.map { bar in
          ["label": JSONValue(bar.label), "values": numbers(bar.values)]
        }),
    ]
  }

  func value(_ chart: LineChart) -> JSONValue {
    [
      "kind": "lines", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "x": JSONValue(chart.xLabel), "y": JSONValue(chart.yLabel),
      "series": JSONValue(
        chart.series.map { series in
          [
            "name": JSONValue(series.name),
            "points": JSONValue(
              series.points.map { point in
                [
                  "x": JSONValue(point.x), "y": JSONValue(point.y),
                  "interval": interval(point.interval),
                ]
              }),
          ]
        }),
    ]
  }

  func value(_ chart: ScatterPlot) -> JSONValue {
    [
      "kind": "scatter", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "x": JSONValue(chart.xLabel), "y": JSONValue(chart.yLabel),
      "series": JSONValue(
        chart.series.map { series in
          [
            "name": JSONValue(series.name),
            "points": JSONValue(
              series.points.map { point in
                [
                  "x": JSONValue(point.x), "y": JSONValue(point.y),
                  "interval": interval(point.interval),
                  "weight": JSONValue(point.weight.map { JSONValue($0) }),
                  "label": text(point.label),
                ]
              }),
          ]
        }),
    ]
  }

  func value(_ chart: Funnel) -> JSONValue {
    [
      "kind": "funnel", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "stages": JSONValue(
        chart.stages.map { stage in
          [
            "label": JSONValue(stage.label), "count": JSONValue(stage.count),
            "note": text(stage.note),
          ]
        }),
    ]
  }

  func value(_ chart: Histogram) -> JSONValue {
    [
      "kind": "histogram", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "x": JSONValue(chart.xLabel), "edges": numbers(chart.edges),
      "counts": JSONValue(chart.counts.map { JSONValue($0) }),
      "marker": JSONValue(
        chart.marker.map { ["value": JSONValue($0.value), "label": JSONValue($0.label)] }),
    ]
  }

  func value(_ chart: TreeDiagram) -> JSONValue {
    [
      "kind": "tree", "title": JSONValue(chart.title), "caption": text(chart.caption),
      "nodes": JSONValue(
        chart.nodes.map { node in
          [
            "parent": JSONValue(node.parent.map { JSONValue($0) }), "text": JSONValue(node.text),
            "correct": JSONValue(node.correct), "trials": JSONValue(node.trials),
            "visits": JSONValue(node.visits),
          ]
        }),
    ]
  }

  private func strings(_ texts: [String]) -> JSONValue { JSONValue(texts.map { JSONValue($0) }) }

  private func numbers(_ values: [Double]) -> JSONValue {
    JSONValue(values.map { JSONValue($0) })
  }
}
