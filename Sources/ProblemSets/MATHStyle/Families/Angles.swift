import Answers

/// Geometry: angles of triangles and polygons.
extension MATHDraft {
  mutating func tellAngles() throws(MATHRejection) {
    switch int(0...2) {
    case 0:
      let sides = int(5...40)
      let n = given(sides)
      let sum = try step(
        .algebra, "The interior angles add up to $(@0 - 2) \\cdot 180^\\circ = @=$.",
        or: [
          "For the sum of the interior angles we get $#$.",
          "\\[ \\text{sum of the interior angles} = # \\]",
        ], [n],
        slips: [
          wrong("The interior angles add up to $@0 \\cdot 180^\\circ = @=$.") {
            $0[0] * .degrees(.init(180))
          }
        ]
      ) { ($0[0] - 2) * .degrees(.init(180)) }
      let angle = try step(
        .arithmetic, "Each angle is $@0 \\div @1 = @=$.",
        or: ["As all are equal, each one measures $#$.", "\\[ \\text{each angle} = # \\]"],
        [sum, n]
      ) { $0[0] / $0[1] }
      ask(
        angle,
        [
          "What is the measure of each interior angle of a regular polygon with $\(sides)$ sides?",
          "Find the degree measure of an interior angle of a regular $\(sides)$-gon.",
          "A regular polygon has $\(sides)$ sides. How large is each of its interior angles, in "
            + "degrees?",
          "Compute the interior angle, in degrees, of a regular polygon with $\(sides)$ vertices.",
        ])
    case 1:
      let (one, two) = (int(15...110), int(15...110))
      try require(one + two < 170 && one != two)
      let a = given(.degrees(.init(one)))
      let b = given(.degrees(.init(two)))
      let third = try step(
        .algebra, "The third angle of the triangle is $180^\\circ - @0 - @1 = @=$.",
        or: [
          "The angles of a triangle add up to a straight angle, so the third one " + "is $#$.",
          "\\[ \\text{third angle} = # \\]",
        ], [a, b],
        slips: [
          wrong("The third angle of the triangle is $360^\\circ - @0 - @1 = @=$.") {
            .degrees(.init(360)) - $0[0] - $0[1]
          }
        ]
      ) { .degrees(.init(180)) - $0[0] - $0[1] }
      let half = flip()
      var asked = third
      if half {
        asked = try step(
          .arithmetic, "Half of it is $@0 \\div 2 = @=$.",
          or: ["The bisector cuts it into two angles of $#$.", "\\[ \\text{half of it} = # \\]"],
          [third]
        ) { $0[0] / 2 }
        let axis = try step(
          .algebra,
          "In the triangle that the bisector cuts off with $A$, the angle at the "
            + "bisector's foot is $180^\\circ - @0 - @1 = @=$.",
          or: [
            "At the foot of the bisector, in the triangle cut off with $#1$, there "
              + "is the angle $#2$.",
            "In the small triangle with $#1$, what is left for the foot of the "
              + "bisector is \\[ #2 \\]",
          ], [a, asked],
          slips: [miscalculated { $0[0] + $0[1] }]
        ) { .degrees(.init(180)) - $0[0] - $0[1] }
        ask(
          axis,
          [
            "In triangle $ABC$, $\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ.$ The "
              + "bisector of $\\angle C$ meets $AB$ at $D$. How large is $\\angle ADC$?",
            "Triangle $ABC$ has angles of $\(one)^\\circ$ at $A$ and $\(two)^\\circ$ at $B$. The "
              + "bisector of the angle at $C$ meets side $AB$ at $D$. Find the measure of "
              + "$\\angle ADC.$",
            "Point $D$ lies on side $AB$ of triangle $ABC$ so that $CD$ bisects $\\angle ACB.$ If "
              + "$\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ,$ what is "
              + "$\\angle ADC?$",
            "In triangle $ABC$ with $\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ,$ let "
              + "$D$ be the point of $AB$ with $\\angle ACD = \\angle DCB.$ Determine "
              + "$\\angle ADC.$",
          ])
        return
      }
      ask(
        asked,
        [
          "Two angles of a triangle measure $\(one)^\\circ$ and $\(two)^\\circ.$ How large is the "
            + "third angle?",
          "In triangle $ABC$, $\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ.$ What is "
            + "the measure of $\\angle C?$",
          "A triangle has angles of $\(one)^\\circ$ and $\(two)^\\circ.$ Find its remaining angle.",
          "What is the third angle of a triangle whose other angles are $\(one)^\\circ$ and "
            + "$\(two)^\\circ?$",
        ])
    default:
      let parts = sample(3, of: Array(1...12))
      try require(180 % (parts.reduce(0, +)) == 0 && parts.reduce(0, greatestCommonDivisor) == 1)
      let givens = parts.map { given($0) }
      let sum = try step(
        .arithmetic, "There are $@0 + @1 + @2 = @=$ equal parts.",
        or: [
          "Altogether this makes $#$ equal parts.", "\\[ \\text{number of equal parts} = # \\]",
        ], givens
      ) {
        $0[0] + $0[1] + $0[2]
      }
      let unit = try step(
        .algebra, "One part of the angle sum is $180^\\circ \\div @0 = @=$.",
        or: [
          "So a single part of the angle sum measures $#$.",
          "\\[ \\text{one part of the angle sum} = # \\]",
        ], [sum],
        slips: [
          wrong("One part of the angle sum is $360^\\circ \\div @0 = @=$.") {
            .degrees(.init(360)) / $0[0]
          }
        ]
      ) { .degrees(.init(180)) / $0[0] }
      let (isLargest, index) =
        flip()
        ? (true, parts.indices.max { parts[$0] < parts[$1] } ?? 0)
        : (false, parts.indices.min { parts[$0] < parts[$1] } ?? 0)
      let name = isLargest ? "largest" : "smallest"
      let angle = try step(
        .arithmetic, "The \(name) angle is $@0 \\cdot @1 = @=$.",
        or: ["Hence the \(name) angle measures $#$.", "\\[ \\text{\(name) angle} = # \\]"],
        [givens[index], unit]
      ) { $0[0] * $0[1] }
      let ratio = parts.map(String.init).joined(separator: " : ")
      ask(
        angle,
        [
          "The angles of a triangle are in the ratio $\(ratio).$ What is the \(name) angle?",
          "In a triangle, the measures of the angles are in the ratio $\(ratio).$ Find the measure "
            + "of the \(name) one.",
          "A triangle has angles whose ratio is $\(ratio).$ How many degrees does the \(name) angle "
            + "have?",
          "If the three angles of a triangle have the ratio $\(ratio),$ how large is the \(name) of "
            + "them?",
        ])
    }
  }
}
