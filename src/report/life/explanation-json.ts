import { contactId } from '../../experiment/life/life.js';
import type { Settings } from '../../policy/grammar/parameters.js';
import type { InputFile } from '../../scenario/load.js';
import { lifeJson } from './life-json.js';
import type { Explained } from './life-text.js';

export interface ExplanationSource {
  readonly version: string;
  readonly inputs: readonly InputFile[];
  readonly assumptions: readonly string[];
  /** Parameters that were set in place of the policies' own. */
  readonly settings?: Settings;
}

/** What `warmline explain --format json` prints: enough to run it again and get the same bytes. */
export function explanationJson(explained: Explained, source: ExplanationSource): string {
  const { contact, drills, lives, parting, policies, scenario, seed } = explained;
  const document = {
    warmline_explanation: 1,
    tool: { name: 'warmline', version: source.version },
    seed,
    scenario,
    drills,
    inputs: source.inputs,
    assumptions: source.assumptions,
    ...(source.settings && { settings: source.settings }),
    replication: contact.replication,
    contact: contactId(contact),
    picked: contact.picked ?? null,
    policies,
    lives: lives.map((life) => (life === undefined ? null : lifeJson(life, { trees: true }))),
    ...(lives.length > 1
      ? {
          parted:
            parting === undefined
              ? null
              : {
                  at: parting.at,
                  rules: parting.decisions.map((decision) => decision?.rule ?? null),
                },
        }
      : {}),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
