import { readFileSync } from 'node:fs';
import { type SignatureReport, validate } from '@shubbak/pades';
import { now } from '../src/measure.ts';
import { type Judge, worstOf } from './judgement.ts';

/** @shubbak/pades as a judge that trusts the root. */
export function ourJudge(root: Uint8Array, crl: Uint8Array): Judge {
  return {
    name: 'pades',
    judge: async exhibits =>
      exhibits.map(({ name, path, revocation }) => {
        const pdf = readFileSync(path);
        const start = now();
        const report = validate(pdf, { trust: [root], crls: revocation === 'online' ? [crl] : [] });
        const milliseconds = now() - start;
        // Peers count document timestamps among what proves, and not among the signatures.
        const signatures = report.signatures.filter(({ kind }) => kind === 'signature');
        const verdict = worstOf(signatures.map(({ conclusion }) => conclusion.indication));
        const findings = report.findings.map(({ code, detail }) => `${code}: ${detail}`);
        return { name, verdict, detail: [...findings, ...signatures.map(describe)].join('; '), milliseconds };
      }),
  };
}

function describe({ fieldName, level, conclusion }: SignatureReport): string {
  const findings = conclusion.findings.map(({ code, detail }) => `${code}: ${detail}`).join(' | ');
  return [fieldName, level, conclusion.subIndication, findings].filter(Boolean).join(' ');
}
