/** The bench's one table, a row as soon as it is known. */
const MILLION = 1e6;
const COLUMNS = [
  ['', 40],
  ['s / M', -7],
  ['contacts/s', -11],
  ['events/s', -9],
  ['peak', -8],
  ['× bare M1', -10],
  ['× bare M3', -10],
  ['  goal', 20],
  ['met', 5],
  ['answers (truth)', 0],
];
const NAMES = { waited: 'P(wait)', abandonment: 'P(abandon)', meanWait: 'mean wait' };

export class Table {
  #wrong = [];
  #bare = { M1: [], M3: [] };

  constructor() {
    this.#line(COLUMNS.map(([name]) => name));
  }

  row({ label, text, seconds, events, peak, ratio, groups, goal, met, answers = [] }) {
    this.#wrong.push(
      ...answers.filter(({ right }) => !right).map(({ name }) => `${label}: ${name}`),
    );
    const verdict = met === undefined ? '' : met ? 'yes' : 'no';
    const found = answers.map(sentence).join(', ');
    if (text !== undefined) return this.#text(label, text, goal, verdict, found);
    this.#line([
      label,
      seconds.toFixed(3),
      millions(MILLION / seconds),
      events === undefined ? '' : millions(events),
      `${peak.toFixed(0)} MiB`,
      ratio.toFixed(1),
      groups?.toFixed(1) ?? '',
      goal === undefined ? '' : `  ${goal}`,
      verdict,
      found,
    ]);
  }

  /** A bare loop's seconds per million, for the rows at the end. */
  bare(loop, seconds) {
    this.#bare[loop].push(seconds);
  }

  failed(word, error) {
    this.#wrong.push(`${word}: no answer`);
    console.log(`${word}: ${error.message}`);
  }

  end() {
    for (const [loop, times] of Object.entries(this.#bare)) {
      if (times.length === 0) continue;
      const seconds = times.sort((a, b) => a - b)[times.length >> 1];
      this.#line([`bare ${loop}`, seconds.toFixed(3), millions(MILLION / seconds)]);
    }
    for (const answer of this.#wrong) console.error(`wrong: ${answer}`);
    if (this.#wrong.length > 0) process.exitCode = 1;
  }

  #text(label, text, goal, met, found) {
    const middle = COLUMNS.slice(1, 7).reduce((sum, [, width]) => sum + Math.abs(width) + 1, -1);
    const [name, aim] = [label.padEnd(COLUMNS[0][1]), (goal ? `  ${goal}` : '').padEnd(20)];
    console.log(`${name} ${text.padStart(middle)} ${aim} ${met.padEnd(5)} ${found}`.trimEnd());
  }

  #line(cells) {
    const padded = cells.map((cell, i) => {
      const width = COLUMNS[i][1];
      return width < 0 ? cell.padStart(-width) : cell.padEnd(width);
    });
    console.log(padded.join(' ').trimEnd());
  }
}

function millions(value) {
  return `${(value / MILLION).toFixed(2)} M`;
}

function sentence({ name, value, truth, right }) {
  const digits = Number.isInteger(truth) ? (Number.isInteger(value) ? 0 : 2) : 4;
  const told = `${NAMES[name] ?? name} ${value.toFixed(digits)} (${truth})`;
  return right ? told : `${told} WRONG`;
}
