/**
 * The valid choice a person most likely meant, or nothing when none is near.
 *
 * Distance is Damerau–Levenshtein (optimal string alignment): a swapped pair such as `wiat` for
 * `wait` is one slip, not two. Near means at most a third of the longer word, and at least one.
 */
export function nearest(word: string, choices: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const distance = editDistance(word.toLowerCase(), choice.toLowerCase());
    const near = Math.max(1, Math.floor(Math.max(word.length, choice.length) / 3));
    if (distance <= near && distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

/** The same as a field of a problem: there only when something is near. */
export function nearestChoice(word: string, choices: Iterable<string>): { nearest?: string } {
  const choice = nearest(word, choices);
  return choice === undefined ? {} : { nearest: choice };
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > Math.max(a.length, b.length) / 3 + 1)
    return a.length + b.length;
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(back[j]! + 1, row[j - 1]! + 1, back[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, twoBack[j - 2]! + 1);
      }
      row.push(cost);
    }
    twoBack = back;
    back = row;
  }
  return back[b.length]!;
}
