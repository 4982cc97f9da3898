/// A counter-based random stream, keyed by what is being computed and not by when.
///
/// The i-th draw is a function of the key and i alone (SplitMix64: Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014), so the order in which work finishes
/// and the number of threads cannot change a result.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The stream of a seed and the names or numbers of what is being computed.
  public init(seed: UInt64, _ purpose: String, _ indices: Int...) {
    var state = Self.mix(seed &+ Self.gamma)
    for byte in purpose.utf8 { state = Self.mix(state ^ UInt64(byte) &+ Self.gamma) }
    for index in indices {
      state = Self.mix(state ^ Self.mix(UInt64(bitPattern: Int64(index)) &+ Self.gamma))
    }
    self.state = state
  }

  /// The stream of a content key under a seed.
  public init(seed: UInt64, key: ContentKey) {
    state = Self.mix(Self.mix(seed &+ Self.gamma) ^ key.high) ^ key.low
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= Self.gamma
    return Self.mix(state)
  }

  /// The next number in [0, 1), a multiple of 2⁻⁵³.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The next number in [0, 1) of draw `position` of `seed`, without a stream's state.
  ///
  /// What a sampler uses for the token at `position` of the completion with this seed.
  public static func unit(seed: UInt64, position: Int) -> Double {
    let bits = mix(mix(seed &+ gamma) &+ UInt64(bitPattern: Int64(position)) &* gamma)
    return Double(bits >> 11) * 0x1p-53
  }

  private static let gamma: UInt64 = 0x9e37_79b9_7f4a_7c15

  private static func mix(_ input: UInt64) -> UInt64 {
    var value = input
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
