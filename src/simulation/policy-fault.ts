/** A condition that could not be computed; the caller knows which file the rule is from. */
export class PolicyFault extends Error {
  constructor(
    readonly policy: string,
    readonly rule: string,
    readonly issue: number,
    readonly visit: number,
    readonly at: number,
  ) {
    super(`rule "${rule}" of policy "${policy}" cannot be computed for contact ${issue}/${visit}`);
  }
}
