/**
 * Of a pattern, literals of which one stands in every text that it matches; undefined where there
 * are none to be told. A necessary condition, so that most patterns need not be run at all: what
 * prefilters of regular expression engines do (R. Cox, *Regular Expression Matching with a Trigram
 * Index*, 2012). Reads the syntax that the rules use; anything else counts as "none to be told".
 */
export function requiredLiterals(pattern: RegExp): readonly string[] | undefined {
  if (pattern.flags.includes('i')) return undefined;
  const reader = new Reader(pattern.source);
  const found = reader.alternatives();
  return reader.isDone ? found : undefined;
}

type Needed = readonly string[] | undefined;

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  get isDone(): boolean {
    return this.at >= this.source.length;
  }

  /** Branches divided by |: one literal of any of them, if each needs one. */
  alternatives(): Needed {
    const branches = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      branches.push(this.sequence());
    }
    return branches.every((branch) => branch !== undefined)
      ? [...new Set(branches.flatMap((branch) => branch!))]
      : undefined;
  }

  /** Of what stands one after the other, what is hardest to find. */
  private sequence(): Needed {
    let best: Needed;
    let run = '';
    const offer = (needed: Needed) => {
      if (needed !== undefined && weight(needed) > weight(best)) best = needed;
    };
    const endRun = () => {
      if (run !== '') offer([run]);
      run = '';
    };
    while (!this.isDone && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const item = this.item();
      const least = this.quantifier();
      if (typeof item === 'string' && least === undefined) run += item;
      else {
        endRun();
        if (least !== 0) offer(typeof item === 'string' ? [item] : item);
      }
    }
    endRun();
    return best;
  }

  /** A single sign as text; else what the item needs. */
  private item(): string | Needed {
    const sign = this.source[this.at++]!;
    if (sign === '(') return this.group();
    if (sign === '[') return this.signs();
    if (sign === '\\') {
      const escaped = this.source[this.at++]!;
      if (escaped === 'u' || escaped === 'x' || escaped === 'p' || escaped === 'P') {
        // Nothing is told of these, but they have to be passed.
        if (this.source[this.at] === '{') this.at = this.source.indexOf('}', this.at) + 1;
        else this.at += escaped === 'u' ? 4 : 2;
        return undefined;
      }
      return /[A-Za-z0-9]/.test(escaped) ? undefined : escaped;
    }
    return /[.^$]/.test(sign) ? undefined : sign;
  }

  private group(): Needed {
    const looks = /^\?(?:=|!|<=|<!)/.exec(this.source.slice(this.at, this.at + 3));
    if (looks) this.at += looks[0].length;
    else if (this.source.startsWith('?:', this.at)) this.at += 2;
    const inside = this.alternatives();
    this.at++; // the closing bracket
    return looks ? undefined : inside;
  }

  private signs(): Needed {
    const from = this.at;
    while (this.source[this.at] !== ']') this.at += this.source[this.at] === '\\' ? 2 : 1;
    const inside = this.source.slice(from, this.at++);
    return /^\^|-|\\/.test(inside) ? undefined : [...inside];
  }

  /** How often at least; undefined where nothing follows, so once. */
  private quantifier(): number | undefined {
    const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at, this.at + 12));
    if (!found) return undefined;
    this.at += found[0].length;
    return found[0].startsWith('+') ? 1 : Number(found[1] ?? 0);
  }
}

/** The shortest literal counts, then how few there are. */
function weight(needed: Needed): number {
  if (needed === undefined) return -1;
  return Math.min(5, ...needed.map((literal) => literal.trim().length)) - needed.length / 1000;
}
