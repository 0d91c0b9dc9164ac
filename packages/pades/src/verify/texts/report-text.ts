import type { SignatureReport, TimestampReport, ValidationReport } from '../report.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { ReportLanguage, ReportWords } from './words.ts';

const languages: Readonly<Record<ReportLanguage, ReportWords>> = { ar, fr, en };

/** A report in plain words, one line a fact, for people who read no JSON. Names are isolated in Arabic (UAX #9). */
export function reportText(report: ValidationReport, language: ReportLanguage): string {
  const words = languages[language];
  const write = writer(language);
  const lines = [words.title, write(words.judgedAt, { time: timeText(report.at) })];
  if (report.indication === undefined) lines.push(words.unsigned);
  else lines.push(write(words.overall, { indication: words.indication[report.indication] }));
  lines.push(...findingLines(words, report.findings, ''));
  for (const signature of report.signatures) lines.push('', ...signatureLines(words, write, signature));
  return `${lines.join('\n')}\n`;
}

type Write = (pattern: string, values: Readonly<Record<string, string>>) => string;

/** First strong isolate and its end: a Latin name or a number inside Arabic keeps its own direction. */
function writer(language: ReportLanguage): Write {
  const isolate = (value: string) => (language === 'ar' ? `\u2068${value}\u2069` : value);
  return (pattern, values) =>
    pattern.replace(/\{(\w+)\}/g, (_whole, key: string) => isolate(printable(values[key] ?? '')));
}

/** Text out of a file may carry controls that would forge other lines of a terminal, or turn its direction. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, ' ');
}

function timeText(time: Date): string {
  return time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, 'Z');
}

function signatureLines(words: ReportWords, write: Write, report: SignatureReport): string[] {
  const { kind, fieldName, conclusion, signer, provenAt, changes } = report;
  const indication = words.indication[conclusion.indication];
  const title = kind === 'signature' ? words.signature : words.documentTimestamp;
  const lines = [write(title, { field: fieldName, indication: withSub(indication, conclusion.subIndication) })];
  const name = signer?.commonName;
  lines.push(
    name === undefined ? words.unknownSigner : write(kind === 'signature' ? words.signer : words.maker, { name }),
  );
  if (kind === 'signature') lines.push(...levelLines(words, write, report));
  lines.push(provenAt === undefined ? words.notProven : write(words.provenAt, { time: timeText(provenAt) }));
  lines.push(...claimLines(words, write, report), coverageLine(words, write, report));
  // Document timestamps have an entry of their own.
  const own = report.timestamps.filter(timestamp => timestamp.kind === 'signature');
  lines.push(...own.map(timestamp => timestampLine(words, write, timestamp)));
  lines.push(write(words.changes, { class: words.change[changes.class] }));
  return [
    lines[0] ?? '',
    ...lines.slice(1).map(line => `  ${line}`),
    ...findingLines(words, conclusion.findings, '  '),
  ];
}

function withSub(indication: string, sub: string | undefined): string {
  return sub === undefined ? indication : `${indication} (${sub})`;
}

function levelLines(words: ReportWords, write: Write, { level, certification }: SignatureReport): string[] {
  const lines = [level === undefined ? words.noLevel : write(words.level, { level })];
  if (certification !== undefined) lines.push(write(words.certification, { permissions: String(certification) }));
  return lines;
}

function claimLines(words: ReportWords, write: Write, { claims }: SignatureReport): string[] {
  const lines: string[] = [];
  if (claims.time !== undefined) lines.push(write(words.claimedAt, { time: timeText(claims.time) }));
  if (claims.reason !== undefined) lines.push(write(words.reason, { text: claims.reason }));
  if (claims.location !== undefined) lines.push(write(words.location, { text: claims.location }));
  if (claims.roles.length > 0) lines.push(write(words.roles, { text: claims.roles.join(', ') }));
  return lines;
}

function coverageLine(words: ReportWords, write: Write, { revision }: SignatureReport): string {
  return revision.coversWholeFile ? words.covers : write(words.coversPart, { octets: String(revision.end) });
}

function timestampLine(words: ReportWords, write: Write, { tsaName, genTime, conclusion }: TimestampReport): string {
  const indication = withSub(words.indication[conclusion.indication], conclusion.subIndication);
  return write(words.timestampedBy, {
    name: tsaName ?? '?',
    time: genTime === undefined ? '?' : timeText(genTime),
    indication,
  });
}

function findingLines(
  words: ReportWords,
  findings: SignatureReport['conclusion']['findings'],
  indent: string,
): string[] {
  if (findings.length === 0) return [];
  const sentences = [...new Set(findings.map(({ code }) => words.finding[code]))];
  return [`${indent}${words.findings}`, ...sentences.map(sentence => `${indent}- ${sentence}`)];
}
