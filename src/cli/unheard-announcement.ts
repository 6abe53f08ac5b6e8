import type { Problem } from '../input/problem.js';
import type { Policy } from '../policy/policy.js';
import type { World } from '../scenario/world.js';

/** A drill of wrong announcements that nobody can hear, since no policy announces. */
export function unheardAnnouncement(world: World, policies: readonly Policy[]): Problem[] {
  const drill = world.drills?.find((word) => word.startsWith('wrong-announcement'));
  if (drill === undefined || policies.some(announces)) return [];
  return [
    {
      code: 'drill-without-effect',
      severity: 'warning',
      message:
        'None of these policies announces a wait, so the wrong announcement changes nothing.',
      found: drill,
      expected: 'a policy with announce: wait',
    },
  ];
}

function announces({ rules, waiting }: Policy): boolean {
  return (
    waiting.some(({ action }) => action.announce) ||
    rules.some(({ action }) => {
      const way = action.kind === 'offer' ? action.transfer : action;
      return way.kind === 'transfer' && way.announce;
    })
  );
}
