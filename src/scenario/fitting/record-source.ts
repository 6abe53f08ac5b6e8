/** Where the record lies, as the scenario will name it, and how it is to be read. */
export interface RecordSource {
  readonly file: string;
  readonly from?: string;
  readonly map?: string;
  /** Write a typical busy day with invented customers, in place of the record itself. */
  readonly synthetic?: boolean;
  /** Days on which it was fitted, and those to be replayed. */
  readonly fittedDays?: 'odd' | 'even' | undefined;
  readonly replayedDays?: 'odd' | 'even' | undefined;
}
