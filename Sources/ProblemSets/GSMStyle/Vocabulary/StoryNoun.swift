/// A countable thing.
struct StoryNoun: Hashable, Sendable {
  let singular: String
  let plural: String

  /// One of them: `a pen`, `an apple`.
  var withArticle: String {
    (singular.first.map { "aeiou".contains($0) } ?? false ? "an " : "a ") + singular
  }

  /// Its unit of counting.
  var unit: StoryUnit { StoryUnit(singular, plural) }

  /// Reads `pen/pens` and, for a regular plural, `pen`.
  static func list(_ text: String) -> [StoryNoun] {
    text.split(whereSeparator: \.isNewline).flatMap { $0.split(separator: ",") }.map { item in
      let parts = item.split(separator: "/").map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      return StoryNoun(
        singular: parts[0], plural: parts.count > 1 ? parts[1] : parts[0] + "s")
    }
  }

  /// What shops sell by the piece.
  static let goods = list(
    """
    notebook, pencil, eraser, marker, backpack, candle, mug, towel, pillow, lamp, scarf/scarves,
    hat, sock, glove, umbrella, water bottle, lunch box/lunch boxes, toy car, puzzle, board game,
    comic book, magazine, poster, picture frame, flower pot, light bulb, battery/batteries,
    paintbrush/paintbrushes, ribbon, basket, tennis ball, jump rope, bracelet, keychain, sticker
    """)

  /// What people eat or pick.
  static let foods = list(
    """
    apple, mango/mangoes, orange, peach/peaches, banana, plum, fig, date, lemon, coconut, cookie,
    muffin, samosa, dumpling, empanada, pretzel, bagel, sandwich/sandwiches, taco, pancake,
    cupcake, croissant, egg, carrot, potato/potatoes, tomato/tomatoes, strawberry/strawberries
    """)

  /// What people collect or own.
  static let collected = list(
    """
    marble, stamp, coin, seashell, baseball card, pebble, button, feather, postcard, bead, pin,
    model train, toy dinosaur, crayon, storybook, badge, ticket stub, bottle cap, leaf/leaves, medal
    """)

  /// What is made by hand or machine.
  static let made = list(
    """
    chair, bowl, vase, basket, brick, tile, candle, loaf/loaves, pie, doll, kite, birdhouse,
    greeting card, envelope, shirt, bag, toy boat, drum, necklace, quilt, cushion, paper crane, cake
    """)

  /// What can be owned, given away, packed and sold.
  static let movable = foods + collected

  /// What things are kept in.
  static let containers = list("box/boxes, crate, bag, tray, carton, jar, bin, case")

  /// Things that liquid is filled into.
  static let bottles = list("bottle, jug, jar, can, flask, pitcher")

  static let page = StoryNoun(singular: "page", plural: "pages")
  static let piece = StoryNoun(singular: "piece", plural: "pieces")
}
