import type { ReadNotes } from '../reading.js';

const PASSING_ON = ['transfer', 'handoff', 'handover', 'escalate', 'connect', 'forward'];
const PEOPLE = 'human humans person people operator representative supervisor staff live'.split(
  ' ',
);

/** For people who wonder why a tool of theirs was not taken for one. */
export const HAND_OVER_NAMES = `one of ${PASSING_ON.join(', ')} together with one of ${PEOPLE.join(', ')}`;

/** Told by its name whether a tool hands over to a person. */
export class HandOverTools {
  private readonly named: ReadonlySet<string>;

  /** @param named tools that do, whatever their names say (`hand_over_tools` of a mapping) */
  constructor(named: Iterable<string> = []) {
    this.named = new Set(named);
  }

  /**
   * `transfer_to_human`, `escalateToHuman`, `hand-off-to-operator`; not `transfer_money`, and not
   * `transfer_to_refund_agent`, which in such frameworks is another AI.
   */
  handsOver(tool: string): boolean {
    if (this.named.has(tool)) return true;
    const words = tool
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/hand[\s_-]?(off|over)/g, 'hand$1')
      .split(/[^a-z]+/);
    return (
      words.some((word) => PASSING_ON.includes(word)) && words.some((word) => PEOPLE.includes(word))
    );
  }

  /** Whether one of the tools called does; what was called goes to `notes`. */
  amongCalled(tools: readonly string[], notes: ReadNotes | undefined): boolean {
    let found = false;
    for (const tool of tools) {
      const handsOver = this.handsOver(tool);
      notes?.tool(tool, handsOver);
      found ||= handsOver;
    }
    return found;
  }
}
