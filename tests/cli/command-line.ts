import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/main.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const SCENARIO = `name: tiny
horizon: { opens: "09:00", closes: "11:00" }
demand: { contacts_per_day: 20, by_hour: [1, 1] }
intents:
  refund:
    share: 1
    ai_solvable: 0.5
    ai_success_per_turn: 0.3
    handle_time: { constant: 300s }
teams:
  general:
    shifts: [{ from: "09:00", to: "11:00", agents: 3 }]
`;

export const NEVER = 'name: never\nrules: []\n';

export const ON_REQUEST = `name: on-request
rules:
  - id: asked
    when: asks >= 1
    then: { transfer: general }
`;

/** A policy of one rule. */
export function policy(name: string, when: string, then = '{ transfer: general }'): string {
  return `name: ${name}\nrules:\n  - id: only\n    when: ${when}\n    then: ${then}\n`;
}

/** Three short conversations, one of them with an ask, in canonical JSONL. */
export const CHATS = [
  '{"id":"c1","turns":[{"speaker":"customer","text":"hi","ask":"none"},{"speaker":"ai","text":"yes"}],"resolved":true,"resolved_by":"ai"}',
  '{"id":"c2","turns":[{"speaker":"customer","text":"A person, please","ask":"request"},{"speaker":"human","text":"Hello"}],"handover":{"after_customer_turns":1,"answered":true},"resolved":true,"resolved_by":"human"}',
  '{"id":"c3","turns":[{"speaker":"customer","text":"hm","ask":"none"},{"speaker":"ai","text":"no"}],"resolved":false}',
  '',
].join('\n');

/** A folder of its own, with a scenario, two policies and whatever else a test puts there. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'warmline-cli-'));

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    const all = { 's.yaml': SCENARIO, 'never.yaml': NEVER, 'ask.yaml': ON_REQUEST, ...files };
    for (const [name, content] of Object.entries(all)) this.put(name, content);
  }

  put(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), content);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  list(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** Runs a command line here. Paths in problems come out relative to this folder. */
  async run(argv: readonly string[], io: Partial<Io> = {}): Promise<Outcome> {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await run(argv, {
      stdout: { write: (text) => void out.push(text) },
      stderr: { write: (text) => void err.push(text) },
      cwd: this.folder,
      env: {},
      ...io,
    });
    const near = (text: string) => text.replaceAll(/(?:\.\.\/)*[^\s:"]*warmline-cli-\w+\//g, '');
    return { code, stdout: near(out.join('')), stderr: near(err.join('')) };
  }
}
