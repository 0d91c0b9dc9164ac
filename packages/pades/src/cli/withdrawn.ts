import { standingOf, newestOf, type PaperStanding } from '../withdrawals/standing.ts';
import { type VerifiedList, verifyWithdrawalList } from '../withdrawals/signed-list.ts';
import { dateOf, oneOf, readArguments } from './arguments.ts';
import { readBytes, readCertificates } from './files.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const options = {
  list: { type: 'string', multiple: true },
  seal: { type: 'string', multiple: true },
  'timestamp-trust': { type: 'string', multiple: true },
  issuer: { type: 'string' },
  language: { type: 'string', default: 'en' },
  at: { type: 'string' },
} as const;

type Words = Readonly<Record<'revoked' | 'superseded', (since: string, asOf: string) => string>> & {
  readonly notListed: (asOf: string) => string;
  readonly tooOld: (until: string) => string;
};

const texts: Readonly<Record<'ar' | 'fr' | 'en', Words>> = {
  en: {
    revoked: (since, asOf) => `revoked since ${since}: it has no effect (list of ${asOf})`,
    superseded: (since, asOf) => `replaced by another act since ${since}: it has no effect (list of ${asOf})`,
    notListed: asOf => `not on the list of ${asOf}: not withdrawn until then`,
    tooOld: until => `nothing can be said: the list held until ${until}. Get a newer one, or ask online`,
  },
  fr: {
    revoked: (since, asOf) => `révoqué depuis le ${since} : sans effet (liste du ${asOf})`,
    superseded: (since, asOf) => `remplacé par un autre acte depuis le ${since} : sans effet (liste du ${asOf})`,
    notListed: asOf => `absent de la liste du ${asOf} : non retiré jusque-là`,
    tooOld: until =>
      `on ne peut rien dire : la liste valait jusqu’au ${until}. Prenez-en une plus récente, ou vérifiez en ligne`,
  },
  ar: {
    revoked: (since, asOf) => `ملغى منذ ${since}: لا أثر له (لائحة ${asOf})`,
    superseded: (since, asOf) => `حل محله عقد آخر منذ ${since}: لا أثر له (لائحة ${asOf})`,
    notListed: asOf => `غير وارد في لائحة ${asOf}: لم يُسحب إلى ذلك الحين`,
    tooOld: until => `لا يمكن قول شيء: كانت اللائحة صالحة إلى ${until}. خذوا لائحة أحدث أو تحققوا عبر الشبكة`,
  },
};

/** `pades withdrawn`: asks signed lists, without a network, of papers by their codes; 0 when none is withdrawn and the list is of use, else 1. */
export function withdrawnCommand(args: readonly string[], terminal: Terminal): number {
  const { values, positionals: codes } = readArguments(args, options);
  if (codes.length === 0) throw new UsageError('Name at least one code: pades withdrawn CODE…');
  if (!values.list) throw new UsageError('Name the list: --list FILE');
  if (!values.seal) throw new UsageError('Name the seal that lists are signed with: --seal PATH');
  const language = oneOf('language', values.language, ['ar', 'fr', 'en']);
  const trust = {
    seals: readCertificates(values.seal),
    timestampTrust: readCertificates(values['timestamp-trust'] ?? []),
  };
  const verified: VerifiedList[] = values.list.map(path => verifyWithdrawalList(readBytes(path), trust));
  const list = newestOf(verified.map(each => each.list));
  if (values.issuer !== undefined && list.issuer !== values.issuer)
    throw new UsageError(`The list is of ${list.issuer}, not of ${values.issuer}`);
  const at = dateOf('at', values.at);
  const standings = codes.map(code => ({ code, standing: standingOf(list, spelled(code), at) }));
  for (const { code, standing } of standings)
    terminal.print(`${code}: ${say(texts[language], standing, list.thisUpdate)} · ${list.issuer} ${list.number}\n`);
  return standings.every(({ standing }) => standing.kind === 'not-listed') ? 0 : 1;
}

/** A code as it is digested, however it was typed: capitals, no gaps; O is 0, I and L are 1. */
function spelled(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

function say(words: Words, standing: PaperStanding, asOf: string): string {
  if (standing.kind === 'withdrawn') return words[standing.entry.state](standing.entry.since, asOf);
  return standing.kind === 'not-listed' ? words.notListed(standing.asOf) : words.tooOld(standing.until);
}
