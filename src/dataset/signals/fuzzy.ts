/**
 * Misspelt core words: agnet, humam, represenative, advisr, tranfer. One edit (two from ten letters
 * on), the first or second letter kept; ordinary words that happen to lie as near are listed.
 */
const CORE: Readonly<Record<string, string>> = {
  human: 'HUMAN',
  humans: 'HUMAN',
  person: 'HUMAN',
  agent: 'ROLE',
  agents: 'ROLE',
  representative: 'ROLE',
  representatives: 'ROLE',
  operator: 'ROLE',
  advisor: 'ROLE',
  adviser: 'ROLE',
  supervisor: 'ROLE',
  manager: 'ROLE',
  specialist: 'ROLE',
  colleague: 'ROLE',
  someone: 'SOMEONE',
  somebody: 'SOMEONE',
  anybody: 'SOMEONE',
  transfer: 'MOVE',
  connect: 'MOVE',
  technician: 'ROLE',
  consultant: 'ROLE',
  receptionist: 'ROLE',
  executive: 'ROLE',
  engineer: 'ROLE',
  attendant: 'ROLE',
  speak: 'TALK',
  escalate: 'ESCALATE',
  machine: 'BOT',
  robot: 'BOT',
};

const ORDINARY = new Set(
  `humane humanly human's humid persona persons persona' person's prison parson persian reason season
  poison personal aged agency agenda agent's urgent ardent argent advent aging operate operates
  operated operators operating advise advised advises adviserly supervise supervised manage manages
  managed colleges college specialise specialised specialists transfers connects
  connected connector correct collect convect conduct contact machined machines marine robots robust
  speaker sneak peak speaks spear steak speck spea sleek bleak break streak engineers engineered engine attendants attendance consultants consulting consultation executives execution executed executing technicians technical technically
  sometime sometimes something somehow escalator escalates special personnel perso manager's regent
  lagent gent agenting woman women mango range danger ranger anger managing unperson representation representations`.split(
    /\s+/,
  ),
);

export function nearNoun(word: string): string | undefined {
  if (ORDINARY.has(word) || !/^[a-z]+$/.test(word)) return undefined;
  for (const core in CORE) {
    const limit = core.length >= 10 ? 2 : 1;
    if (Math.abs(core.length - word.length) > limit) continue;
    if (core[0] !== word[0] && core[1] !== word[1]) continue;
    if (within(word, core, limit)) return CORE[core];
  }
  return undefined;
}

/** Optimal string alignment distance (a swap of neighbours is one edit), at most `limit`. */
export function within(a: string, b: string, limit: number): boolean {
  let previous: number[] = [];
  let before: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, previous[j - 2]! + 1);
      row[j] = best;
    }
    previous = before;
    before = row;
  }
  return before[b.length]! <= limit;
}
