/// The quantities that are known at some line, as linear forms.
struct KnownQuantities {
  private let forms: LinearForms
  private var known: Set<LinearForm> = []
  private var formsByValue: [Int: [LinearForm]] = [:]

  /// What the statement gives.
  init(_ forms: LinearForms) {
    self.forms = forms
    for (index, source) in forms.graph.sources.enumerated() {
      if case .given = source { insert(forms.forms[index]) }
    }
  }

  /// Every quantity of the problem.
  init(all forms: LinearForms) {
    self.forms = forms
    for index in forms.graph.sources.indices { forms.allForms(of: index).forEach { insert($0) } }
  }

  func contains(_ form: LinearForm) -> Bool { known.contains(form) }

  mutating func learn(_ learned: [LinearForm]) {
    for form in learned {
      insert(form)
      for quantity in forms.quantities(of: form) {
        forms.allForms(of: quantity).forEach { insert($0) }
      }
    }
  }

  private mutating func insert(_ form: LinearForm) {
    guard known.insert(form).inserted else { return }
    formsByValue[forms.value(of: form), default: []].append(form)
  }

  /// The forms of all quantities that an equation may compute from known ones.
  func readings(of equation: WrittenEquation) -> [LinearForm] {
    var found: [LinearForm] = []
    func add(_ form: LinearForm) {
      if !found.contains(form) { found.append(form) }
    }
    let (left, right) = (equation.left, equation.right)
    for case (let index, .computed(let operation, let first, let second))
      in forms.graph.sources.enumerated() where operation == equation.operation
    {
      let values = (forms.graph.values[first], forms.graph.values[second])
      let isWritten =
        values == (left, right) || operation.isCommutative && values == (right, left)
      if isWritten, contains(forms.forms[first]), contains(forms.forms[second]) {
        add(forms.forms[index])
      }
    }
    if equation.operation.isAdditive, equation.result >= 0 {
      for one in formsByValue[left] ?? [] {
        for other in formsByValue[right] ?? [] {
          if let part = forms.part(equation.operation, one, other) { add(part) }
        }
      }
    }
    return found
  }
}
