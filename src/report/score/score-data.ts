import { JUDGED, type ScoredRow, type Scores, type Scoring } from '../../experiment/score/score.js';
import type { Interval } from '../../metrics/estimate.js';
import type { Provenance } from '../comparison/comparison-json.js';
import { csvLine } from '../csv-line.js';

/** The versioned result: enough to run it again and get the same bytes. No time of day, no texts. */
export function scoreJson(scoring: Scoring, provenance: Provenance): string {
  const { leftOut } = scoring;
  const document = {
    warmline_score: 1,
    tool: { name: 'warmline', version: provenance.version },
    seed: scoring.seed,
    resamples: scoring.resamples,
    confidence_level: scoring.level,
    lambda: scoring.lambda,
    inputs: provenance.inputs,
    assumptions: scoring.assumptions,
    warnings: provenance.warnings,
    dialogues: scoring.dialogues,
    dialogues_with_label: scoring.withLabel,
    utterances: scoring.utterances,
    labels: scoring.labels,
    left_out: {
      conversations: leftOut.conversations,
      labels: leftOut.labels,
      unlabelled_utterances: leftOut.unlabelled,
    },
    metrics: Object.fromEntries(scoring.metrics.map(({ id, of: _, ...metric }) => [id, metric])),
    rows: scoring.rows.map(rowJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function rowJson({ name, description, kind, scores, against, rules }: ScoredRow) {
  return {
    name,
    description,
    kind,
    flags: scoresJson(scores.flags),
    live: scoresJson(scores.live),
    ...(against.size === 0
      ? {}
      : {
          against: Object.fromEntries(
            [...against].map(([floor, { flags, live }]) => [
              floor,
              { flags: scoresJson(flags), live: scoresJson(live) },
            ]),
          ),
        }),
    ...(rules ? { rules } : {}),
  };
}

function scoresJson(scores: Scores) {
  return Object.fromEntries([...scores].map(([id, interval]) => [id, intervalJson(interval)]));
}

function intervalJson(interval: Interval | undefined) {
  if (!interval) return null;
  const { value, low, high } = interval;
  return { value, ...(low === undefined ? {} : { low, high }) };
}

/** Long form: one row a policy or floor, way of judging, and metric. */
export function scoreCsv(scoring: Scoring): string {
  const head = ['policy', 'kind', 'judged', 'metric', 'unit', 'value', 'low', 'high'];
  const lines = [csvLine(head)];
  for (const { name, kind, scores } of scoring.rows) {
    for (const judged of JUDGED) {
      for (const { id, unit } of scoring.metrics) {
        const { value, low, high } = scores[judged].get(id) ?? {};
        lines.push(csvLine([name, kind, judged, id, unit, value, low, high]));
      }
    }
  }
  return lines.join('');
}
