import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BANK_ZONE } from '../../../src/dataset/formats/anonymous-bank.js';
import { fittedText } from '../../../src/scenario/fitting/fit-record.js';
import { loadScenario } from '../../../src/scenario/load.js';
import { BANK, bankConversations } from './bank.js';
import { hourly, type Measured, recordedOf, replayed } from './bar.js';

/*
 * The bar for a fitted world: on the bank log it has to reproduce what happened, on the days that it
 * was fitted to, and on other days within twice the tolerances.
 */
describe.skipIf(!BANK)(
  'a fitted world (skipped without the bank log)',
  { timeout: 300_000 },
  () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'warmline-fit-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    async function fitAndReplay(fittedDays?: 'odd' | 'even', replayedDays?: 'odd' | 'even') {
      const conversations = await bankConversations();
      const text = fittedText(
        'bank',
        { conversations, format: 'anonymous-bank', timeZone: BANK_ZONE },
        { file: BANK!, fittedDays, replayedDays },
      );
      const file = join(folder, `${fittedDays ?? 'all'}.yaml`);
      await writeFile(file, text);
      const { world } = await loadScenario(file);
      return { record: recordedOf(world), replay: replayed(world, 20) };
    }

    function within(tolerances: number, record: Measured, replay: Measured): void {
      const distance = (read: (m: Measured) => number) => Math.abs(read(replay) - read(record));
      expect(distance((m) => m.abandonment)).toBeLessThan(0.01 * tolerances);
      expect(distance((m) => m.asa) / record.asa).toBeLessThan(0.1 * tolerances);
      expect(distance((m) => m.p90) / record.p90).toBeLessThan(0.15 * tolerances);
      expect(distance((m) => m.withoutWait)).toBeLessThan(0.04 * tolerances);
      expect(hourly(record, replay)).toBeLessThan(0.03 * tolerances);
    }

    it('reproduces the days that it was fitted to', async () => {
      const { record, replay } = await fitAndReplay();
      // What the data sheet says of the record.
      expect(record.abandonment).toBeCloseTo(0.1157, 4);
      expect(record.asa).toBeCloseTo(34.4, 1);
      expect(record.p90).toBe(111);
      expect(record.withoutWait).toBeCloseTo(0.515, 3);
      within(1, record, replay);
    });

    it('foretells even dates from odd ones', async () => {
      const { record, replay } = await fitAndReplay('odd', 'even');
      within(2, record, replay);
    });

    it('foretells odd dates from even ones', async () => {
      const { record, replay } = await fitAndReplay('even', 'odd');
      within(2, record, replay);
    });
  },
);
