import { percentileInterval, Resample } from '../../../../src/metrics/bootstrap.js';
import type { Reading } from './labelled-asks.js';

const RESAMPLES = 2000;
const SEED = 1;
const LEVEL = 0.95;

export interface AskScore {
  readonly labelled: number;
  readonly found: number;
  readonly wrong: number;
  readonly f1: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** How well one label is found: counts, and F1 with its bootstrap interval over subjects. */
export function scoreOf(
  readings: readonly Reading[],
  label: string,
  takes: (reading: Reading) => boolean = ({ read }) => read === label,
): AskScore {
  const subjects = [...new Set(readings.map(({ subject }) => subject))];
  const counts = subjects.map(() => [0, 0, 0] as [number, number, number]);
  const place = new Map(subjects.map((subject, i) => [subject, i]));
  for (const reading of readings) {
    const count = counts[place.get(reading.subject)!]!;
    const is = reading.label === label;
    const taken = takes(reading);
    if (is && taken) count[0]++;
    else if (taken) count[1]++;
    else if (is) count[2]++;
  }
  const f1 = (times: ArrayLike<number>): number | undefined => {
    let [found, wrong, missed] = [0, 0, 0];
    counts.forEach((count, i) => {
      found += times[i]! * count[0];
      wrong += times[i]! * count[1];
      missed += times[i]! * count[2];
    });
    const all = 2 * found + wrong + missed;
    return all === 0 ? undefined : (2 * found) / all;
  };
  const ones = new Uint32Array(subjects.length).fill(1);
  const source = new Resample(SEED, subjects.length);
  const times = new Uint32Array(subjects.length);
  const resampled = Array.from({ length: RESAMPLES }, (_, b) => {
    source.draw(b, times);
    return f1(times);
  });
  const sum = (part: 0 | 1 | 2) => counts.reduce((total, count) => total + count[part], 0);
  const interval = percentileInterval(f1(ones)!, resampled, LEVEL);
  return {
    labelled: sum(0) + sum(2),
    found: sum(0),
    wrong: sum(1),
    f1: interval.value,
    low: interval.low,
    high: interval.high,
  };
}

/** One row a label, and the bare keyword as the floor of requests. */
export function scoreRows(
  file: string,
  readings: readonly Reading[],
  labels: readonly string[],
): string[] {
  const row = (label: string, score: AskScore) => {
    const { f1, found, high, labelled, low, wrong } = score;
    const bounds = low === undefined ? '–' : `${low.toFixed(2)} to ${high!.toFixed(2)}`;
    const precision = found + wrong === 0 ? '–' : (found / (found + wrong)).toFixed(2);
    return `| ${file} | ${label} | ${labelled} | ${found} | ${wrong} | ${precision} | ${(found / labelled).toFixed(2)} | ${f1.toFixed(2)} | ${bounds} |`;
  };
  return [
    ...labels.map((label) => row(label, scoreOf(readings, label))),
    ...(labels.includes('request')
      ? [
          row(
            'request, by a bare keyword',
            scoreOf(readings, 'request', (one) => one.keyword),
          ),
        ]
      : []),
  ];
}

export const SCORE_HEAD = [
  '| file | label | messages | found | wrongly read as it | precision | recall | F1 | 95 % interval |',
  '|---|---|---:|---:|---:|---:|---:|---:|---|',
];

/** Labels down, readings across. */
export function confusion(readings: readonly Reading[], labels: readonly string[]): string[] {
  const across = ['request', 'accept', 'refuse', 'mention', 'offer', 'none'].filter(
    (read) => labels.includes(read) || readings.some((one) => one.read === read),
  );
  return [
    `| labelled | ${across.join(' | ')} |`,
    `|---|${across.map(() => '---:').join('|')}|`,
    ...labels.map((label) => {
      const cells = across.map(
        (read) => readings.filter((one) => one.label === label && one.read === read).length,
      );
      return `| ${label} | ${cells.join(' | ')} |`;
    }),
  ];
}
