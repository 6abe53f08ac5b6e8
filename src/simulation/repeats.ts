/**
 * Customers who will be back: three numbers each, since a repeat contact may be hours away and its
 * issue, being keyed luck, is drawn again when it comes.
 */
export class Repeats {
  private readonly issue: number[] = [];
  private readonly visit: number[] = [];
  private readonly later: boolean[] = [];
  private readonly free: number[] = [];

  /** Notes the `visit`-th contact about an issue; the returned number names it. */
  add(issue: number, visit: number, later: boolean): number {
    const place = this.free.pop() ?? this.issue.length;
    this.issue[place] = issue;
    this.visit[place] = visit;
    this.later[place] = later;
    return place;
  }

  /** The contact noted under this number, which may then be given out again. */
  take(place: number): { issue: number; visit: number; later: boolean } {
    this.free.push(place);
    return { issue: this.issue[place]!, visit: this.visit[place]!, later: this.later[place]! };
  }

  reset(): void {
    for (const column of [this.issue, this.visit, this.later, this.free]) column.length = 0;
  }
}
