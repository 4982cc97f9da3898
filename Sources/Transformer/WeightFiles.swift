import JSON
import Kernels

/// The tensors of a model's folder: one safetensors file, or several with an index.
struct WeightFiles {
  static let single = "model.safetensors"
  static let index = "model.safetensors.index.json"

  /// The names of the files, in order.
  let names: [String]

  private let folder: String
  private let files: [SafetensorsFile]

  /// Which file holds a tensor, by its place in `files`.
  private let places: [String: Int]

  /// Opens the files of a folder and checks their headers; an index is preferred, as it is elsewhere.
  init(folder: String) throws(ModelError) {
    self.folder = folder
    let indexPath = folder + "/" + Self.index
    guard fileExists(indexPath) else {
      let file = try SafetensorsFile(path: folder + "/" + Self.single)
      names = [Self.single]
      files = [file]
      places = file.tensors.mapValues { _ in 0 }
      return
    }
    let map = try Self.map(indexPath)
    let names = Set(map.map(\.file)).sorted()
    var files: [SafetensorsFile] = []
    for name in names { files.append(try SafetensorsFile(path: folder + "/" + name)) }
    var places: [String: Int] = [:]
    for (tensor, file) in map {
      guard let place = names.firstIndex(of: file), files[place].tensors[tensor] != nil else {
        throw .unusable(path: indexPath, field: tensor, reason: "is not in \(file)")
      }
      places[tensor] = place
    }
    self.names = names
    self.files = files
    self.places = places
  }

  private static func map(
    _ path: String
  ) throws(ModelError) -> [(tensor: String, file: String)] {
    do {
      let root = try JSONValue.parse(readFile(path), source: path)
      var result: [(tensor: String, file: String)] = []
      for member in try root["weight_map"].object() {
        let file = try member.value.string()
        // A name with a slash could leave the folder.
        guard !file.contains("/"), file.hasSuffix(".safetensors") else {
          throw member.value.error("is not the name of a safetensors file")
        }
        result.append((member.name, file))
      }
      return result
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: path, field: "weight_map", reason: "\(error)")
    }
  }

  /// Reads every tensor of a layout, and refuses tensors that the model has no place for.
  func read(into parameters: Parameters) throws(ModelError) {
    for tensor in parameters.layout.tensors {
      guard let place = places[tensor.name] else {
        throw .unusable(path: folder, field: tensor.name, reason: "the tensor is missing")
      }
      try files[place].read(
        tensor.name, shape: tensor.shape, into: parameters.arena, at: tensor.offset)
      if let index = parameters.arena.firstIndexNotFinite(in: tensor.range) {
        throw .unusable(
          path: files[place].path, field: tensor.name,
          reason: "number \(index - tensor.offset) is \(parameters.arena[index])")
      }
    }
    let known = Set(parameters.layout.tensors.map(\.name))
    let extra = places.keys.filter { !known.contains($0) && !Self.isRedundant($0, parameters) }
    if let name = extra.min() {
      throw .unusable(path: folder, field: name, reason: "no such tensor in this model")
    }
  }

  /// What some programs write beside the parameters: the tied output layer, and the rotary angles.
  private static func isRedundant(_ name: String, _ parameters: Parameters) -> Bool {
    name.hasSuffix(".rotary_emb.inv_freq")
      || name == "lm_head.weight" && parameters.configuration.tiesEmbeddings
  }
}
