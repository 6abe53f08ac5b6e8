/**
 * The library: everything the command line does, callable. It returns data and throws `InputError`
 * for bad input; it never prints and never ends the process.
 */

export { readCanonical, writeCanonical } from './dataset/canonical/canonical.js';
export type {
  Ask,
  Conversation,
  ConversationLabels,
  Ending as ConversationEnding,
  Handover,
  Speaker,
  Turn,
  TurnLabels,
} from './dataset/conversation.js';
export { FORMATS, openDataset } from './dataset/formats.js';
export { ReadNotes } from './dataset/reading.js';
export { annotate } from './dataset/signals/annotate.js';
export { classifyAsk } from './dataset/signals/asks.js';
export { offersPerson } from './dataset/signals/offers.js';
export { sentiment } from './dataset/signals/sentiment.js';
export { suggestMapping } from './dataset/suggestion/suggest.js';
export { type CompareOptions, compare } from './experiment/compare.js';
export type { Comparison, PolicyEvaluation } from './experiment/evaluation.js';
export { generate } from './experiment/generate.js';
export type { Life } from './experiment/life/life.js';
export { PICKS } from './experiment/life/life-picks.js';
export { findContact } from './experiment/life/life-search.js';
export { Lives } from './experiment/life/lives.js';
export { score } from './experiment/score/score.js';
export { InputError, type Problem } from './input/problem.js';
export { inspect } from './inspection/inspect.js';
export type { Inspection } from './inspection/inspection.js';
export { CATALOGUE } from './metrics/catalogue.js';
export type { Metric } from './metrics/metric.js';
export { SIGNALS } from './policy/condition/signals.js';
export { vocabularyOf } from './policy/condition/vocabulary.js';
export type { Fragments } from './policy/grammar/document.js';
export type { Settings } from './policy/grammar/parameters.js';
export { readFragments } from './policy/grammar/read-policy.js';
export { lint } from './policy/lint/lint.js';
export { openVocabulary } from './policy/lint/open-vocabulary.js';
export { openingOf } from './policy/lint/opening.js';
export { type LoadedPolicy, type LoadOptions, loadPolicy } from './policy/load.js';
export { type Policy, RECORDED } from './policy/policy.js';
export { comparisonCsv } from './report/comparison/comparison-csv.js';
export { comparisonJson } from './report/comparison/comparison-json.js';
export { comparisonMarkdown } from './report/comparison/comparison-markdown.js';
export { comparisonText } from './report/comparison/comparison-text.js';
export { inspectionJson, inspectionText } from './report/inspection/inspection.js';
export { lifeJson } from './report/life/life-json.js';
export { lifeText } from './report/life/life-text.js';
export { PUBLISHED, publishedSchema } from './report/schema/published-schemas.js';
export { type LoadedScenario, loadScenario } from './scenario/load.js';
export { erlangA, erlangB, erlangC } from './scenario/staffing/erlang.js';
export type { World } from './scenario/world.js';
export { Luck } from './simulation/luck/luck.js';
export type { ContactRecord, DaySummary, Sink } from './simulation/record.js';
export { Simulation } from './simulation/simulation.js';
export type { Trace } from './simulation/trace.js';
