import type { World } from '../../scenario/world.js';
import type { ContactRecord } from '../../simulation/record.js';
import type { LifeEnd, Origin, Provenance } from './life.js';

/** How a contact ended, from its record. */
export function endOf(record: ContactRecord, world: World): LifeEnd {
  const { answeredAt, queuedAt, resolved, returnsAt, team } = record;
  const inQueue = !Number.isNaN(queuedAt);
  const answered = !Number.isNaN(answeredAt);
  return {
    at: record.endedAt,
    ending: record.ending,
    ...(resolved === undefined ? {} : { resolved }),
    aiSolvable: record.aiSolvable,
    ...(inQueue ? { team: world.teams[team]!.name, waitSeconds: record.waitSeconds } : {}),
    ...(answered ? { answeredAt, handleSeconds: record.handleSeconds } : {}),
    asks: record.asks,
    refusals: record.refusals,
    frustrationPeak: record.frustrationPeak,
    frustrationArea: record.frustrationArea,
    boiledOver: record.boiledOver,
    ...(Number.isNaN(returnsAt) ? {} : { returnsAt }),
    provenance: provenanceOf(record, inQueue, answered),
  };
}

function provenanceOf(record: ContactRecord, inQueue: boolean, answered: boolean): Provenance {
  const { customerTurns, decisionObserved, humanObserved, observedTurns, outcomeObserved } = record;
  return {
    support: record.support,
    turnsObserved: observedTurns,
    turnsModelled: customerTurns - observedTurns,
    decision: origin(decisionObserved),
    ...(inQueue ? { wait: 'modelled' } : {}),
    ...(answered ? { humanStage: origin(humanObserved) } : {}),
    outcome: record.resolved === undefined ? 'unknown' : origin(outcomeObserved),
  };
}

function origin(observed: boolean): Origin {
  return observed ? 'observed' : 'modelled';
}
