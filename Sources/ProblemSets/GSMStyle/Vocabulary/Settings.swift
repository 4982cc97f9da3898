/// The places, times and trifles that stories are furnished with.
enum Settings {
  /// Where somebody is.
  static let places = [
    "at the market", "at the corner shop", "at the mall", "at a street fair", "downtown",
    "at the school store", "in the village", "at a garage sale", "at the museum shop",
    "at the harbor", "near the station", "on the way home", "at the bazaar", "in the old town",
  ]

  /// When something happens.
  static let times = [
    "on Monday", "on Saturday morning", "last week", "one afternoon", "during the holidays",
    "this spring", "on a rainy day", "yesterday", "after school", "before the weekend",
    "in early June", "last winter", "on Sunday", "at the start of the month", "for a birthday",
  ]

  /// What somebody is like; says nothing about any quantity.
  static let introductions = [
    "is a [nurse|teacher|baker|carpenter|painter|student|gardener|musician|driver|librarian|tailor]",
    "lives [close to|not far from|across from|right beside] the [river|park|library|bakery|station]",
    "[likes|loves] to [plan|think] [ahead|carefully]",
    "has just [moved to a new town|come back from a trip|finished a long week|started a new hobby]",
    "wants to be [careful|precise|clever] with [numbers|plans|time]",
    "keeps [track of everything|a small diary|careful records] [at home|in a blue book|on paper]",
    "is [helping out|visiting|staying with] [an aunt|an uncle|a cousin|the neighbors|a friend]",
    "often [talks|writes] to [a cousin|a grandmother|an old friend] about such things",
  ]

  /// Irrelevant remarks about somebody; `#` stands for a number.
  static let asides = [
    "NAME [has|owns] # [cousins|pen pals|houseplants|goldfish|neighbors].",
    "NAME's [house|apartment building|school] has # [windows|floors|doors|rooms].",
    "it is [already|just|almost] # degrees [outside|in the shade].",
    "NAME [was born|learned to swim|moved here] # years ago.",
    "the [bus|tram|train] that NAME [takes|likes] is number #.",
    "NAME's [favorite|lucky] number is #.",
    "a [song|story|poem] that NAME knows has # [verses|lines|parts].",
    "NAME's [dog|cat|parrot|rabbit] is # years old.",
    "there are # [trees|benches|lampposts] [along|on] NAME's street.",
    "NAME [slept|rested] for # hours the night before.",
  ]
}
