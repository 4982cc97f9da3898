import Corpus
import JSON

extension LabelledSolution {
  /// The soft value of every step, between 0 and 1.
  ///
  /// - Throws: `ExportError.noSoftValue` where the labels state none.
  func softValues(for format: any DatasetFormat) throws(ExportError) -> [Double] {
    var values: [Double] = []
    for step in steps.indices {
      guard let value = softValue(of: step) else {
        let method = evidence.lazy.compactMap(\.self).first?.method
        throw .noSoftValue(
          format: format.name, method: method ?? "the labeller", step: step, completion: completion)
      }
      values.append(value)
    }
    return values
  }
}

/// What a soft value alone says of a step: right where any rollout was (arXiv 2406.06592, 3.4).
func hardLabel(_ value: Double) -> LabelValue { value > 0 ? .positive : .negative }

/// A number between 0 and 1.
func softValue(_ json: JSONValue) throws(JSONError) -> Double {
  let value = try json.double()
  guard (0...1).contains(value) else { throw json.error("a value is between 0 and 1") }
  return value
}

/// The elements of an array, each read in one way.
func elements<Element>(
  _ json: JSONValue, _ read: (JSONValue) throws(JSONError) -> Element
) throws(JSONError) -> [Element] {
  var elements: [Element] = []
  for element in try json.array() { elements.append(try read(element)) }
  return elements
}

/// The strings of an array.
func texts(_ json: JSONValue) throws(JSONError) -> [String] {
  try elements(json) { (element) throws(JSONError) in try element.string() }
}
