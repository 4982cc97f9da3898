/// A family of word problems: one kind of story.
public enum BasicFamily: String, CaseIterable, Hashable, Sendable {
  /// Sums of ages, and ages some years from now.
  case ages
  /// Things bought at a price, with coupons, shared costs and change.
  case buying
  /// A bus that people get on and off.
  case bus
  /// A chain of comparisons: more, fewer, times as many.
  case chains
  /// Things that one person gets, gives away and shares.
  case collecting
  /// Quantities of several people that depend on one another, told in any order.
  case graphs
  /// Money that is earned, spent and saved.
  case money
  /// Things counted in groups and packed into others.
  case packing
  /// Things made at a rate per hour.
  case rates
  /// Miles and hours of a trip.
  case travel

  /// Tells a story of this family that is solved in `steps` steps.
  func tell(steps: Int, in draft: inout BasicDraft) throws(Rejection) {
    switch self {
    case .ages: try draft.tellAges(steps: steps)
    case .buying: try draft.tellBuying(steps: steps)
    case .bus: try draft.tellBus(steps: steps)
    case .chains: try draft.tellChains(steps: steps)
    case .collecting: try draft.tellCollecting(steps: steps)
    case .graphs: try draft.tellGraphs(steps: steps)
    case .money: try draft.tellMoney(steps: steps)
    case .packing: try draft.tellPacking(steps: steps)
    case .rates: try draft.tellRates(steps: steps)
    case .travel: try draft.tellTravel(steps: steps)
    }
  }
}
