/** Where a command reads its surroundings and writes its results; tests hand it fakes. */
export interface Io {
  stdout: { write(s: string): void; isTTY?: boolean; columns?: number };
  stderr: { write(s: string): void; isTTY?: boolean; columns?: number };
  cwd: string;
  env: Record<string, string | undefined>;
  /** Aborted by Ctrl-C. */
  signal?: AbortSignal;
  /** Called before work that may take long: simulating about so many contacts, if that is known; fitting. */
  longWork?(contacts?: number): void;
}

/** The user pressed Ctrl-C: exit code 130. */
export class Interrupted extends Error {}

/** The command did its work, and the answer is no: exit code 1. */
export class NegativeAnswer extends Error {}

/** Colour only on a terminal that has not been told otherwise (https://no-color.org). */
export function colourLevel(io: Io): 0 | 1 {
  return io.stdout.isTTY === true && !io.env.NO_COLOR ? 1 : 0;
}

/** Between two steps of long work. */
export function stopIfInterrupted(io: Io): void {
  if (io.signal?.aborted) throw new Interrupted();
}
