import { setFlagsFromString } from 'node:v8';

/** Contacts from which on a thorough compilation is paid back. */
const VERY_LONG = 5e6;

/** Later ones (Node 22 and on) have other thresholds, and complain of this one. */
const countsBytecode = Number.parseInt(process.versions.v8, 10) < 12;

/**
 * Has the compiler wait until a function has run for longer, as befits a start: most of what it would
 * compile is never run again. A check of a policy takes a quarter less of the processor, a comparison
 * that begins with a long recording as much.
 */
export function compileSparingly() {
  if (countsBytecode) setFlagsFromString('--interrupt-budget=1000000');
}

/**
 * Has the compiler wait no longer than it would by itself, and put more of a contact's life into one
 * function. The engine tells that life in many small functions, some seventy a contact, and a call
 * between two of them means checking again what both know. Counted in instructions a contact, M1 of the
 * benchmark takes a fifth less, a long run of the weekday a tenth less time; a short one spends as much
 * more on compiling, on another processor. Twice as much again saves three queues of the benchmark another 2, 2
 * and 6 in a hundred and costs up to a fifth of a second, so it is for very long work alone.
 *
 * @param {number} [contacts] about how many will be simulated, where that is known
 */
export function compileThoroughly(contacts = 0) {
  if (countsBytecode) setFlagsFromString('--interrupt-budget=67584');
  const [together, most] = contacts < VERY_LONG ? [3000, 4600] : [6000, 9000];
  setFlagsFromString('--max-inlined-bytecode-size=1500');
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${together}`);
  setFlagsFromString(`--max-inlined-bytecode-size-absolute=${most}`);
}
