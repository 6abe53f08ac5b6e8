import type { Writable } from 'node:stream';
import ora, { type Ora } from 'ora';
import type { Io } from './io.js';

const QUIET_MS = 1000;

/** A bar with the time left on stderr, on a terminal only, and only once work takes a second. */
export class ProgressBar {
  private readonly startedAt = performance.now();
  private spinner: Ora | undefined;

  constructor(
    private readonly io: Io,
    private readonly what: string,
  ) {}

  at(done: number, total: number): void {
    const elapsed = performance.now() - this.startedAt;
    if (this.io.stderr.isTTY !== true || elapsed < QUIET_MS) return;
    this.spinner ??= ora({
      stream: this.io.stderr as unknown as Writable & NodeJS.WriteStream,
      discardStdin: false,
    }).start();
    const left = ((elapsed / done) * (total - done)) / 1000;
    const filled = Math.round((20 * done) / total);
    const bar = '█'.repeat(filled) + '░'.repeat(20 - filled);
    this.spinner.text = `${this.what} ${bar} ${Math.floor((100 * done) / total)} %, ${left < 1 ? 'under a second' : `${Math.ceil(left)} s`} left`;
  }

  stop(): void {
    this.spinner?.stop();
    this.spinner = undefined;
  }
}
