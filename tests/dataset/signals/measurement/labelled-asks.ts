import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Conversation } from '../../../../src/dataset/conversation.js';
import { annotate } from '../../../../src/dataset/signals/annotate.js';
import { classifyAsk } from '../../../../src/dataset/signals/asks.js';
import { offersPerson } from '../../../../src/dataset/signals/offers.js';

/** One message with its label, and what the rules read. */
export interface Reading {
  /** What is resampled together: the message itself, or its conversation. */
  readonly subject: string;
  readonly label: string;
  readonly read: string;
  /** Whether it holds one of the bare keywords: a floor that takes no rules. */
  readonly keyword: boolean;
}

/** As in the description of challenge_a: English words, Chinese substrings. */
const KEYWORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:agent|human|person|representative|manager|supervisor|transfer)s?\b/i,
  zh: /人工|真人|客服|转|轉/,
};

interface Row {
  readonly id: string;
  readonly language: string;
  readonly label: string;
  readonly text: string;
  readonly speaker?: string;
}

function rows<T>(file: string | URL): T[] {
  return parse(readFileSync(file, 'utf8'), { columns: true }) as T[];
}

/** Single messages, with no dialogue around them. */
export function readMessages(file: string | URL, wanted: (row: Row) => boolean): Reading[] {
  return rows<Row>(file)
    .filter(wanted)
    .map(({ id, label, language, speaker, text }) => ({
      subject: id,
      label,
      read: speaker === 'ai' ? (offersPerson(text) ? 'offer' : 'none') : classifyAsk(text),
      keyword: KEYWORDS[language]!.test(text),
    }));
}

interface Recorded {
  readonly task_id: number;
  readonly trial: number;
  readonly traj: readonly { readonly role: string; readonly content: string | null }[];
}

const SPEAKERS = { user: 'customer', assistant: 'ai', tool: 'tool', system: 'system' } as const;

/** Customer turns in their dialogue; those that mention nobody are not labelled, and read as `none`. */
export function readTauBench(data: string, labelled: string): Reading[] {
  const labels = new Map(
    rows<Record<string, string>>(labelled).map((row) => [
      `${row.task_id}/${row.trial}/${row.user_turn_index}`,
      row.label!,
    ]),
  );
  return (JSON.parse(readFileSync(data, 'utf8')) as Recorded[]).flatMap((recorded) => {
    const subject = `${recorded.task_id}/${recorded.trial}`;
    const conversation: Conversation = {
      id: subject,
      turns: recorded.traj
        .filter(({ content }) => content !== null)
        .map(({ content, role }) => ({
          speaker: SPEAKERS[role as keyof typeof SPEAKERS],
          text: content!,
        })),
    };
    return annotate(conversation)
      .turns.filter(({ speaker }) => speaker === 'customer')
      .map(({ ask, text }, i) => ({
        subject,
        label: labels.get(`${subject}/${i}`) ?? 'none',
        read: ask!,
        keyword: KEYWORDS.en!.test(text!),
      }));
  });
}
