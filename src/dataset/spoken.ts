import type { Speaker, Turn } from './conversation.js';

/** A turn with its text trimmed; of one that says nothing, only who had it. */
export function spoken(speaker: Speaker, text: string | null | undefined): Turn {
  const said = text?.trim() ?? '';
  return said === '' ? { speaker } : { speaker, text: said };
}
