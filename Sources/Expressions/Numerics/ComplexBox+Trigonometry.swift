import CMPFR

extension ComplexBox {
  func sine(_ p: Int) throws(Interruption) -> ComplexBox {
    guard let y = imaginary else { return ComplexBox(try real.sine(p)) }
    return ComplexBox(
      try real.sine(p).multiplied(by: y.hyperbolicCosine(p), p),
      try real.cosine(p).multiplied(by: y.hyperbolicSine(p), p))
  }

  func cosine(_ p: Int) throws(Interruption) -> ComplexBox {
    guard let y = imaginary else { return ComplexBox(try real.cosine(p)) }
    return ComplexBox(
      try real.cosine(p).multiplied(by: y.hyperbolicCosine(p), p),
      try real.sine(p).multiplied(by: y.hyperbolicSine(p), p).negated(p))
  }

  func hyperbolicSine(_ p: Int) throws(Interruption) -> ComplexBox {
    guard imaginary != nil else { return ComplexBox(try real.hyperbolicSine(p)) }
    let two = ComplexBox(try .whole(2, p))
    return try exponential(p).subtracting(negated(p).exponential(p), p).divided(by: two, p)
  }

  func hyperbolicCosine(_ p: Int) throws(Interruption) -> ComplexBox {
    guard imaginary != nil else { return ComplexBox(try real.hyperbolicCosine(p)) }
    let two = ComplexBox(try .whole(2, p))
    return try exponential(p).adding(negated(p).exponential(p), p).divided(by: two, p)
  }
}

extension RealInterval {
  func hyperbolicSine(_ p: Int) throws(Interruption) -> RealInterval {
    if let exponent, exponent > 40 { throw .bits }
    return try increasing(p) { mpfr_sinh($0, $1, $2) }
  }

  func hyperbolicCosine(_ p: Int) throws(Interruption) -> RealInterval {
    if let exponent, exponent > 40 { throw .bits }
    return try absolute(p).increasing(p) { mpfr_cosh($0, $1, $2) }
  }
}
