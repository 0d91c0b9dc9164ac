import { printMetric } from '../src/metric.ts';
import { type Explanation, explanations } from './explanations.ts';
import type { Exhibit, Judge, Judgement, Verdict } from './judgement.ts';

/** An exhibit with what each judge says of it. */
interface Row {
  readonly exhibit: Exhibit;
  readonly judgements: readonly { readonly judge: string; readonly judgement: Judgement }[];
}

/** Brings every exhibit before every judge. */
export async function judgeAll(judges: readonly Judge[], exhibits: readonly Exhibit[]): Promise<Row[]> {
  const rows = exhibits.map(exhibit => ({ exhibit, judgements: [] as { judge: string; judgement: Judgement }[] }));
  for (const judge of judges)
    for (const [index, judgement] of (await judge.judge(exhibits)).entries())
      rows[index]?.judgements.push({ judge: judge.name, judgement });
  return rows;
}

const words: Readonly<Record<Verdict, string>> = {
  'TOTAL-PASSED': 'passed',
  INDETERMINATE: 'indeterminate',
  'TOTAL-FAILED': 'failed',
  NONE: 'none found',
  ERROR: 'gave up',
};

/** Prints the table, the explanations that it needs, and what nobody has explained: the number of those. */
export function printTable(rows: readonly Row[]): number {
  const judges = rows[0]?.judgements.map(({ judge }) => judge) ?? [];
  console.log(`| file | expected | ${judges.join(' | ')} |\n|${' --- |'.repeat(judges.length + 2)}`);
  const used: Explanation[] = [];
  const unexplained: string[] = [];
  for (const { exhibit, judgements } of rows) {
    const cells = judgements.map(({ judge, judgement }) => {
      const word = words[judgement.verdict];
      if (judgement.verdict === exhibit.expected) return word;
      const explanation = explain(exhibit, judge, judgement);
      if (explanation === undefined) {
        unexplained.push(`${exhibit.name}, ${judge}: ${judgement.verdict}: ${judgement.detail}`);
        return `**${word}**`;
      }
      if (!used.includes(explanation)) used.push(explanation);
      return `${word} (${used.indexOf(explanation) + 1})`;
    });
    console.log(`| ${[exhibit.name, words[exhibit.expected], ...cells].join(' | ')} |`);
  }
  console.log('');
  for (const [index, { judge, reason }] of used.entries()) console.log(`${index + 1}. ${judge}: ${reason}`);
  for (const line of unexplained) console.log(`UNEXPLAINED ${line}`);
  return unexplained.length;
}

/** Prints how long each judge took over an exhibit, ours beside each: after many others, so that its code is warm. */
export function printTimes(rows: readonly Row[], name: string): void {
  const [ours, ...peers] = rows.find(({ exhibit }) => exhibit.name === name)?.judgements ?? [];
  if (ours === undefined) throw new Error(`no exhibit “${name}”`);
  for (const { judge, judgement } of peers) {
    const peer = `${judge} on the same file`;
    const [value, peerValue] = [ours.judgement.milliseconds, judgement.milliseconds];
    printMetric({ metric: `pades.validate.${name}`, value, unit: 'ms', peer, peerValue });
  }
}

function explain({ name }: Exhibit, judge: string, { verdict }: Judgement): Explanation | undefined {
  return explanations.find(known => known.judge === judge && known.verdict === verdict && known.exhibits.test(name));
}
