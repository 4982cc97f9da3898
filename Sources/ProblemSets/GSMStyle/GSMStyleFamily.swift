/// A family of word problems: one kind of story.
public enum GSMStyleFamily: String, CaseIterable, Hashable, Sendable {
  /// Ages now, then, and compared.
  case ages
  /// Means of scores and sales.
  case averages
  /// Things bought at a price each.
  case buying
  /// Coins, bills and what is given back.
  case change
  /// Chains of more, fewer and times as many.
  case comparisons
  /// Quantities of several people that depend on one another, in any order.
  case dependencies
  /// Coupons and prices reduced by a percentage.
  case discounts
  /// Parts of a whole given away or used.
  case fractions
  /// Areas, borders and volumes of everyday things.
  case geometry
  /// People who come, and what they need.
  case guests
  /// Simple interest.
  case interest
  /// Stock over several days.
  case inventory
  /// Liquids mixed and filled into bottles.
  case mixtures
  /// Boxes filled, with what is left over.
  case packing
  /// Percentages of things.
  case percent
  /// Things made at a rate.
  case production
  /// Parts in a ratio.
  case ratios
  /// Recipes scaled.
  case recipes
  /// Money put by until a goal is reached.
  case saving
  /// Minutes and hours of activities.
  case schedules
  /// Things and costs shared equally.
  case sharing
  /// Taxes, tips and fees.
  case taxes
  /// Work done together.
  case teamwork
  /// Distance, speed, time and fuel.
  case travel
  /// Units converted.
  case units
  /// Pay by the hour.
  case wages
}
