import Corpus
import ProblemSets
import TestSupport
import Testing

/// Hand-made records in the published shapes.
@Suite("Published formats")
struct PublishedFormatTests {
  private let folder = TemporaryFolder()

  @Test("SVAMP joins body and question, in an array")
  func svamp() throws {
    let read = try rows(
      """
      [{"ID": "chal-9", "Body": "Ann has 3 pens and buys 2", "Question": "How many now?",
        "Equation": "( 3.0 + 2.0 )", "Answer": 5.0, "Type": "Addition"},
       {"ID": "chal-10", "Body": "", "Question": "3 + 2?", "Equation": "3+2", "Answer": "five",
        "Type": "Common-Divison"}]
      """, format: "svamp", file: "SVAMP.json", in: folder)
    #expect(read.rows.map(\.id) == ["chal-9", "chal-10"])
    #expect(
      read.rows[0].problem
        == Problem(statement: "Ann has 3 pens and buys 2 How many now?", gold: "5.0"))
    #expect(read.rows[0].goldSolution == "( 3.0 + 2.0 )")
    #expect(read.rows[0].flags == [])
    #expect(read.rows[1].flags == [.unknownGroup, .notANumber])
  }

  @Test("ASDiv's XML: entities, units, grades, subtypes and answers that are no numbers")
  func asdiv() throws {
    let read = try rows(
      """
      <?xml version="1.0" encoding="UTF-8" ?>
      <Corpus><!-- two of them -->
      <ProblemSet>
        <Problem ID="p-1" Grade="2" Source="http://x.org/?a=1&amp;b=2">
          <Body>Tom &amp; Ann have 4 &lt;big&gt; pens &#x2014; blue.</Body>
          <Question>How many each? </Question>
          <Solution-Type Subtype-1="Sum">Common-Division</Solution-Type>
          <Answer>2 (pens)</Answer>
          <Formula>4/2=2</Formula>
        </Problem>
        <Problem ID="p-2" Grade="1"><Body/><Question>Who has more?</Question>
          <Solution-Type>Comparison</Solution-Type><Answer>Mrs. Hilt</Answer></Problem>
        <Problem ID="p-3" Grade="1"><Body></Body><Question> </Question>
          <Solution-Type>Comparison</Solution-Type><Answer>1</Answer></Problem>
        <Problem ID="p-4" Grade="1"><Question>1?</Question>
          <Answer>1</Answer></Problem>
      </ProblemSet></Corpus>
      """, format: "asdiv", file: "ASDiv.xml", in: folder)
    #expect(read.rows.map(\.id) == ["p-1", "p-2"])
    #expect(
      read.rows[0].problem
        == Problem(statement: "Tom & Ann have 4 <big> pens — blue. How many each?", gold: "2"))
    #expect(
      read.rows[0].attributes == [
        "unit": "pens", "grade": "2", "type": "Common-Division", "source": "http://x.org/?a=1&b=2",
      ])
    #expect(read.rows[1].problem.statement == "Who has more?")
    #expect(read.rows[1].flags == [.notANumber])
    #expect(
      places(read) == [
        ":13:44: Question: the text is empty", ":15: 'Solution-Type' is missing",
      ])
  }

  @Test(
    "XML that is not well-formed, or defines entities, is refused with its place",
    arguments: [
      ("<a><b></a>", "1:11: </a> closes no element that is open here"),
      ("<a>\n<Problem>", "2:1: <Problem> is never closed"),
      ("<!DOCTYPE a [<!ENTITY x \"y\">]><a/>", "1:3: document types are not read"),
      ("<a>&x;</a>", "1:4: '&' starts no reference"), ("<a/><b/>", "1:5: there is a second root"),
      ("<a b=c/>", "1:6: the value of b is not in quotes"), ("x<a/>", "1:1: there is text outside"),
    ])
  func malformedXML(text: String, message: String) throws {
    let error = #expect(throws: ReadingError.self) {
      try rows(text, format: "asdiv", file: "a.xml", in: folder)
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("MAWPS with and without types; repeats and contradictions are kept and flagged")
  func mawps() throws {
    let read = try rows(
      """
      {"input": "3+2?", "target": 5.0, "type": "addsub", "idx": 7}
      {"input": "3+2?", "target": 5.0, "type": "addsub", "idx": 8}
      {"input": "3+2?", "target": 6, "idx": 9}
      {"input": "4+2?", "target": null}
      """, format: "mawps", in: folder)
    #expect(read.rows.map(\.id) == ["mawps-test-7", "mawps-test-8", "mawps-test-9"])
    #expect(read.rows.map(\.flags) == [[], [.duplicate], [.conflictingGold]])
    #expect(read.rows[2].attributes["repeats"] == "mawps-test-7")
    #expect(places(read) == [":4:29: target: expected a string but found null"])
  }

  @Test("GSM-Hard's rounded and negative targets are flagged")
  func gsmHard() throws {
    let read = try rows(
      """
      {"input": "a?", "code": "x", "target": 14053029.666666666}
      {"input": "b?", "code": "x", "target": -3.0}
      {"input": "c?", "code": "x", "target": 0.0016791648}
      """, format: "gsm-hard", in: folder)
    #expect(read.rows.map(\.flags) == [[.rounded], [.negative], []])
    #expect(read.rows[0].problem.gold == "14053029.666666666")
  }

  @Test("GSM-Plus and GSM-Symbolic rows name the key of their seed problem")
  func seeds() throws {
    let seed = Problem(statement: "1+1?", gold: "2").key.description
    let plus = try rows(
      """
      {"question": "1+?", "solution": "?\\n#### None", "answer": "None", "perturbation_type": "critical thinking", "seed_question": "1+1?", "seed_solution": "#### 2", "seed_answer": "2"}
      {"question": "1+2?", "solution": "#### 3", "answer": "4", "perturbation_type": "digits", "seed_question": "1+1?", "seed_solution": "#### 2", "seed_answer": "2"}
      """, format: "gsm-plus", in: folder)
    #expect(plus.rows.allSatisfy { $0.attributes["seed"] == seed })
    #expect(plus.rows.map { AnswerType.of($0) } == ["refusal", "integer"])
    #expect(plus.rows.map(\.flags) == [[], [.unknownGroup, .goldDiffersFromSolution]])

    let symbolic = try rows(
      #"""
      {"id": 4, "instance": 9, "question": "2+2?", "answer": "#### 4", "original_id": 473, "original_question": "1+1?", "original_answer": "#### 2", "canary": "x"}
      """#, format: "gsm-symbolic", file: "p2.jsonl", in: folder)
    #expect(symbolic.rows[0].id == "gsm-symbolic-p2-4-9")
    #expect(
      symbolic.rows[0].attributes == [
        "template": "4", "instance": "9", "original_id": "473", "seed": seed,
      ])
  }

  @Test("contests: both spellings, and AIME's range")
  func contests() throws {
    let read = try rows(
      """
      {"id": 3, "problem": "p", "solution": "s", "answer": "073", "url": "x/2024_AIME_I"}
      {"ID": "2024-II-4", "Problem": "q", "Solution": "s", "Answer": 33}
      {"id": 5, "problem": "r", "answer": 1000.0, "url": "x/2024_AIME_I"}
      """, format: "aime", in: folder)
    #expect(read.rows.map(\.id) == ["aime-3", "aime-2024-II-4", "aime-5"])
    #expect(read.rows.map(\.problem.gold) == ["073", "33", "1000.0"])
    #expect(read.rows.map(\.flags) == [[], [], [.outOfRange]])
  }

  @Test("typed answers of OlympiadBench and TheoremQA")
  func typed() throws {
    let olympiad = try rows(
      """
      {"id": 1, "subfield": "Algebra", "context": "Let n = 2.", "question": "n?", "solution": ["a", "b"], "final_answer": ["1,2"], "is_multiple_answer": true, "unit": "km", "answer_type": "Numerical", "error": "1e-1"}
      """, format: "olympiadbench", in: folder)
    #expect(olympiad.rows[0].problem == Problem(statement: "Let n = 2.\n\nn?", gold: "1,2"))
    #expect(
      olympiad.rows[0].attributes == [
        "answer_type": "numerical", "multiple_answers": "true", "unit": "km",
        "absolute_tolerance": "1e-1", "subfield": "Algebra",
      ])
    let theorem = try rows(
      """
      [{"id": "a", "Question": "q1", "Answer": true, "Answer_type": "bool", "Picture": null},
       {"id": "b", "Question": "q2", "Answer": [0.5, 1.25], "Answer_type": "list of float",
        "Picture": "images/x.png"},
       {"id": "c", "Question": "q3", "Answer": 2.5, "Answer_type": "integer", "Picture": null},
       {"id": "d", "Question": "q4", "Answer": null, "Answer_type": "float", "Picture": null}]
      """, format: "theoremqa", file: "t.json", in: folder)
    #expect(theorem.rows.map(\.problem.gold) == ["True", "[0.5, 1.25]", "2.5"])
    #expect(theorem.rows.map { $0.attributes["relative_tolerance"] } == [nil, "0.04", nil])
    #expect(theorem.rows.map(\.flags) == [[], [.needsPicture], [.typeDiffers]])
    #expect(places(theorem) == [":5:42: [3].Answer: expected an answer"])
  }

  @Test("options stand in the statement, and the letter must name one of them")
  func options() throws {
    let pro = try rows(
      """
      {"question_id": 7, "question": "Which?", "options": ["red", "blue"], "answer": "B", "answer_index": 0, "category": "art", "src": "x"}
      {"question_id": 8, "question": "Which?", "options": ["red", "blue"], "answer": "C", "answer_index": 2, "category": "art", "src": "x"}
      """, format: "mmlu-pro", in: folder)
    #expect(pro.rows[0].problem == Problem(statement: "Which?\nA. red\nB. blue", gold: "B"))
    #expect(pro.rows[0].attributes["options"] == #"["red","blue"]"#)
    #expect(pro.rows[0].flags == [.optionsDiffer])
    #expect(places(pro) == [":2:80: answer: 'C' names none of the 2 options"])
    let aqua = try rows(
      """
      {"question": "1+1?", "options": ["A)2", "B)3", "C)4", "D)5", "E)6"], "rationale": "r", "correct": "A"}
      """, format: "aqua", file: "dev.json", in: folder)
    #expect(aqua.rows[0].problem.statement == "1+1?\nA. 2\nB. 3\nC. 4\nD. 5\nE. 6")
    #expect(aqua.rows[0].goldSolution == "r")
  }

  @Test("ProcessBench's label becomes a rating for every step that was looked at")
  func processBench() throws {
    let read = try rows(
      """
      {"id": "m-0", "generator": "g", "problem": "p", "steps": ["a", "b", "c"], "final_answer_correct": false, "label": 1}
      {"id": "m-1", "generator": "g", "problem": "p", "steps": ["a", "b"], "final_answer_correct": true, "label": -1}
      {"id": "m-2", "generator": "g", "problem": "p", "steps": ["a"], "final_answer_correct": true, "label": 1}
      """, format: "processbench", in: folder)
    #expect(read.solutions.map(\.ratings) == [[1, -1, nil], [1, 1]])
    #expect(read.rows.map { $0.attributes["first_error"] } == ["1", "-1"])
    #expect(read.rows.map(\.flags) == [[.emptyGold], [.emptyGold]])
    #expect(places(read) == [":3:104: label: 1 names none of the 1 steps"])
  }

  @Test("PRM800K in its own shape, flat, and as VersaPRM has it")
  func prm800k() throws {
    let read = try rows(
      """
      {"labeler": "x", "generation": 2, "question": {"problem": "p", "ground_truth_answer": "29"}, "label": {"steps": [{"completions": [{"text": "a", "rating": 0}, {"text": "b", "rating": 1}], "human_completion": null, "chosen_completion": 1}, {"completions": [{"text": "c", "rating": -1}], "human_completion": {"text": "d", "rating": null}, "chosen_completion": null}, {"completions": [{"text": "e", "rating": -1}, {"text": "f", "rating": 1}], "human_completion": null, "chosen_completion": null}, {"completions": [], "human_completion": null, "chosen_completion": null}]}}
      {"problem": "q", "unique_id": "train/a/1.json", "level": "Level 1", "type": "Algebra", "steps": ["a", "b"], "ratings": [1, null]}
      {"question": "r", "answer": "so \\\\boxed{6}", "chain_of_thoughts": [{"steps": ["a"], "labels": [-1], "augs": []}]}
      {"problem": "s", "steps": ["a", "b"], "ratings": [1]}
      """, format: "prm800k", in: folder)
    #expect(read.solutions.map(\.steps) == [["b", "d", "e"], ["a", "b"], ["a"]])
    #expect(read.solutions.map(\.ratings) == [[1, nil, -1], [1, nil], [-1]])
    #expect(read.rows.map(\.problem.gold) == ["29", "", "6"])
    #expect(read.rows[1].attributes["math_id"] == "train/a/1.json")
    #expect(places(read) == [":4:50: ratings: 1 ratings for 2 steps"])
  }

  @Test("CSV with quotes, line breaks and a column map")
  func csv() throws {
    let map = try ColumnMap(parsing: "problem=q,gold=a,id=n,level=grade")
    let path = folder.write(
      Array("n,q,a,grade\r\n1,\"Say \"\"2\"\",\nplease\",2,7\r\n2,x,\r\n3,,5,1\r\n".utf8),
      to: "a.csv")
    let read = try SuiteFile(path, reader: ColumnReader(.csv, columns: map)).read()
    #expect(read.rows.map(\.problem) == [Problem(statement: "Say \"2\",\nplease", gold: "2")])
    #expect(read.rows[0].id == "1")
    #expect(read.rows[0].attributes == ["level": "7"])
    #expect(
      places(read) == [
        ":4:1: 3 cells where the header has 4", ":5:3: q: the text is empty",
      ])
    #expect(throws: ReadingError.columns("gold")) { try ColumnMap(parsing: "problem=q,gold") }
    let open = folder.write(Array("a,b\n1,\"x\n".utf8), to: "open.csv")
    let error = #expect(throws: ReadingError.self) {
      try SuiteFile(open, reader: ColumnReader(.csv)).read()
    }
    #expect(error?.description == "\(open):2:3: the quote never closes")
  }

  @Test("a format is recognised by the shape of its records, the most specific first")
  func recognition() throws {
    for (text, format) in [
      ("{\"question\": \"q\", \"answer\": \"#### 1\"}", "gsm8k"),
      (#"{"question": "q", "options": [], "rationale": "", "correct": "A"}"#, "aqua"),
      (#"{"problem": "p", "answer": "1", "url": "x/AMC"}"#, "amc"),
      (#"{"problem": "p", "answer": "1"}"#, "jsonl"),
      (#"{"problem": "p", "solution": "", "type": "", "idx": 1}"#, "minerva"),
      (#"{"labeler": "", "question": {}, "label": {}}"#, "prm800k"),
    ] {
      let path = folder.write(Array(text.utf8), to: "x.jsonl")
      #expect(try SuiteFile(recognising: path).reader.format == format)
    }
    let odd = folder.write(Array(#"{"a": 1}"#.utf8), to: "odd.jsonl")
    #expect(throws: ReadingError.unrecognised(file: odd, known: SuiteFormats.names)) {
      try SuiteFile(recognising: odd)
    }
  }
}
