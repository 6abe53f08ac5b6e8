import { Command, CommanderError } from 'commander';
import { nearestChoice } from '../input/nearest.js';
import { InputError, refuse } from '../input/problem.js';
import { problemsText } from '../report/problems.js';
import { printableLines } from '../report/text-table.js';
import { Interrupted, type Io, NegativeAnswer } from './io.js';
import { toolVersion } from './version.js';

const ExitCode = {
  done: 0,
  negative: 1,
  noAnswer: 2,
  ourFault: 70,
  interrupted: 130,
} as const;

/** Each command lives in a file of its own, loaded only when it is called. */
const COMMANDS: Readonly<Record<string, (io: Io) => Promise<Command>>> = {
  compare: async (io) => (await import('./compare.js')).compareCommand(io),
  fit: async (io) => (await import('./fit.js')).fitCommand(io),
  explain: async (io) => (await import('./explain.js')).explainCommand(io),
  generate: async (io) => (await import('./generate.js')).generateCommand(io),
  init: async (io) => (await import('./init.js')).initCommand(io),
  inspect: async (io) => (await import('./inspect.js')).inspectCommand(io),
  lint: async (io) => (await import('./lint.js')).lintCommand(io),
  run: async (io) => (await import('./run.js')).runCommand(io),
  schema: async (io) => (await import('./schema.js')).schemaCommand(io),
  score: async (io) => (await import('./score.js')).scoreCommand(io),
  verify: async (io) => (await import('./verify.js')).verifyCommand(io),
};

/** Runs one command line and returns its exit code; nothing here or below ends the process. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      io.stdout.write(`${toolVersion()}\n`);
      return ExitCode.done;
    }
    const wanted = argv[0] === 'help' ? argv[1] : argv[0];
    if (wanted !== undefined && !wanted.startsWith('-')) checkCommand(wanted);
    const program = await buildProgram(argv[0], io);
    await program.parseAsync(argv as string[], { from: 'user' });
    return ExitCode.done;
  } catch (error) {
    return explain(error, io);
  }
}

async function buildProgram(wanted: string | undefined, io: Io): Promise<Command> {
  const program = new Command('warmline')
    .description(
      'Same customers, same staff, same luck: what would another AI-to-human escalation policy do?',
    )
    .version(toolVersion())
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 findings of lint or a failed row of verify, 2 no answer (bad usage or input), 70 our own fault, 130 interrupted.',
    );
  const load = wanted === undefined ? undefined : own(COMMANDS, wanted);
  const loaders = load ? [load] : Object.values(COMMANDS);
  for (const loader of loaders) program.addCommand(await loader(io));
  for (const command of [program, ...program.commands]) {
    const usage =
      command === program ? '' : `Usage: warmline ${command.name()} ${command.usage()}\n`;
    command
      .exitOverride()
      .showHelpAfterError(`${usage}(add --help for what it takes)`)
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(printableLines(text)),
      });
  }
  return program;
}

function checkCommand(name: string): void {
  const names = Object.keys(COMMANDS);
  if (names.includes(name) || name === 'help') return;
  refuse({
    code: 'unknown-command',
    message: `There is no command "${name}".`,
    found: name,
    expected: `one of ${names.join(', ')}`,
    ...nearestChoice(name, names),
  });
}

function explain(error: unknown, io: Io): number {
  if (error instanceof InputError) {
    io.stderr.write(problemsText(error.problems));
    return ExitCode.noAnswer;
  }
  if (error instanceof NegativeAnswer) return ExitCode.negative;
  if (error instanceof Interrupted) {
    io.stderr.write('interrupted; nothing half-written is left behind\n');
    return ExitCode.interrupted;
  }
  if (error instanceof CommanderError) {
    // Help and version are no errors; commander has already written its message.
    return error.exitCode === 0 ? ExitCode.done : ExitCode.noAnswer;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`warmline: this is our own fault, please report it:\n${stack}\n`);
  return ExitCode.ourFault;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
