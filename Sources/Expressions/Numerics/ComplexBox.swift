import CMPFR

/// A rectangle of the complex plane that holds a value for certain.
struct ComplexBox {
  var real: RealInterval
  /// `nil` for a value that is real for certain.
  var imaginary: RealInterval?

  init(_ real: RealInterval, _ imaginary: RealInterval? = nil) {
    self.real = real
    self.imaginary = imaginary.flatMap { $0.isZero ? nil : $0 }
  }

  /// Whether the value is certainly not real.
  var isNotReal: Bool { imaginary.map { !$0.containsZero } ?? false }

  func imaginaryPart(_ p: Int) throws(Interruption) -> RealInterval {
    if let imaginary { return imaginary }
    return try .whole(0, p)
  }

  func isDisjoint(from other: ComplexBox) -> Bool {
    if real.isDisjoint(from: other.real) { return true }
    switch (imaginary, other.imaginary) {
    case (let x?, let y?): return x.isDisjoint(from: y)
    case (let x?, nil), (nil, let x?): return !x.containsZero
    case (nil, nil): return false
    }
  }

  // MARK: Arithmetic

  func adding(_ other: ComplexBox, _ p: Int) throws(Interruption) -> ComplexBox {
    let sum = try real.adding(other.real, p)
    guard let x = imaginary else { return ComplexBox(sum, other.imaginary) }
    guard let y = other.imaginary else { return ComplexBox(sum, x) }
    return ComplexBox(sum, try x.adding(y, p))
  }

  func negated(_ p: Int) throws(Interruption) -> ComplexBox {
    ComplexBox(try real.negated(p), try imaginary?.negated(p))
  }

  func subtracting(_ other: ComplexBox, _ p: Int) throws(Interruption) -> ComplexBox {
    try adding(other.negated(p), p)
  }

  func multiplied(by other: ComplexBox, _ p: Int) throws(Interruption) -> ComplexBox {
    let product = try real.multiplied(by: other.real, p)
    switch (imaginary, other.imaginary) {
    case (nil, nil): return ComplexBox(product)
    case (let x?, nil): return ComplexBox(product, try x.multiplied(by: other.real, p))
    case (nil, let y?): return ComplexBox(product, try real.multiplied(by: y, p))
    case (let x?, let y?):
      return ComplexBox(
        try product.subtracting(x.multiplied(by: y, p), p),
        try real.multiplied(by: y, p).adding(x.multiplied(by: other.real, p), p))
    }
  }

  func divided(by other: ComplexBox, _ p: Int) throws(Interruption) -> ComplexBox {
    guard let y = other.imaginary else {
      return ComplexBox(
        try real.divided(by: other.real, p), try imaginary?.divided(by: other.real, p))
    }
    let norm = try other.real.squared(p).adding(y.squared(p), p)
    let product = try multiplied(by: ComplexBox(other.real, y.negated(p)), p)
    return ComplexBox(
      try product.real.divided(by: norm, p), try product.imaginary?.divided(by: norm, p))
  }

  func power(_ exponent: Int, _ p: Int) throws(Interruption) -> ComplexBox {
    guard imaginary != nil else { return ComplexBox(try real.power(exponent, p)) }
    guard exponent.magnitude < 1 << 20 else { return try power(ComplexBox(.whole(exponent, p)), p) }
    var result = ComplexBox(try .whole(1, p))
    var base = self
    var rest = exponent.magnitude
    while rest != 0 {
      if rest & 1 == 1 { result = try result.multiplied(by: base, p) }
      rest >>= 1
      if rest != 0 { base = try base.multiplied(by: base, p) }
    }
    return exponent < 0 ? try ComplexBox(.whole(1, p)).divided(by: result, p) : result
  }

  /// The principal power e^{exponent · ln base}.
  func power(_ exponent: ComplexBox, _ p: Int) throws(Interruption) -> ComplexBox {
    try logarithm(p).multiplied(by: exponent, p).exponential(p)
  }

  // MARK: Functions

  func absolute(_ p: Int) throws(Interruption) -> RealInterval {
    guard let imaginary else { return try real.absolute(p) }
    return try real.squared(p).adding(imaginary.squared(p), p).squareRoot(p)
  }

  func exponential(_ p: Int) throws(Interruption) -> ComplexBox {
    let size = try real.exponential(p)
    guard let imaginary else { return ComplexBox(size) }
    return ComplexBox(
      try size.multiplied(by: imaginary.cosine(p), p),
      try size.multiplied(by: imaginary.sine(p), p))
  }

  /// The principal logarithm.
  func logarithm(_ p: Int) throws(Interruption) -> ComplexBox {
    if imaginary == nil, real.isPositive { return ComplexBox(try real.logarithm(p)) }
    let size = try absolute(p)
    if size.isZero { throw .undefined }
    return ComplexBox(try size.logarithm(p), try argument(p))
  }

  /// The principal argument, in (−π, π].
  func argument(_ p: Int) throws(Interruption) -> RealInterval {
    guard let y = imaginary else {
      if real.isPositive { return try .whole(0, p) }
      guard real.isNegative else { throw .imprecise }
      return try .pi(p)
    }
    if real.isPositive { return try y.divided(by: real, p).arcTangent(p) }
    let half = try RealInterval.pi(p).divided(by: .whole(2, p), p)
    // For y ≠ 0: arg = ±π/2 − arctan(x/y).
    if y.isPositive { return try half.subtracting(real.divided(by: y, p).arcTangent(p), p) }
    if y.isNegative {
      return try half.negated(p).subtracting(real.divided(by: y, p).arcTangent(p), p)
    }
    throw .imprecise
  }

  /// The principal square root.
  func squareRoot(_ p: Int) throws(Interruption) -> ComplexBox {
    guard let y = imaginary else {
      if real.isNotNegative { return ComplexBox(try real.squareRoot(p)) }
      let below = try real.negated(p)
      if real.upper.sign <= 0 { return ComplexBox(try .whole(0, p), try below.squareRoot(p)) }
      return ComplexBox(try real.squareRoot(p), try below.squareRoot(p))
    }
    // √z = u + v·i with u = √((|z| + x)/2) ≥ 0 and v = y/(2u), or v from (|z| − x)/2.
    let size = try absolute(p)
    let two = try RealInterval.whole(2, p)
    if real.isPositive {
      let u = try size.adding(real, p).divided(by: two, p).squareRoot(p)
      return ComplexBox(u, try y.divided(by: two.multiplied(by: u, p), p))
    }
    guard y.isPositive || y.isNegative else { throw .imprecise }
    let v = try size.subtracting(real, p).divided(by: two, p).squareRoot(p)
    let signed = y.isNegative ? try v.negated(p) : v
    return ComplexBox(try y.divided(by: two.multiplied(by: signed, p), p), signed)
  }

  /// The principal root of a degree.
  func root(_ degree: Int, _ p: Int) throws(Interruption) -> ComplexBox {
    if degree == 2 { return try squareRoot(p) }
    if imaginary == nil, real.isNotNegative { return ComplexBox(try real.root(degree, p)) }
    let share = try RealInterval.whole(1, p).divided(by: .whole(degree, p), p)
    return try power(ComplexBox(share), p)
  }
}
