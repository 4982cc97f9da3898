import Glibc

/// `base` to the power of `exponent`.
public func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The cosine of an angle in radians.
public func cosine(_ angle: Double) -> Double { cos(angle) }

func sine(_ angle: Double) -> Double { sin(angle) }

/// e to the power of x.
public func exponential(_ x: Double) -> Double { exp(x) }

/// The natural logarithm.
public func logarithm(_ x: Double) -> Double { log(x) }
