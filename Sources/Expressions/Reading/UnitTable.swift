/// A unit: its normalised symbol, how it is written, and what it measures.
struct Unit: Sendable {
  let symbol: String
  let spellings: String
  let dimension: UnitDimension
  /// The sign of a currency; 0 for all else.
  var sign: UInt8 = 0
}

/// The units that are known; factors are exact by definition.
enum UnitTable {
  static let units: [Unit] =
    currencies + lengths + areasAndVolumes + masses + times + speeds + physics + information

  private static func unit(
    _ symbol: String, _ spellings: String, _ exponents: SIMD8<Int8>, _ numerator: Int64 = 1,
    _ denominator: Int64 = 1, ten: Int32 = 0
  ) -> Unit {
    var dimension = UnitDimension()
    dimension.exponents = exponents
    dimension.numerator = numerator
    dimension.denominator = denominator
    dimension.powerOfTen = ten
    return Unit(symbol: symbol, spellings: spellings, dimension: dimension)
  }

  private static func money(
    _ symbol: String, _ spellings: String, _ currency: Unicode.Scalar, sign: Unicode.Scalar,
    ten: Int32 = 0
  ) -> Unit {
    var dimension = UnitDimension()
    dimension.money = 1
    dimension.currency = UInt8(letter: currency)
    dimension.powerOfTen = ten
    return Unit(
      symbol: symbol, spellings: spellings, dimension: dimension, sign: UInt8(letter: sign))
  }

  private static func axis(_ index: Int, _ exponent: Int8 = 1) -> SIMD8<Int8> {
    var exponents = SIMD8<Int8>(repeating: 0)
    exponents[index] = exponent
    return exponents
  }

  private static let length = axis(0)
  private static let mass = axis(1)
  private static let time = axis(2)

  private static let currencies = [
    money("$", "dollars dollar usd bucks", "$", sign: "$"),
    money("cent", "cents cent ¢", "$", sign: "c", ten: -2),
    money("£", "pounds-sterling gbp sterling", "L", sign: "L"),
    money("€", "euros euro eur", "E", sign: "E"),
    money("¥", "yen jpy yuan rmb", "Y", sign: "Y"),
    money("₹", "rupees rupee rs inr", "R", sign: "R"),
    money("₽", "rubles ruble roubles", "B", sign: "B"),
    money("₩", "won krw", "W", sign: "W"),
  ]

  private static let lengths = [
    unit("m", "m meter meters metre metres", length),
    unit("km", "km kms kilometer kilometers kilometre kilometres", length, ten: 3),
    unit("cm", "cm cms centimeter centimeters centimetre centimetres", length, ten: -2),
    unit("mm", "mm millimeter millimeters millimetre millimetres", length, ten: -3),
    unit("dm", "dm decimeter decimeters", length, ten: -1),
    unit("um", "micrometer micrometers micron microns", length, ten: -6),
    unit("nm", "nm nanometer nanometers", length, ten: -9),
    unit("in", "inch inches", length, 254, ten: -4),
    unit("ft", "ft feet foot", length, 3048, ten: -4),
    unit("yd", "yd yds yard yards", length, 9144, ten: -4),
    unit("mi", "mi mile miles", length, 1_609_344, ten: -3),
    unit("ly", "lightyear lightyears light-years", length, 9_460_730_472_580_800),
    unit("AU", "au", length, 149_597_870_700),
    unit("pc", "pc parsec parsecs", length, 30_856_775_814_913_673),
  ]

  private static let areasAndVolumes = [
    unit("acre", "acre acres", axis(0, 2), 40_468_564_224, ten: -7),
    unit("ha", "ha hectare hectares", axis(0, 2), ten: 4),
    unit("L", "l liter liters litre litres", axis(0, 3), ten: -3),
    unit("mL", "ml milliliter milliliters millilitre millilitres", axis(0, 3), ten: -6),
    unit("gal", "gal gallon gallons", axis(0, 3), 3_785_411_784, ten: -12),
    unit("qt", "qt quart quarts", axis(0, 3), 946_352_946, ten: -12),
    unit("pt", "pint pints", axis(0, 3), 473_176_473, ten: -12),
    unit("cup", "cup cups", axis(0, 3), 2_365_882_365, ten: -13),
  ]

  private static let masses = [
    unit("g", "g gm gms gram grams gramme grammes", mass, ten: -3),
    unit("kg", "kg kgs kilogram kilograms kilo kilos", mass),
    unit("mg", "mg milligram milligrams", mass, ten: -6),
    unit("ug", "microgram micrograms", mass, ten: -9),
    unit("t", "tonne tonnes", mass, ten: 3),
    unit("lb", "lb lbs pound pounds", mass, 45_359_237, ten: -8),
    unit("oz", "oz ounce ounces", mass, 28_349_523_125, ten: -12),
    unit("ton", "ton tons", mass, 90_718_474, ten: -5),
    unit("Msun", "msun", mass, 19_884, ten: 26),
  ]

  private static let times = [
    unit("s", "s sec secs second seconds", time),
    unit("ms", "ms millisecond milliseconds", time, ten: -3),
    unit("us", "microsecond microseconds", time, ten: -6),
    unit("ns", "ns nanosecond nanoseconds", time, ten: -9),
    unit("min", "min mins minute minutes", time, 60),
    unit("h", "h hr hrs hour hours", time, 3600),
    unit("day", "day days", time, 86_400),
    unit("week", "week weeks wk wks", time, 604_800),
    unit("month", "month months", axis(2), 2_629_746),
    unit("year", "year years yr yrs", time, 31_556_952),
  ]

  private static let speeds = [
    unit("mph", "mph", SIMD8(1, 0, -1, 0, 0, 0, 0, 0), 44_704, ten: -5),
    unit("kph", "kph kmh kmph", SIMD8(1, 0, -1, 0, 0, 0, 0, 0), 5, 18),
    unit("knot", "knot knots", SIMD8(1, 0, -1, 0, 0, 0, 0, 0), 463, 900),
  ]

  private static let physics = [
    unit("N", "n newton newtons", SIMD8(1, 1, -2, 0, 0, 0, 0, 0)),
    unit("J", "j joule joules", SIMD8(2, 1, -2, 0, 0, 0, 0, 0)),
    unit("kJ", "kj kilojoule kilojoules", SIMD8(2, 1, -2, 0, 0, 0, 0, 0), ten: 3),
    unit("erg", "erg ergs", SIMD8(2, 1, -2, 0, 0, 0, 0, 0), ten: -7),
    unit("eV", "ev electronvolts", SIMD8(2, 1, -2, 0, 0, 0, 0, 0), 1_602_176_634, ten: -28),
    unit("cal", "cal calorie calories", SIMD8(2, 1, -2, 0, 0, 0, 0, 0), 4184, ten: -3),
    unit("W", "w watt watts", SIMD8(2, 1, -3, 0, 0, 0, 0, 0)),
    unit("kW", "kw kilowatt kilowatts", SIMD8(2, 1, -3, 0, 0, 0, 0, 0), ten: 3),
    unit("Pa", "pa pascal pascals", SIMD8(-1, 1, -2, 0, 0, 0, 0, 0)),
    unit("atm", "atm atmospheres", SIMD8(-1, 1, -2, 0, 0, 0, 0, 0), 101_325),
    unit("Hz", "hz hertz", axis(2, -1)),
    unit("kHz", "khz kilohertz", axis(2, -1), ten: 3),
    unit("MHz", "mhz megahertz", axis(2, -1), ten: 6),
    unit("A", "amp amps ampere amperes", axis(4)),
    unit("C", "coulomb coulombs", SIMD8(0, 0, 1, 0, 1, 0, 0, 0)),
    unit("V", "v volt volts", SIMD8(2, 1, -3, 0, -1, 0, 0, 0)),
    unit("ohm", "ohm ohms", SIMD8(2, 1, -3, 0, -2, 0, 0, 0)),
    unit("K", "kelvin kelvins", axis(3)),
    unit("mol", "mol mole moles", axis(5)),
    unit("rad", "rad rads radian radians", axis(6)),
  ]

  private static let information = [
    unit("bit", "bit bits", axis(7)),
    unit("B", "byte bytes", axis(7), 8),
    unit("KB", "kb kilobyte kilobytes", axis(7), 8, ten: 3),
    unit("MB", "mb megabyte megabytes", axis(7), 8, ten: 6),
    unit("GB", "gb gigabyte gigabytes", axis(7), 8, ten: 9),
    unit("unit", "unit units", SIMD8(repeating: 0)),
  ]
}
