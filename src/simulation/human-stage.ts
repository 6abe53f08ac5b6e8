import { quantileOf } from '../scenario/distribution.js';
import { normalCdf, normalQuantile } from '../scenario/normal.js';
import type { RecordedDialogue } from '../scenario/recorded-dialogue.js';
import type { Endings } from './ending.js';
import { type Floor, Kind, Rank } from './floor.js';
import { scheduledIssue } from './issues.js';
import { Purpose } from './luck.js';

/** The human stage: hand-over, queue, patience, a person's work and wrap-up, shifts. */
export class HumanStage {
  constructor(
    private readonly floor: Floor,
    private readonly endings: Endings,
  ) {}

  handOver(slot: number, rule: number, team: number, context: 'summary' | 'none'): void {
    const { contacts, desks, now } = this.floor;
    contacts.rule[slot] = rule;
    contacts.team[slot] = team;
    contacts.withoutContext[slot] = context === 'none' ? 1 : 0;
    contacts.queuedAt[slot] = now;
    contacts.decisionObserved[slot] =
      contacts.onRecord[slot] === 1 && !this.floor.policy.readsQueues ? 1 : 0;
    this.floor.frustration.advance(slot, now);
    if (desks.free(team) > 0) return this.answer(slot, team);
    desks.enter(team, slot, now);
    if (this.nobodyWillCome(team)) return this.leavesQueue(slot, team, 'unserved');
    const patience = this.patience(slot);
    if (patience < Number.POSITIVE_INFINITY) {
      contacts.due[slot] = this.floor.schedule(
        now + patience,
        Rank.abandonment,
        Kind.patienceEnds,
        slot,
      );
    }
  }

  /**
   * How long this customer would wait: partly theirs for good, partly of the day. Joined as a
   * Gaussian copula, so that each visit's patience has exactly the scenario's distribution.
   */
  private patience(slot: number): number {
    const { contacts, luck } = this.floor;
    const issue = contacts.issue[slot]!;
    const known = scheduledIssue(this.floor.world, issue)?.patience;
    if (known !== undefined) return known;
    const { patience, patienceFrailty } = this.floor.world.customers;
    if (patience.kind === 'never') return Number.POSITIVE_INFINITY;
    let u = luck.uniform(Purpose.patience, issue, contacts.visit[slot]! + 1);
    if (patienceFrailty > 0) {
      const own = normalQuantile(luck.uniform(Purpose.patience, issue));
      const today = normalQuantile(u);
      u = normalCdf(Math.sqrt(patienceFrailty) * own + Math.sqrt(1 - patienceFrailty) * today);
    }
    const factor = this.floor.world.segments[contacts.segment[slot]!]!.patienceFactor;
    return quantileOf(patience, u) * factor;
  }

  assignWaiting(): void {
    this.floor.capacityAppeared = false;
    const { desks } = this.floor;
    for (let team = 0; team < this.floor.world.teams.length; team++) {
      while (desks.free(team) > 0 && desks.waiting[team]! > 0) {
        const slot = desks.head[team]!;
        desks.leave(team, slot);
        this.floor.contacts.due[slot] = -1;
        this.floor.frustration.waited(slot, this.floor.now);
        this.answer(slot, team);
      }
    }
  }

  private answer(slot: number, team: number): void {
    const { contacts, frustration, now } = this.floor;
    contacts.agent[slot] = this.floor.desks.takeIdle(team, now);
    contacts.answeredAt[slot] = now;
    if (contacts.withoutContext[slot] === 1 && contacts.turns[slot]! > 0) {
      contacts.reexplained[slot] = contacts.reexplained[slot]! + 1;
      frustration.explainsAgain(slot, now);
    }
    frustration.personAnswers(slot, now);
    const seconds = this.handleTime(slot, team);
    contacts.handleSeconds[slot] = seconds;
    this.floor.schedule(now + seconds, Rank.capacityAppears, Kind.serviceEnds, slot);
  }

  private handleTime(slot: number, team: number): number {
    const { contacts, luck, world } = this.floor;
    const recorded = this.recordedStage(slot)?.handleSeconds;
    if (recorded !== undefined) {
      contacts.humanObserved[slot] = 1;
      return recorded;
    }
    const known = scheduledIssue(this.floor.world, contacts.issue[slot]!)?.handleSeconds;
    if (known !== undefined) return known;
    const intent = contacts.intent[slot]!;
    const u = luck.uniform(Purpose.handle, contacts.issue[slot]!, contacts.visit[slot]!);
    const { people } = world;
    const { handleFactor, skilled } = world.teams[team]!;
    const work =
      quantileOf(world.intents[intent]!.handleTime, u) *
      handleFactor *
      (skilled[intent] ? 1 : people.unskilledHandleFactor);
    if (contacts.turns[slot] === 0) return work; // nothing was said to the AI, nothing is handed on
    const { handoffTax } = people;
    return work + (contacts.withoutContext[slot] === 1 ? handoffTax.none : handoffTax.summary);
  }

  serviceEnds(slot: number): void {
    const { contacts, now } = this.floor;
    const team = contacts.team[slot]!;
    const agent = contacts.agent[slot]!;
    this.floor.record.resolved = this.personResolves(slot, team);
    this.endings.end(slot, 'served');
    const { wrapUp } = this.floor.world.teams[team]!;
    const subject = agent * this.floor.world.teams.length + team;
    if (wrapUp > 0)
      this.floor.schedule(now + wrapUp, Rank.capacityAppears, Kind.wrapUpEnds, subject);
    else this.personDone(subject);
  }

  private personResolves(slot: number, team: number): boolean {
    const { contacts, luck, world } = this.floor;
    const recorded = this.recordedStage(slot)?.resolved;
    if (recorded !== undefined) {
      this.floor.record.outcomeObserved = true;
      return recorded;
    }
    const intent = contacts.intent[slot]!;
    const z = normalQuantile(contacts.difficulty[slot]!);
    const logit =
      world.intents[intent]!.personLogit +
      world.people.difficultySlope * z +
      (world.teams[team]!.skilled[intent] ? 0 : world.people.unskilledLogit);
    const u = luck.uniform(Purpose.personResolves, contacts.issue[slot]!, contacts.visit[slot]!);
    return u < 1 / (1 + Math.exp(-logit));
  }

  /**
   * The record, where its human stage is this contact's: handed over at the recorded point, and
   * answered there too. What a person did who never answered was never recorded.
   */
  private recordedStage(slot: number): RecordedDialogue | undefined {
    if (this.floor.contacts.onRecord[slot] === 0 || !this.floor.recordHandsOverHere(slot)) {
      return undefined;
    }
    const recorded = this.floor.recordOf(slot);
    return recorded.answered === false ? undefined : recorded;
  }

  /** A person is free again, or goes home. */
  personDone(subject: number): void {
    const teams = this.floor.world.teams.length;
    if (this.floor.desks.done(subject % teams, Math.floor(subject / teams), this.floor.now)) {
      this.floor.capacityAppeared = true;
    }
  }

  shiftChange(team: number): void {
    const { now, world } = this.floor;
    const staffed = world.teams[team]!.steps.findLast((step) => step.at <= now)!.staffed;
    this.floor.desks.roster(team, staffed, now);
    this.floor.capacityAppeared = true;
    if (staffed === 0 && this.nobodyWillCome(team)) this.sendHome(team);
  }

  patienceEnds(slot: number): void {
    const team = this.floor.contacts.team[slot]!;
    this.leavesQueue(slot, team, 'abandoned');
  }

  /** Nobody will come any more: whoever still waits is told so, and is unserved. */
  private sendHome(team: number): void {
    const { desks } = this.floor;
    while (desks.waiting[team]! > 0) this.leavesQueue(desks.head[team]!, team, 'unserved');
  }

  private leavesQueue(slot: number, team: number, ending: 'abandoned' | 'unserved'): void {
    this.floor.desks.leave(team, slot);
    this.floor.frustration.waited(slot, this.floor.now);
    this.floor.record.resolved = false;
    this.endings.end(slot, ending);
  }

  private nobodyWillCome(team: number): boolean {
    return this.floor.desks.nextStaffedAt(team, this.floor.now) === Number.POSITIVE_INFINITY;
  }
}
