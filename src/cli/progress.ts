import type { Writable } from 'node:stream';
import type { Ora } from 'ora';
import type { Io } from './io.js';

const QUIET_MS = 1000;
const WIDTH = 20;

/** Of long work, a bar with the time left on stderr: on a terminal only, and only once it takes a second. */
export class ProgressBar {
  private readonly startedAt = performance.now();
  private spinner: Ora | undefined;
  /** The spinner's library is loaded when there is something to show: most work is done before. */
  private starting = false;
  private stopped = false;

  constructor(
    private readonly io: Io,
    private readonly what: string,
  ) {
    io.longWork?.();
  }

  /** @param note what else to tell, after the share that is done */
  at(done: number, total: number, note = ''): void {
    const elapsed = performance.now() - this.startedAt;
    const { columns, isTTY } = this.io.stderr;
    // A terminal that says it has no columns makes the spinner clear lines for ever.
    if (isTTY !== true || !columns || elapsed < QUIET_MS) return;
    const text = `${this.what} ${progressText(done, total, elapsed / 1000)}${note}`;
    if (this.spinner) this.spinner.text = text;
    else if (!this.starting) {
      this.starting = true;
      void this.start(text);
    }
  }

  private async start(text: string): Promise<void> {
    const { default: ora } = await import('ora');
    if (this.stopped) return;
    this.spinner = ora({
      text,
      stream: this.io.stderr as unknown as Writable & NodeJS.WriteStream,
      discardStdin: false,
      color: this.io.env.NO_COLOR ? false : 'cyan',
    }).start();
  }

  stop(): void {
    this.stopped = true;
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
