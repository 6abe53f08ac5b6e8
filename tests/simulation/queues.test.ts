import { expect, it } from 'vitest';
import { Clock } from '../../src/simulation/clock.js';
import { Contact } from '../../src/simulation/contact.js';
import { Luck, Purpose } from '../../src/simulation/luck/luck.js';
import { isBefore, Queues } from '../../src/simulation/queue/queues.js';

it('tells how many are ahead as counting one by one would, whoever comes, moves and leaves', () => {
  const luck = new Luck(5, 0);
  const clock = new Clock();
  clock.now = 0;
  const queues = new Queues(2, clock);
  const lanes = [
    queues.lane([0], 0),
    queues.lane([0, 1], 0),
    queues.lane([1], 120),
    queues.lane([0], 300),
  ];
  const waiting: Contact[] = [];
  const ahead = new Set<number>();
  for (let step = 0; step < 600; step++) {
    const draw = (index: number, below: number) =>
      Math.floor(luck.uniform(Purpose.intent, step, 0, index) * below);
    clock.now += draw(0, 3) * 20; // some come at one instant
    const what = draw(1, 10);
    const one = waiting[draw(2, waiting.length)];
    const lane = lanes[draw(3, lanes.length)]!;
    if (one !== undefined && what < 3) queues.move(one, lane);
    else if (one !== undefined && what < 6) {
      queues.leave(one);
      waiting.splice(waiting.indexOf(one), 1);
    } else {
      const contact = new Contact(step, 0, 0);
      queues.begin(contact);
      queues.join(lane, contact);
      waiting.push(contact);
    }
    for (const team of [0, 1]) {
      for (const asks of waiting) {
        const before = waiting.filter(
          (other) => other.lane!.teams.includes(team) && isBefore(other, asks),
        );
        expect(queues.ahead(team, asks)).toBe(before.length);
        ahead.add(before.length);
      }
    }
  }
  expect(ahead.size).toBeGreaterThan(20);
});

it('sums up the time of those who still wait in one order, however the lanes came about', () => {
  const waited = (priorities: readonly number[]): number => {
    const clock = new Clock();
    const queues = new Queues(1, clock);
    clock.now = 0;
    for (const priority of priorities) queues.lane([0], priority);
    [0.1, 0.2, 0.3, 0.7].forEach((at, index) => {
      clock.now = at;
      const contact = new Contact(index, 0, 0);
      queues.begin(contact);
      queues.join(queues.lane([0], index), contact);
    });
    clock.now = 0.9;
    queues.account();
    return queues.waitedSeconds(0);
  };
  const found = waited([0, 1, 2, 3]);
  expect(found).toBeCloseTo(0.8 + 0.7 + 0.6 + 0.2, 12);
  for (const order of [
    [3, 2, 1, 0],
    [2, 0, 3, 1],
    [1, 3, 0, 2],
  ])
    expect(waited(order)).toBe(found);
});
