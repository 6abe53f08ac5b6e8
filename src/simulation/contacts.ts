/**
 * The state of every contact in flight, one slot each, in typed columns with a free list.
 *
 * An object per contact would cost several times more and grow with the run; slots are reused as
 * contacts end, so memory follows the number of contacts in flight. NaN in a time column means
 * "not yet": zero is a real time. The next features (concurrency, callbacks, waiting rules) add
 * columns here and nothing elsewhere.
 */
export class Contacts {
  private capacity = 256;
  private readonly free: number[] = [];
  private used = 0;

  // who this is
  issue = new Float64Array(this.capacity);
  visit = new Int32Array(this.capacity);
  intent = new Int32Array(this.capacity);
  segment = new Int32Array(this.capacity);
  language = new Int32Array(this.capacity);
  /** Index of the recorded dialogue; −1 in a synthetic world. */
  dialogue = new Int32Array(this.capacity);
  /** The issue's luck: its quantile of difficulty; the AI can solve it below the solvable share. */
  difficulty = new Float64Array(this.capacity);
  aiSolvable = new Uint8Array(this.capacity);
  tolerance = new Float64Array(this.capacity);

  // the dialogue so far
  arrivedAt = new Float64Array(this.capacity);
  turns = new Int32Array(this.capacity);
  aiReplies = new Int32Array(this.capacity);
  observedTurns = new Int32Array(this.capacity);
  /** 1 while everything said is what the record says. */
  onRecord = new Uint8Array(this.capacity);
  /** 1 once off the record of a conversation that was handed over (model.md §2, `later_factor`). */
  later = new Uint8Array(this.capacity);
  asks = new Int32Array(this.capacity);
  refusals = new Int32Array(this.capacity);
  /** What the customer's latest turn asked; an `Ask` code of `dialogue.ts`. */
  ask = new Uint8Array(this.capacity);
  firstAskAt = new Float64Array(this.capacity);
  firstAskTurn = new Int32Array(this.capacity);
  /** Latent: the AI's latest reply failed, and whether any did. */
  lastFailed = new Uint8Array(this.capacity);
  everFailed = new Uint8Array(this.capacity);
  /** What the AI noticed of its failures, and how often it repeated itself. */
  failedTurns = new Int32Array(this.capacity);
  repeats = new Int32Array(this.capacity);
  repliedAt = new Float64Array(this.capacity);
  spokeAt = new Float64Array(this.capacity);
  // sentiment: the latest, and sums over the turns that have one for the least-squares slope
  sentiment = new Float64Array(this.capacity);
  sentimentSum = new Float64Array(this.capacity);
  sentimentTurnSum = new Float64Array(this.capacity);
  sentimentTurns = new Int32Array(this.capacity);
  ratedTurnSum = new Float64Array(this.capacity);
  ratedTurnSquares = new Float64Array(this.capacity);
  negativeTurns = new Int32Array(this.capacity);

  // frustration: level at a time, its integral in minutes, its maximum
  frustration = new Float64Array(this.capacity);
  frustrationAt = new Float64Array(this.capacity);
  frustrationArea = new Float64Array(this.capacity);
  frustrationPeak = new Float64Array(this.capacity);
  boiledOver = new Uint8Array(this.capacity);

  // queue and person
  rule = new Int32Array(this.capacity);
  team = new Int32Array(this.capacity);
  withoutContext = new Uint8Array(this.capacity);
  queuedAt = new Float64Array(this.capacity);
  answeredAt = new Float64Array(this.capacity);
  agent = new Int32Array(this.capacity);
  reexplained = new Int32Array(this.capacity);
  handleSeconds = new Float64Array(this.capacity);
  humanObserved = new Uint8Array(this.capacity);
  decisionObserved = new Uint8Array(this.capacity);
  /** Queue position: sorted by the time they count as having waited since. */
  creditedAt = new Float64Array(this.capacity);
  next = new Int32Array(this.capacity);
  previous = new Int32Array(this.capacity);

  /** Order of the one event that is still meant for this contact; others are stale. */
  due = new Float64Array(this.capacity);

  /** A slot with every column at its "nothing yet" value. */
  allocate(): number {
    const slot = this.free.pop() ?? this.used++;
    if (slot >= this.capacity) this.grow();
    this.visit[slot] = 0;
    this.dialogue[slot] = -1;
    this.turns[slot] = 0;
    this.aiReplies[slot] = 0;
    this.observedTurns[slot] = 0;
    this.onRecord[slot] = 0;
    this.later[slot] = 0;
    this.asks[slot] = 0;
    this.refusals[slot] = 0;
    this.ask[slot] = 0;
    this.firstAskAt[slot] = Number.NaN;
    this.firstAskTurn[slot] = 0;
    this.lastFailed[slot] = 0;
    this.everFailed[slot] = 0;
    this.failedTurns[slot] = 0;
    this.repeats[slot] = 0;
    this.repliedAt[slot] = Number.NaN;
    this.spokeAt[slot] = Number.NaN;
    this.sentiment[slot] = Number.NaN;
    this.sentimentSum[slot] = 0;
    this.sentimentTurnSum[slot] = 0;
    this.sentimentTurns[slot] = 0;
    this.ratedTurnSum[slot] = 0;
    this.ratedTurnSquares[slot] = 0;
    this.negativeTurns[slot] = 0;
    this.frustrationArea[slot] = 0;
    this.boiledOver[slot] = 0;
    this.rule[slot] = -1;
    this.team[slot] = -1;
    this.withoutContext[slot] = 0;
    this.queuedAt[slot] = Number.NaN;
    this.answeredAt[slot] = Number.NaN;
    this.agent[slot] = -1;
    this.reexplained[slot] = 0;
    this.handleSeconds[slot] = 0;
    this.humanObserved[slot] = 0;
    this.decisionObserved[slot] = 0;
    this.due[slot] = -1;
    return slot;
  }

  release(slot: number): void {
    this.due[slot] = -1;
    this.free.push(slot);
  }

  /** Contacts in flight. */
  get inFlight(): number {
    return this.used - this.free.length;
  }

  /** Doubles every column. Only here does the engine touch columns without naming them. */
  private grow(): void {
    this.capacity *= 2;
    const columns = this as unknown as Record<string, unknown>;
    for (const [name, column] of Object.entries(columns)) {
      if (!ArrayBuffer.isView(column)) continue;
      const old = column as Float64Array;
      const wider = new (old.constructor as Float64ArrayConstructor)(this.capacity);
      wider.set(old);
      columns[name] = wider;
    }
  }
}
