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

  /// What an event may begin with, when another one came before.
  static let transitions = [
    "then", "after that", "next", "later", "a bit later", "some time later", "afterwards",
    "soon after", "in the next step", "when that is done", "the day after", "once this is settled",
    "without losing time", "a little while later", "following this", "as a next step",
    "once everything is ready", "after a short break", "on the very same day", "shortly afterwards",
  ]

  /// What any fact may begin with.
  static let remarks = [
    "as it happens", "in fact", "as it turns out", "according to the records", "of course",
    "naturally", "to be precise", "as everybody knows", "by all accounts", "as expected",
    "to everyone's surprise", "as far as anybody knows", "if the notes are right", "luckily",
    "it is known that", "everybody agrees that", "a neighbor reports that", "it turns out that",
    "one should know that", "the story goes that", "people say that", "a note says that",
  ]

  /// What an event may end with.
  static let additions = [
    "as planned", "as agreed", "as usual", "with great care", "just in time",
    "to everybody's delight", "after some thought", "without any trouble", "for a good reason",
    "as promised", "in good spirits", "with a smile", "much to the surprise of a neighbor",
    "because it seemed a good idea", "while listening to music", "before it gets dark",
    "in spite of the weather", "on the advice of a friend", "as was to be expected",
    "without telling anybody", "although it was not easy", "because a friend had asked for it",
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
    "grew up on a [farm|small island] and [misses|remembers] the [animals|quiet] there",
    "is in a [good|cheerful|thoughtful] mood because the [sun is shining|exams are over|snow has melted]",
    "has [promised|told] a [sister|brother|friend] to [take care of|think about] everything",
    "was [asked|told] by the [teacher|boss|coach] to [find this out|be quick|explain it to the others]",
    "wakes up early and [makes|drinks] some tea before [getting started|doing anything else]",
    "never [forgets|misses] an [occasion|opportunity] like this",
    "would rather [be outside|go swimming|read a novel], but [this has to be done|work comes first]",
    "is known [in town|among friends] for [being generous|a good memory|asking clever questions]",
    "has a [brother|sister|roommate] who [sings in a choir|studies medicine|repairs old radios]",
    "is [saving energy|learning a new language|recovering from a cold] these days",
    "plans everything together with [a good friend|the whole family|the people next door]",
    "[hopes|expects] that the weather [stays|will be] fine",
    "wears a [green|warm|funny] [hat|jacket] as always and [whistles|hums] a tune",
    "[wonders|wants to know] how it will all [turn out|end]",
    "is [a little|rather|very] [tired|excited|nervous] about what is coming",
    "[explains|describes] all of this in a letter to [an uncle|a former teacher]",
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
    "NAME has [seen|watched] the same [film|play] # times.",
    "on the [wall|door], there is a poster with # [birds|stars|dots].",
    "NAME lives in a house with the number #.",
    "the [radio|neighbor] plays # songs in the meantime.",
    "NAME's [grandmother|uncle] has # [chickens|roses|clocks].",
    "[yesterday|last night], NAME read # pages of a [novel|magazine].",
    "a [bus|train] passes every # minutes.",
    "NAME can [name|remember] # [capitals|rivers|planets and moons].",
  ]
}
