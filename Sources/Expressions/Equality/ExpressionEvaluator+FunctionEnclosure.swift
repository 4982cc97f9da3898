import CMPFR

extension ExpressionEvaluator {
  mutating func functionEnclosure(
    _ id: NodeID, in tree: ExpressionTree, _ p: Int
  ) throws(Interruption) -> ComplexBox {
    guard let function = Function(rawValue: tree[id].detail) else { throw .unsupported }
    if let value = try exactOrNil(id, in: tree) { return ComplexBox(try RealInterval(value, p)) }
    var arguments: [ComplexBox] = []
    for child in tree.children(of: id) { arguments.append(try enclosure(child, in: tree, p)) }
    guard let x = arguments.first else { throw .unsupported }
    if arguments.count >= 2 { return try jointEnclosure(function, arguments, p) }
    let one = ComplexBox(try .whole(1, p))
    switch function {
    case .sine: return try x.sine(p)
    case .cosine: return try x.cosine(p)
    case .tangent: return try x.sine(p).divided(by: x.cosine(p), p)
    case .cotangent: return try x.cosine(p).divided(by: x.sine(p), p)
    case .secant: return try one.divided(by: x.cosine(p), p)
    case .cosecant: return try one.divided(by: x.sine(p), p)
    case .hyperbolicSine: return try x.hyperbolicSine(p)
    case .hyperbolicCosine: return try x.hyperbolicCosine(p)
    case .hyperbolicTangent: return try x.hyperbolicSine(p).divided(by: x.hyperbolicCosine(p), p)
    case .hyperbolicCotangent:
      return try x.hyperbolicCosine(p).divided(by: x.hyperbolicSine(p), p)
    case .hyperbolicSecant: return try one.divided(by: x.hyperbolicCosine(p), p)
    case .hyperbolicCosecant: return try one.divided(by: x.hyperbolicSine(p), p)
    case .exponential: return try x.exponential(p)
    case .naturalLogarithm: return try x.logarithm(p)
    case .logarithm:
      guard plainLogarithm == .ten else { return try x.logarithm(p) }
      return try x.logarithm(p).divided(by: ComplexBox(.whole(10, p)).logarithm(p), p)
    case .absolute, .norm: return ComplexBox(try x.absolute(p))
    case .conjugate: return ComplexBox(x.real, try x.imaginary?.negated(p))
    case .realPart: return ComplexBox(x.real)
    case .imaginaryPart: return ComplexBox(try x.imaginaryPart(p))
    case .argument: return ComplexBox(try x.argument(p))
    default: return ComplexBox(try realEnclosure(function, x, p))
    }
  }

  private func realEnclosure(
    _ function: Function, _ box: ComplexBox, _ p: Int
  ) throws(Interruption) -> RealInterval {
    guard box.imaginary == nil else { throw .unsupported }
    let x = box.real
    let one = try RealInterval.whole(1, p)
    var result: RealInterval?
    switch function {
    case .arcSine: result = try x.arcSine(p)
    case .arcCosine: result = try x.arcCosine(p)
    case .arcTangent: result = try x.arcTangent(p)
    case .arcCotangent:
      // The branch that is continuous: between 0 and π.
      let half = try RealInterval.pi(p).divided(by: .whole(2, p), p)
      result = try half.subtracting(x.arcTangent(p), p)
    case .arcSecant: result = try one.divided(by: x, p).arcCosine(p)
    case .arcCosecant: result = try one.divided(by: x, p).arcSine(p)
    case .areaSine: result = try x.increasing(p) { mpfr_asinh($0, $1, $2) }
    case .areaCosine:
      guard !(x.lower < one.lower) else { throw .unsupported }
      result = try x.increasing(p) { mpfr_acosh($0, $1, $2) }
    case .areaTangent:
      guard try x.absolute(p).upper < one.lower else { throw .unsupported }
      result = try x.increasing(p) { mpfr_atanh($0, $1, $2) }
    case .factorial: result = try x.adding(one, p).gamma(p)
    case .gamma: result = try x.gamma(p)
    case .floor: result = try x.floor(p)
    case .ceiling: result = try x.negated(p).floor(p).negated(p)
    case .sign:
      if x.isPositive { return one }
      if x.isNegative { return try one.negated(p) }
      throw .imprecise
    default: break
    }
    guard let result else { throw .unsupported }
    return result
  }

  private func jointEnclosure(
    _ function: Function, _ arguments: [ComplexBox], _ p: Int
  ) throws(Interruption) -> ComplexBox {
    if function == .logarithmToBase, arguments.count == 2 {
      return try arguments[0].logarithm(p).divided(by: arguments[1].logarithm(p), p)
    }
    guard arguments.allSatisfy({ $0.imaginary == nil }) else { throw .unsupported }
    let values = arguments.map(\.real)
    switch function {
    case .minimum, .maximum:
      var result = values[0]
      for value in values.dropFirst() {
        let isLess = value.lower < result.lower
        let isHighLess = value.upper < result.upper
        let isMinimum = function == .minimum
        result = try RealInterval(
          isLess == isMinimum ? value.lower : result.lower,
          isHighLess == isMinimum ? value.upper : result.upper)
      }
      return ComplexBox(result)
    case .modulo where values.count == 2:
      let turns = try values[0].divided(by: values[1], p).floor(p)
      return ComplexBox(try values[0].subtracting(turns.multiplied(by: values[1], p), p))
    case .binomial where values.count == 2, .permutations where values.count == 2:
      let one = try RealInterval.whole(1, p)
      let above = try values[0].adding(one, p).gamma(p)
      let below = try values[0].subtracting(values[1], p).adding(one, p).gamma(p)
      let quotient = try above.divided(by: below, p)
      if function == .permutations { return ComplexBox(quotient) }
      return ComplexBox(try quotient.divided(by: values[1].adding(one, p).gamma(p), p))
    default: throw .unsupported
    }
  }
}
