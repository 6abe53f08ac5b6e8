import { describe, expect, it, vi } from 'vitest';
import type { World } from '../../src/scenario/world.js';
import type { Contact } from '../../src/simulation/contact.js';
import { ContactPool } from '../../src/simulation/contact-pool.js';
import { PolicyFault } from '../../src/simulation/policy-fault.js';
import { Simulation } from '../../src/simulation/simulation.js';
import { policyFor, worldFrom } from '../worlds.js';
import { replicationOf, runDay } from './runs.js';

// A simulation is used for many replications: none may notice the others.

const world = (horizon: string, byHour: number): World =>
  worldFrom(`
name: everything
channels: { chat: { share: 0.7, silent_abandonment: 0.6 }, voice: { share: 0.3 } }
horizon: ${horizon}
demand: { contacts_per_day: 400, by_hour: [${Array(byHour).fill(1).join(', ')}] }
intents:
  easy: { share: 0.6, ai_solvable: 0.7, ai_success_per_turn: 0.4, handle_time: { exponential: { mean: 5m } } }
  hard: { share: 0.4, ai_solvable: 0.2, ai_success_per_turn: 0.2, handle_time: { lognormal: { median: 8m, sigma: 0.8 } }, mood: -0.4 }
ai: { capacity: 3, outages: [{ from: "10:00", to: "10:20" }] }
teams:
  general:
    skills: { easy: 1, hard: 0.3 }
    shifts: [{ from: "08:00", to: "11:00", agents: 2 }, { from: "09:00", to: "12:30", agents: 2 }]
    chats_per_agent: 2
    ring: { missed: 0.1, timeout: 20s, away: 60s }
  senior: { shifts: [{ from: "08:30", to: "12:00", agents: 2 }], queue_limit: 5 }
people: { passes_on: { probability: 0.6, warm: 20s } }
customers: { patience: { exponential: { mean: 4m } }, returns: { max_visits: 3 } }
`);

const POLICY = `
name: everything
rules:
  - { id: hard, at: arrival, when: intent == "hard" && desk.senior.open, then: { transfer: senior, priority: 2m, widen: { after: 60s, to: general } } }
  - { id: lost, when: failed_turns >= 1 && declined_offers == 0, then: { offer: transfer, to: [general, senior], announce: wait } }
  - { id: asked, when: asks >= 1, then: { transfer: [general, senior], accept_within: 10s } }
waiting:
  - { id: told, when: waited > 60, then: { announce: wait, priority: 30s } }
  - { id: wider, when: waited > 90 && desk.senior.queue < 3, then: { widen: senior } }
  - { id: call, when: waited > 120, then: { offer: callback } }
  - { id: resume, when: waited > 300, then: { handback: true } }
`;

/** What a record tells of a contact that anything below could have reached. */
const TOLD = [
  ...(['issue', 'visit', 'intent', 'segment', 'language', 'channel', 'aiSolvable'] as const),
  ...(['arrivedAt', 'endedAt', 'ending', 'resolved', 'returnsAt', 'customerTurns'] as const),
  ...(['rule', 'team', 'queuedAt', 'waitSeconds', 'answeredAt', 'handleSeconds'] as const),
  ...(['agentSeconds', 'reexplained', 'bounces', 'handbacks', 'callbackAt', 'announced'] as const),
  ...(['frustrationPeak', 'frustrationArea', 'boiledOver'] as const),
];

/** Absurd values of what `Contact.begin` leaves alone. */
const LEFT_BEHIND: Partial<Contact> = {
  ...{ issue: 987_654, visit: 57, intent: 1, segment: 99, language: 99, channel: 99 },
  ...{ aiSolvable: true, route: 99, withoutContext: true, passTo: 99 },
  ...{ announcedUntil: -1e9, waitingRulesFired: -1, widened: 1e6, lookedAt: 1e9 },
  ...{ enteredAt: -1e9, waitingFrom: -1e9, creditedAt: -1e9, entryOrder: -5, patientUntil: -1e9 },
  ...{ serviceFrom: -1e9, workSeconds: 1e9, doneAt: -1e9, attentionFrom: -1e9 },
  ...{ silentFrom: -1e9, workLeft: 1e9, frustrationAt: -1e9 },
};

describe.each([
  ['days', '{ opens: "08:00", closes: "12:00" }', 4],
  ['round the clock', '{ mode: continuous, days: 2, warm_up: 10h }', 24],
] as const)('%s', (_, horizon, byHour) => {
  const given = world(horizon, byHour);
  const policy = policyFor(given, POLICY);

  it('a later replication is as in a fresh simulation, whatever came before, to the order of records', () => {
    const used = new Simulation(given, policy);
    for (const replication of [3, 0, 7, 0]) {
      const again = replicationOf(used, 11, replication);
      const fresh = runDay(given, policy, 11, replication);
      const plain = ({ records }: typeof fresh) =>
        records.map(
          ({ issue, visit, ending, endedAt, waitSeconds, agentSeconds, frustrationArea }) => [
            issue,
            visit,
            ending,
            endedAt,
            waitSeconds,
            agentSeconds,
            frustrationArea,
          ],
        );
      expect(fresh.records.length).toBeGreaterThan(100);
      expect(plain(again)).toEqual(plain(fresh));
      expect(again.summary).toEqual(fresh.summary);
    }
  });

  it('and whatever a contact leaves behind that the next one does not clear', () => {
    const plain = ({ records }: ReturnType<typeof runDay>) =>
      records.map((record) => TOLD.map((name) => record[name]));
    const clean = plain(runDay(given, policy, 11, 3));
    const { release } = ContactPool.prototype;
    const spoilt = vi.spyOn(ContactPool.prototype, 'release').mockImplementation(function (
      this: ContactPool,
      contact: Contact,
    ) {
      release.call(this, contact);
      Object.assign(contact, LEFT_BEHIND);
    });
    try {
      expect(plain(runDay(given, policy, 11, 3))).toEqual(clean);
      expect(spoilt.mock.calls.length).toBeGreaterThan(100);
    } finally {
      spoilt.mockRestore();
    }
  });

  it('also after one that stopped at a condition that cannot be computed', () => {
    const faulty = policyFor(given, POLICY.replace('waited > 300', 'waited > 300 && 1 / asks > 0'));
    const simulation = new Simulation(given, faulty);
    expect(() => replicationOf(simulation, 11, 0)).toThrow(PolicyFault);
    expect(() => replicationOf(simulation, 11, 0)).toThrow(PolicyFault);
  });
});
