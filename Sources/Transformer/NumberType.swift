/// How a file writes floating-point numbers; the names are those of safetensors.
public enum NumberType: String, Sendable, CaseIterable {
  /// IEEE 754 single precision.
  case f32 = "F32"
  /// IEEE 754 half precision.
  case f16 = "F16"
  /// The upper half of single precision.
  case bf16 = "BF16"

  /// Bytes of a number.
  public var size: Int { self == .f32 ? 4 : 2 }

  /// Reads little-endian numbers of 16 bits; exact.
  func widen(_ bytes: [UInt8], into target: UnsafeMutableBufferPointer<Float>) {
    for index in target.indices {
      let bits = UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
      target[index] = self == .bf16 ? Float(bitPattern: UInt32(bits) << 16) : float(half: bits)
    }
  }

  /// Writes numbers as little-endian 16 bits, rounded to nearest, ties to even.
  func narrow(_ source: UnsafeBufferPointer<Float>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * source.count)
    for value in source {
      let bits = self == .bf16 ? upperHalf(of: value) : half(value)
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
    }
    return bytes
  }
}

/// The number that 16 bits say in half precision: 1 sign, 5 exponent, 10 fraction.
private func float(half bits: UInt16) -> Float {
  let sign = UInt32(bits & 0x8000) << 16
  let exponent = UInt32(bits >> 10) & 0x1f
  let fraction = UInt32(bits & 0x3ff)
  switch exponent {
  case 0:
    let magnitude = Float(fraction) * 0x1p-24
    return sign == 0 ? magnitude : -magnitude
  case 0x1f: return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
  default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
  }
}

/// The half-precision number nearest to a number, to even; infinite beyond 65,520.
private func half(_ value: Float) -> UInt16 {
  let bits = value.bitPattern
  let sign = UInt16(bits >> 16) & 0x8000
  let magnitude = bits & 0x7fff_ffff
  if magnitude > 0x7f80_0000 { return sign | 0x7e00 }
  if magnitude >= 0x477f_f000 { return sign | 0x7c00 }
  guard magnitude >= 0x3880_0000 else {
    // Below 2^-14 the fraction counts in steps of 2^-24: adding 0.5 leaves it in the low bits.
    let shifted = Float(bitPattern: magnitude) + 0.5
    return sign | UInt16(truncatingIfNeeded: shifted.bitPattern &- Float(0.5).bitPattern)
  }
  let rounded = magnitude &+ 0xfff &+ (magnitude >> 13 & 1)
  return sign | UInt16(truncatingIfNeeded: (rounded &- 0x3800_0000) >> 13)
}

/// The upper half of a number, rounded to nearest, to even.
private func upperHalf(of value: Float) -> UInt16 {
  let bits = value.bitPattern
  if value.isNaN { return UInt16(truncatingIfNeeded: bits >> 16) | 0x40 }
  return UInt16(truncatingIfNeeded: (bits &+ 0x7fff &+ (bits >> 16 & 1)) >> 16)
}
