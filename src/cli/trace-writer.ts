import { LifeRecorder } from '../experiment/life/life-recorder.js';
import type { ExplainedPolicy } from '../experiment/life/life-rules.js';
import type { Policy } from '../policy/policy.js';
import { traceLine } from '../report/life/life-json.js';
import type { World } from '../scenario/world.js';
import type { ContactRecord } from '../simulation/record.js';
import type { Trace } from '../simulation/trace.js';
import type { DraftFile } from './files.js';

/** Writes every contact's life as it ends, a line each; only those in flight are held. */
export class TraceWriter {
  private readonly recorders = new Map<Policy, LifeRecorder>();

  constructor(
    private readonly world: World,
    private readonly policies: readonly ExplainedPolicy[],
    private readonly draft: DraftFile,
  ) {}

  /** What listens to the simulation of a policy. */
  listenerOf(policy: Policy): Trace {
    const explained = this.policies.find((one) => one.policy === policy)!;
    const recorder = new LifeRecorder(this.world, explained, { saw: 'what-rules-read' });
    this.recorders.set(policy, recorder);
    return recorder;
  }

  write(policy: Policy, record: ContactRecord, replication: number): void {
    const life = this.recorders.get(policy)!.finish(record, replication);
    if (life) this.draft.stream(traceLine(life));
  }
}
