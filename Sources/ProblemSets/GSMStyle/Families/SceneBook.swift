/// All scenes that stories are made of.
enum SceneBook {
  static let openings: [Opening] =
    spendingOpenings + partsOpenings + earningOpenings + makingOpenings + timeOpenings
    + comparingOpenings + placesOpenings

  private static let sequels: [Sequel] = {
    var sequels =
      spendingSequels + partsSequels + earningSequels + makingSequels + timeSequels
      + comparingSequels + placesSequels
    for index in sequels.indices { sequels[index].number = index }
    return sequels
  }()

  /// The scenes that go on from a kind of quantity in at most so many steps.
  static func sequels(from kind: Topic.Kind, within steps: Int) -> [Sequel] {
    sequels.filter { $0.kind == kind && $0.steps <= steps }
  }
}
