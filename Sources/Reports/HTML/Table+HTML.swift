extension HTMLRenderer {
  /// A table in a container of its own, which scrolls sideways where the table is too wide.
  func render(_ table: Table, _ markup: inout Markup) {
    markup.element("figure", ["class": "table"]) { figure in
      if !table.title.isEmpty { figure.element("figcaption", text: table.title) }
      // Focusable, so that a keyboard can scroll it too.
      figure.element(
        "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": table.title]
      ) {
        rows(table, &$0)
      }
      if !table.notes.isEmpty {
        figure.element("ul", ["class": "notes"]) { list in
          for note in table.notes { list.element("li", text: note) }
        }
      }
    }
  }

  func rows(_ table: Table, _ markup: inout Markup) {
    markup.element("table") { element in
      element.element("thead") { head in
        head.element("tr") { row in
          for column in table.columns {
            row.element(
              "th", ["scope": "col", "class": column.alignment.rawValue], text: column.title)
          }
        }
      }
      element.element("tbody") { body in
        for cells in table.rows {
          body.newline()
          body.element("tr") { row in
            for (index, cell) in cells.enumerated() {
              let alignment = table.columns[index].alignment.rawValue
              row.element("td", ["class": alignment]) { content in
                if cell.isStrong {
                  content.element("strong", text: cell.text)
                } else {
                  content.text(cell.text)
                }
              }
            }
          }
        }
      }
    }
  }
}
