/// A sum of atoms with signs: how often each quantity is added (or, negative, taken away).
///
/// An atom is a quantity that sums are made of: a given one, a product, a quotient, or a sum that
/// is used otherwise than once inside a longer sum, or whose terms would cancel there.
typealias LinearForm = [Int8]

/// The sums and differences of a graph, flattened, so that they can be taken in any order.
///
/// "Ana, Ben and Tom have 3 + 4 + 5 pens" has the gold steps 3 + 4 = 7 and 7 + 5 = 12, but
/// 4 + 5 = 9 and 3 + 9 = 12 are as right: every part of a flattened sum is a quantity too.
struct LinearForms {
  let graph: BasicGraph
  /// The form by which each quantity takes part in other equations.
  let forms: [LinearForm]
  /// The flattened sum behind each atom that is a sum.
  let sums: [(atom: Int, form: LinearForm)]

  init(_ graph: BasicGraph) {
    self.graph = graph
    let count = graph.sources.count
    var uses = [Int](repeating: 0, count: count)
    var isAtom = [Bool](repeating: true, count: count)
    for case .computed(let operation, let left, let right) in graph.sources {
      for operand in [left, right] {
        uses[operand] += 1
        isAtom[operand] = !operation.isAdditive
      }
    }
    for index in 0..<count where uses[index] != 1 || index == graph.asked { isAtom[index] = true }

    var forms: [LinearForm] = []
    var sums: [(atom: Int, form: LinearForm)] = []
    while forms.count < count {
      let index = forms.count
      var unit = LinearForm(repeating: 0, count: count)
      unit[index] = 1
      guard case .computed(let operation, let left, let right) = graph.sources[index],
        operation.isAdditive
      else {
        forms.append(unit)
        continue
      }
      let form = Self.joined(operation, forms[left], forms[right])
      if Self.size(form) < Self.size(forms[left]) + Self.size(forms[right]), left != right {
        // Something cancels: (a + b) - a would be known as b. Its parts stay as they are.
        (isAtom[left], isAtom[right]) = (true, true)
        forms = []
        sums = []
        continue
      }
      forms.append(isAtom[index] ? unit : form)
      if isAtom[index] { sums.append((index, form)) }
    }
    self.forms = forms
    self.sums = sums
  }

  func value(of form: LinearForm) -> Int {
    var value = 0
    for index in form.indices where form[index] != 0 {
      value += Int(form[index]) * graph.values[index]
    }
    return value
  }

  /// The forms that a quantity is known by: its own and, for a sum, what it is made of.
  func allForms(of quantity: Int) -> [LinearForm] {
    [forms[quantity]] + sums.filter { $0.atom == quantity }.map(\.form)
  }

  /// The quantities with this form; none for a part of a sum that no quantity is.
  func quantities(of form: LinearForm) -> [Int] {
    forms.indices.filter { forms[$0] == form } + sums.filter { $0.form == form }.map(\.atom)
  }

  static func joined(_ operation: ArithmeticOperation, _ left: LinearForm, _ right: LinearForm)
    -> LinearForm
  {
    var form = left
    for index in right.indices where right[index] != 0 {
      if operation == .add { form[index] += right[index] } else { form[index] -= right[index] }
    }
    return form
  }

  /// The sum or difference of two forms; `nil` unless it is a part of some flattened sum.
  ///
  /// A part has some of the sum's terms, all with their signs or, when it is taken away as a
  /// whole, all with the opposite ones. Nothing may cancel: a + b - b computes nothing.
  func part(_ operation: ArithmeticOperation, _ left: LinearForm, _ right: LinearForm)
    -> LinearForm?
  {
    let form = Self.joined(operation, left, right)
    guard Self.size(form) == Self.size(left) + Self.size(right),
      sums.contains(where: { Self.isPart(form, of: $0.form) })
    else { return nil }
    return form
  }

  /// All parts of all flattened sums.
  var parts: Set<LinearForm> {
    var parts: Set<LinearForm> = []
    for sum in sums {
      var some: Set<LinearForm> = [LinearForm(repeating: 0, count: sum.form.count)]
      for (index, coefficient) in sum.form.enumerated() {
        for _ in 0..<abs(coefficient) {
          for var part in some {
            part[index] += coefficient.signum()
            some.insert(part)
          }
        }
      }
      parts.formUnion(some)
      parts.formUnion(some.map { form in form.map { -$0 } })
    }
    return parts
  }

  private static func size(_ form: LinearForm) -> Int {
    var size = 0
    for coefficient in form { size += abs(Int(coefficient)) }
    return size
  }

  private static func isPart(_ form: LinearForm, of whole: LinearForm) -> Bool {
    var (fits, fitsNegated) = (true, true)
    for index in form.indices where form[index] != 0 {
      let (some, all) = (Int(form[index]), Int(whole[index]))
      if some * all <= 0 || abs(some) > abs(all) { fits = false }
      if some * all >= 0 || abs(some) > abs(all) { fitsNegated = false }
      if !fits, !fitsNegated { return false }
    }
    return true
  }
}
