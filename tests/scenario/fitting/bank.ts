import type { Conversation } from '../../../src/dataset/conversation.js';
import { openDataset } from '../../../src/dataset/formats.js';
import { sharedData } from '../../shared-data.js';

/** The bank's call log, where it is at hand; tests on it skip where it is not. */
export const BANK = sharedData('bank/anonymous_bank_1999-02-01_to_14.txt');

let read: Promise<Conversation[]> | undefined;

export function bankConversations(): Promise<Conversation[]> {
  read ??= (async () => {
    const conversations: Conversation[] = [];
    for await (const one of (await openDataset(BANK!)).conversations()) conversations.push(one);
    return conversations;
  })();
  return read;
}
