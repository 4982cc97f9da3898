import Corpus
import Storage

/// The requests on their way to the generator, held back where a cap could be broken.
///
/// Without a cap on money or time everything goes out at once. With one, the generator gets only
/// what it can work on, so that little is on the wire when the cap is reached, and no request goes
/// out that could cost more than what is left beside everything that is on the wire.
struct OutgoingRequests {
  private let feed: AsyncStream<[KeyedRequest]>.Continuation
  private let width: Int
  private let money: MoneyCap?
  private let timeCap: Duration?
  private let elapsed: @Sendable () -> Duration
  private var held: [KeyedRequest] = []
  private var taken = 0
  /// The most that the requests on the wire can cost, by key.
  private var reserved: [ContentKey: Double] = [:]
  private var reservedSum = 0.0
  /// How many requests have gone out.
  private(set) var sent = 0
  /// How many requests the generator has.
  private(set) var inFlight = 0
  /// What the replies so far have cost.
  private(set) var spent = 0.0
  /// The cap that was reached; nothing goes out any more.
  private(set) var stop: StopCause?

  init(driver: Driver, feed: AsyncStream<[KeyedRequest]>.Continuation) {
    self.feed = feed
    width = max(1, driver.generator.width)
    money = driver.moneyCap
    timeCap = driver.timeCap
    elapsed = driver.elapsed
  }

  private var isCapped: Bool { money != nil || timeCap != nil }

  /// Takes requests.
  mutating func add(_ requests: [KeyedRequest]) {
    guard stop == nil, !requests.isEmpty else { return }
    guard isCapped else { return send(requests) }
    held += requests
    send()
  }

  /// Sends what may go out now.
  mutating func send() {
    guard isCapped, stop == nil else { return }
    if let timeCap, elapsed() >= timeCap { return end(.timeCap) }
    // Half a window at a time: requests of one prompt stay together and share a call.
    guard taken < held.count, inFlight <= width / 2 else { return }
    var group: [KeyedRequest] = []
    while taken < held.count, inFlight + group.count < width {
      let item = held[taken]
      if let money {
        let most = money.most(item.request)
        guard spent + reservedSum + most <= money.limit else { break }
        reserved[item.key] = most
        reservedSum += most
      }
      group.append(item)
      taken += 1
    }
    if taken == held.count {
      held = []
      taken = 0
    }
    if !group.isEmpty { return send(group) }
    if inFlight == 0 { end(.moneyCap) }
  }

  private mutating func send(_ group: [KeyedRequest]) {
    inFlight += group.count
    sent += group.count
    feed.yield(group)
  }

  /// A request has been answered or given up.
  mutating func ended(_ delivery: Delivery) {
    inFlight -= 1
    guard let money else { return }
    if let most = reserved.removeValue(forKey: delivery.request.key) { reservedSum -= most }
    if case .completion(let completion) = delivery.result { spent += money.cost(completion) }
    if reserved.isEmpty { reservedSum = 0 }
  }

  private mutating func end(_ cause: StopCause) {
    stop = cause
    held = []
    taken = 0
  }
}
