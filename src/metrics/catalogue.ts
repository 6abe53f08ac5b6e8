import { FRICTION_METRICS } from './friction-metrics.js';
import { FRUSTRATION_AND_COST_METRICS } from './frustration-metrics.js';
import type { Metric } from './metric.js';
import { QUEUE_METRICS } from './queue-metrics.js';
import { RESOLUTION_METRICS } from './resolution-metrics.js';

/**
 * Every metric, defined once: tables, JSON, CSV and guards all speak these ids. Those of each team
 * are in `team-metrics.ts`, since their ids depend on the world.
 */
export const CATALOGUE: readonly Metric[] = [
  ...RESOLUTION_METRICS,
  ...QUEUE_METRICS,
  ...FRICTION_METRICS,
  ...FRUSTRATION_AND_COST_METRICS,
];
