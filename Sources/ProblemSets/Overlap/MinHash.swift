/// The MinHash signature of a set (Broder, "On the resemblance and containment of documents", 1997):
/// the share of equal places of two signatures estimates the sets' Jaccard index.
///
/// Signatures are cut into bands of `rows` places, and two sets are candidates when a band is equal:
/// with probability `1 − (1 − j^rows)^bands` for the index `j` (Indyk and Motwani, 1998).
struct MinHash {
  static let bands = 32
  static let rows = 4

  /// The hash of each band; empty for an empty set.
  static func bands(of set: [UInt32]) -> [UInt64] {
    guard !set.isEmpty else { return [] }
    var minima = [UInt32](repeating: .max, count: bands * rows)
    minima.withUnsafeMutableBufferPointer { minima in
      multipliers.withUnsafeBufferPointer { multipliers in
        for element in set {
          for place in 0..<multipliers.count {
            // Multiply-add-shift: universal, and one instruction of eight lanes.
            let hash = (element ^ (element >> 15)) &* multipliers[place] &+ offsets(place)
            minima[place] = min(minima[place], hash ^ (hash >> 16))
          }
        }
      }
    }
    return (0..<bands).map { band in
      var hash = UInt64(band)
      for row in 0..<rows {
        hash = mixed(hash ^ UInt64(minima[band * rows + row])) &* 0x9e37_79b9_7f4a_7c15
      }
      return hash
    }
  }

  /// The probability that two sets of this Jaccard index become candidates.
  static func recall(_ jaccard: Double) -> Double {
    func power(_ base: Double, _ exponent: Int) -> Double {
      (0..<exponent).reduce(1) { product, _ in product * base }
    }
    return 1 - power(1 - power(jaccard, rows), bands)
  }

  /// The Jaccard index of two sets, as sorted arrays without repeats.
  static func jaccard(_ left: [UInt32], _ right: [UInt32]) -> Double {
    var (i, j, shared) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        shared += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    let union = left.count + right.count - shared
    return union == 0 ? 0 : Double(shared) / Double(union)
  }

  private static let multipliers: [UInt32] = (0..<bands * rows).map { place in
    UInt32(truncatingIfNeeded: mixed(UInt64(place + 1))) | 1
  }

  @inline(__always)
  private static func offsets(_ place: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: place) &* 0x9e37_79b9
  }
}
