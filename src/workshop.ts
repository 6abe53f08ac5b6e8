/**
 * What the project's own scripts, benchmark and tests of the built program use of it. No promise is
 * made to anybody else; the library is `index.ts`.
 */

export { classifyAsk } from './dataset/signals/asks.js';
export { compare } from './experiment/compare.js';
export { replicate } from './experiment/replicate.js';
export { checkStatistics, sameLuck } from './experiment/verification/statistics-check.js';
export { differingReplications, twinOf } from './experiment/verification/twin.js';
export { textbookCases, verifyCases } from './experiment/verification/verify.js';
export { WorkerPool } from './experiment/workers/worker-pool.js';
export { readWholeText } from './input/text-source.js';
export { CATALOGUE } from './metrics/catalogue.js';
export { ratioEstimate } from './metrics/estimate.js';
export { teamMetrics } from './metrics/team-metrics.js';
export { DESK_SIGNALS, SIGNALS } from './policy/condition/signals.js';
export { vocabularyOf } from './policy/condition/vocabulary.js';
export { loadPolicy } from './policy/load.js';
export { PUBLISHED, publishedSchemaText, schemaFile } from './report/schema/published-schemas.js';
export { loadScenario } from './scenario/load.js';
export { PolicyFault } from './simulation/policy-fault.js';
