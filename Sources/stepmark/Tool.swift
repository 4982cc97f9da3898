import Glibc
import Terminal

/// The command-line tool.
@main
struct Tool {
  /// The version that `--version` prints and every run records.
  static let version = "0.1.0"

  /// All commands, in the order of the work.
  static let root: Command = Command(
    name: "stepmark",
    summary: "Step-labelled reasoning data, and honest numbers about the models trained on it.",
    discussion: """
      The main job, one command a stage: problems, train, rephrase, sample, label, export, \
      evaluate, compare, report. Every stage keeps what the model said in a store (SQLite); the \
      same command again goes on where it stopped. `run` does a whole recipe.
      """,
    examples: [
      Example("stepmark run Docs/recipes/demo.json5", "the whole job on the local model"),
      Example("stepmark status --store demo/stepmark.db", "what a store holds"),
    ],
    subcommands: [
      ProblemsCommand.command, TrainCommand.command, RephraseCommand.command,
      SampleCommand.command, LabelCommand.command, JudgeStepsCommand.command,
      ReviseCommand.command, ExportCommand.command, ReproduceCommand.command,
      ImportCommand.command,
      EvaluateCommand.command, CompareCommand.command, ReportCommand.command,
      ConsensusCommand.command, NoiseCommand.command, AuditCommand.command, CurvesCommand.command,
      JudgeCommand.command,
      RejudgeCommand.command, CompleteCommand.command, PromptsCommand.command,
      CompletionsCommand.command, RunCommand.command, StatusCommand.command, MergeCommand.command,
      StoreCommand.command,
      DoctorCommand.command,
    ])

  /// Runs the command that the words name.
  static func main() async {
    Interrupt.install()
    signal(SIGPIPE, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    exit(await Program(root, version: version).run(words).rawValue)
  }
}
