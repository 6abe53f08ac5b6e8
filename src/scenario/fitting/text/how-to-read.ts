/** At the head of every fitted scenario: how its comments are to be read. */
export const HOW_TO_READ = [
  '# Written by `warmline fit`. Each number: [95 % interval], n = what it rests on; method. A side that',
  '# nothing bounds is –. Shares in percent have Wilson intervals. "By day" (n of them): days differ by more',
  '# than chance, so the interval is that of so many days where it is wider; likewise "by customer".',
  '# "assumption" marks what the record cannot tell. docs/fitting.md says how each is found.',
];
