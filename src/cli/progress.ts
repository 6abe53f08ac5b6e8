import type { Writable } from 'node:stream';
import type { Ora } from 'ora';
import type { Io } from './io.js';

const QUIET_MS = 1000;
const WIDTH = 20;

/** A bar with the time left on stderr, on a terminal only, and only once work takes a second. */
export class ProgressBar {
  private readonly startedAt = performance.now();
  private spinner: Ora | undefined;

  private constructor(
    private readonly io: Io,
    private readonly what: string,
    private readonly draw: typeof import('ora')['default'] | undefined,
  ) {}

  /** Elsewhere than on a terminal, nobody waits for the library that draws it. */
  static async for(io: Io, what: string): Promise<ProgressBar> {
    const { columns, isTTY } = io.stderr;
    // A terminal that says it has no columns makes the spinner clear lines for ever.
    const shows = isTTY === true && (columns ?? 0) > 0;
    return new ProgressBar(io, what, shows ? (await import('ora')).default : undefined);
  }

  /** @param note what else to tell, after the share that is done */
  at(done: number, total: number, note = ''): void {
    const elapsed = performance.now() - this.startedAt;
    if (this.draw === undefined || elapsed < QUIET_MS) return;
    const text = `${this.what} ${progressText(done, total, elapsed / 1000)}${note}`;
    this.spinner ??= this.draw({
      text,
      stream: this.io.stderr as unknown as Writable & NodeJS.WriteStream,
      discardStdin: false,
      color: this.io.env.NO_COLOR ? false : 'cyan',
    }).start();
    this.spinner.text = text;
  }

  stop(): void {
    this.spinner?.stop();
    this.spinner = undefined;
  }
}

/** `█████░░░░░░░░░░░░░░░ 25 %, 12 s left`, supposing that the rest goes on as fast. */
export function progressText(done: number, total: number, elapsedSeconds: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const filled = Math.floor(WIDTH * share);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const left = (elapsedSeconds * (1 - share)) / share;
  const time = left < 1 ? 'under a second' : `${duration(left)}`;
  return `${bar} ${Math.floor(100 * share)} %${share > 0 ? `, ${time} left` : ''}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
