import type { Handover } from '../dataset/conversation.js';
import {
  type ServiceCounts,
  type ServiceLevelVariant,
  serviceLevel,
} from '../metrics/service-level.js';
import {
  type HandleFigures,
  present,
  type QueueFigures,
  type ServiceLevel,
  shareOf,
} from './inspection.js';
import { NumberColumn } from './number-column.js';

/** Under this, a caller who leaves has hardly waited; reported apart, and included elsewhere. */
const SHORT_ABANDON_SECONDS = 5;

/** Gathers waits and handle times of hand-overs, of a whole file or of one group in it. */
export class QueueTally {
  contacts = 0;
  private answered = 0;
  private abandoned = 0;
  private readonly waitAnswered = new NumberColumn();
  private readonly waitAbandoned = new NumberColumn();
  private readonly handleTimes = new NumberColumn();

  add(handover: Handover | undefined): void {
    this.contacts++;
    if (!handover) return;
    const { answered, waitSeconds, handleSeconds } = handover;
    if (answered === true) this.answered++;
    if (answered === false) this.abandoned++;
    if (waitSeconds !== undefined) {
      if (answered === true) this.waitAnswered.push(waitSeconds);
      if (answered === false) this.waitAbandoned.push(waitSeconds);
    }
    if (handleSeconds !== undefined) this.handleTimes.push(handleSeconds);
  }

  get offered(): number {
    return this.answered + this.abandoned;
  }

  get abandonedCount(): number {
    return this.abandoned;
  }

  /** Undefined when nothing is known of any queue. */
  figures(): QueueFigures | undefined {
    return this.offered === 0 ? undefined : this.known();
  }

  private known(): QueueFigures {
    const waited = this.waitAnswered.filter((w) => w > 0);
    const withoutWait = this.waitAnswered.count - waited.count;
    const queued = waited.count + this.abandoned;
    const timed = this.waitAnswered.count + this.waitAbandoned.count;
    const meanWait =
      timed === 0 ? undefined : (this.waitAnswered.sum() + this.waitAbandoned.sum()) / timed;
    return {
      offered: this.offered,
      answered: this.answered,
      abandoned: this.abandoned,
      abandonment: shareOf(this.abandoned, this.offered),
      shortAbandonment: shareOf(
        this.waitAbandoned.filter((w) => w < SHORT_ABANDON_SECONDS).count,
        this.offered,
      ),
      answeredWithoutWait: withoutWait,
      answeredAfterWait: waited.count,
      queued: shareOf(queued, withoutWait + queued),
      abandonmentOfQueued: shareOf(this.abandoned, queued),
      ...present('asaSeconds', this.waitAnswered.mean()),
      ...present('asaQueuedSeconds', waited.mean()),
      ...present('meanWaitSeconds', meanWait),
      ...present('waitAnsweredSeconds', this.waitAnswered.distribution()),
      ...present('waitAnsweredQueuedSeconds', waited.distribution()),
      ...present('waitAbandonedSeconds', this.waitAbandoned.distribution()),
      ...present('handleSeconds', this.handleTimes.distribution()),
    };
  }

  /** Over contacts with a recorded wait. See `domain.md` §2 for the variants. */
  serviceLevel(withinSeconds: number): ServiceLevel {
    const counts: ServiceCounts = {
      answered: this.waitAnswered.count,
      answeredInTime: this.waitAnswered.countUpTo(withinSeconds),
      left: this.waitAbandoned.count,
      leftInTime: this.waitAbandoned.countUpTo(withinSeconds),
      leftAtOnce: this.waitAbandoned.filter((wait) => wait < SHORT_ABANDON_SECONDS).count,
    };
    const share = (variant: ServiceLevelVariant) => {
      const { part, whole } = serviceLevel(counts, variant);
      return shareOf(part, whole);
    };
    return { withinSeconds, a: share('A'), b: share('B'), c: share('C'), d: share('D') };
  }

  get hasWaits(): boolean {
    return this.waitAnswered.count + this.waitAbandoned.count > 0;
  }

  handle(): HandleFigures | undefined {
    const all = this.handleTimes.distribution();
    if (!all) return undefined;
    const long = this.handleTimes.filter((s) => s >= 10);
    return {
      all,
      underTenSeconds: shareOf(all.count - long.count, all.count),
      ...present('lognormal', this.handleTimes.lognormal()),
      ...present('fromTenSeconds', long.distribution()),
      ...present('fromTenSecondsLognormal', long.lognormal()),
    };
  }
}
