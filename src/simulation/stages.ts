import { AiStage } from './ai/ai-stage.js';
import { Script } from './ai/script.js';
import { Endings } from './ending.js';
import type { Floor } from './floor.js';
import { HumanStage } from './people/human-stage.js';
import { WaitingStage } from './queue/waiting-stage.js';
import { View } from './view.js';

/** The stages of a contact's life, which hand it to one another. */
export class Stages {
  readonly endings: Endings;
  readonly human: HumanStage;
  readonly waiting: WaitingStage;
  readonly ai: AiStage;

  constructor(floor: Floor) {
    const script = new Script(floor);
    const view = new View(floor, script);
    this.endings = new Endings(floor, this);
    this.human = new HumanStage(floor, this, view);
    this.waiting = new WaitingStage(floor, this, view);
    this.ai = new AiStage(floor, this, script, view);
  }
}
