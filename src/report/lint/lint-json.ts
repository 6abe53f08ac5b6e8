import type { Problem } from '../../input/problem.js';

/** What `lint` found, as data; every field of a finding is one of `Problem`. */
export function lintJson(
  findings: readonly Problem[],
  about: {
    readonly version: string;
    readonly files: readonly string[];
    readonly scenario?: string;
  },
): string {
  const { files, scenario, version } = about;
  const result = {
    warmline: version,
    files,
    ...(scenario === undefined ? {} : { scenario }),
    findings: findings.map(({ expected, ...finding }) => ({
      ...finding,
      ...(expected === undefined ? {} : { fix: expected }),
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
