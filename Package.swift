// swift-tools-version: 6.2
import PackageDescription

/// The architecture: each layer and the layers that it may import.
///
/// Arrows only point upwards.
let layers: [(name: String, imports: [Target.Dependency])] = [
  ("JSON", []),
  ("Corpus", ["JSON", "CCrypto"]),
  ("Expressions", ["CGMP", "CMPFR"]),
  ("Answers", ["Corpus", "Expressions"]),
  ("ProblemSets", ["JSON", "Corpus", "Expressions", "Answers", "CZlib"]),
  ("Storage", ["Corpus", "CSQLite"]),
  ("Kernels", ["CKernels"]),
  ("Transformer", ["JSON", "Kernels"]),
  ("Training", ["JSON", "Corpus", "Kernels", "Transformer"]),
  ("Generation", ["JSON", "Corpus", "Storage", "Transformer", "CCurl"]),
  ("Evaluation", ["Corpus", "Answers", "ProblemSets", "Storage", "Generation"]),
  (
    "Curation",
    ["JSON", "Corpus", "Answers", "ProblemSets", "Storage", "Generation", "Evaluation", "Training"]
  ),
  (
    "Reports",
    ["JSON", "Corpus", "ProblemSets", "Storage", "Evaluation", "Training", "Curation"]
  ),
  ("Terminal", []),
]

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Data that is compiled into a layer.
let resources: [String: [Resource]] = [
  "ProblemSets": [.embedInCode("Cards/cards.json5")],
  "Curation": [.embedInCode("Prompts/prompts.json5"), .embedInCode("Prompts/shots.jsonl")],
]

let libraries: [Target] = [
  .systemLibrary(
    name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
  .systemLibrary(
    name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"])]),
  .systemLibrary(name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"])]),
  .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  // Optimised in debug builds too: an unoptimised inner loop makes every test hundreds of times
  // slower. No -ffast-math: the kernels promise the same bits everywhere.
  .target(
    name: "CKernels",
    cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])]),
]

let package = Package(
  name: "stepmark",
  targets: libraries
    + layers.flatMap { layer -> [Target] in
      [
        .target(
          name: layer.name, dependencies: layer.imports, resources: resources[layer.name] ?? [],
          swiftSettings: settings),
        .testTarget(
          name: layer.name + "Tests",
          dependencies: [.byName(name: layer.name), "TestSupport"] + layer.imports,
          exclude: layer.name == "Training" ? ["Parity"] : [],
          swiftSettings: settings),
      ]
    } + [
      .executableTarget(
        name: "stepmark",
        dependencies: layers.map { .byName(name: $0.name) } + ["CCurl"],
        swiftSettings: settings),
      .executableTarget(
        name: "bench",
        dependencies: layers.map { .byName(name: $0.name) }, path: "Benchmarks/Sources",
        swiftSettings: settings),
      // Apart from `bench`, so that it builds in a minute.
      .executableTarget(
        name: "engine-bench",
        dependencies: ["JSON", "Corpus", "Kernels", "Transformer", "Training"],
        path: "Benchmarks/Engine", swiftSettings: settings),
      .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
      .testTarget(
        name: "stepmarkTests",
        dependencies: layers.map { .byName(name: $0.name) } + ["TestSupport"],
        swiftSettings: settings),
    ]
)
