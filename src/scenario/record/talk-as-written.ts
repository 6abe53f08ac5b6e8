import type { AiSuccess } from '../fitting/talk/ai-success.js';
import type { Intent, World } from '../world.js';
import type { DialogueFit } from './fit-dialogue.js';

/**
 * How dialogues go on by what a scenario says, in the shape of a fit. In a replay a reply that does not
 * solve either fails visibly or is neutral: what helps a little, and a failure that the AI does not
 * notice, are neutral there.
 */
export function talkAsWritten({ ai, customers, intents }: World): DialogueFit {
  const fails = 1 - ai.progress - ai.neutral;
  return {
    byIntent: new Map(intents.map((intent) => [intent.name, successOf(intent)])),
    everybody: successOf(intents[0]!),
    solvedByReply: [],
    failedPerReply: fails * ai.sensitivity + (1 - fails) * (1 - ai.specificity),
    leavesPerReply: customers.leaves + fails * customers.givesUp,
    asksPerTurn: customers.asks.perTurn,
    solved: 0,
    known: 0,
    contained: { known: 0, solved: 0, of: 0 },
    written: true,
  };
}

function successOf({ aiSolvable, aiSuccessPerTurn }: Intent): AiSuccess {
  const of = (value: number) => ({ value, n: 0, method: 'as written' });
  return {
    solvable: of(aiSolvable),
    successPerReply: of(aiSuccessPerTurn),
    from: { solvable: 'scenario', successPerReply: 'scenario' },
  };
}
