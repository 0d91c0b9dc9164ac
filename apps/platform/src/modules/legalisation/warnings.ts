import { type LocalizedText, ok, refuse, type Result, type StaffActor, type StaffId } from '../../kernel/index.ts';
import { findBlankParts } from '../documents/index.ts';
import type { ChangedRequest, CommandAt } from '../requests/index.ts';
import { edit } from './command.ts';
import type { LegalisationFile } from './model.ts';
import type { LegalisationDeps } from './ports.ts';
import { insertWarningRead } from './warning-store.ts';

/** That somebody read a warning, under the key that names what was warned about. */
export interface WarningRead {
  readonly key: string;
  readonly readBy: StaffId;
  readonly readAt: Date;
}

/** Something that a clerk is to look at before a request goes on. It never refuses by itself. */
export interface Warning {
  /** Names what is warned about: another rule or another picture is another warning. */
  readonly key: string;
  readonly kind: 'nature' | 'gap' | 'line' | 'language';
  /** Why, with the article, for a nature. */
  readonly basis: LocalizedText | null;
  /** Where on the paper: page from 0, millimetres from its upper left corner. */
  readonly place: {
    readonly page: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly read: WarningRead | null;
}

/** A key as `findWarnings` makes it. */
const keyPattern = /^(?:nature|gap|line|language):[\w.@:-]{1,80}$/;

/**
 * What a draft is to be warned about: a nature that the commune warns of, a language that the office does not read, and parts of the paper that
 * look blank. Looks at pages: call it outside of a transaction. Of a request that was handed over only what was read is told.
 */
export async function findWarnings(
  { blobs }: Pick<LegalisationDeps, 'blobs'>,
  { request, ruling, document, unread, warningsRead }: LegalisationFile,
): Promise<readonly Warning[]> {
  if (request.state !== 'draft') return [];
  const readOf = (key: string): WarningRead | null => warningsRead.find(each => each.key === key) ?? null;
  const warnings: Warning[] = [];
  if (ruling?.rule === 'warn') {
    const key = `nature:${ruling.code}@${ruling.ruleVersion}`;
    warnings.push({ key, kind: 'nature', basis: ruling.basis, place: null, read: readOf(key) });
  }
  // What is not taken at all is lacking, and needs no warning.
  if (unread?.rule === 'warn') {
    const key = `language:${unread.key}`;
    warnings.push({ key, kind: 'language', basis: null, place: null, read: readOf(key) });
  }
  const blanks = document ? await findBlankParts(blobs, request.communeId, document) : [];
  for (const { page, index, of, part } of blanks) {
    const { kind, left: x, top: y, width, height } = part;
    const key = `${kind}:${of}:${index}`;
    warnings.push({ key, kind, basis: null, place: { page, x, y, width, height }, read: readOf(key) });
  }
  return warnings;
}

/** Notes that a warning was read, once; it stays with the request. Refusals: `legalisation.unknown-warning`, those of any edit. */
export function readWarning(
  deps: LegalisationDeps,
  actor: StaffActor,
  command: CommandAt & { readonly warning: string },
): Promise<Result<ChangedRequest>> {
  const { warning } = command;
  return edit(deps, actor, command, {
    what: 'warning-read',
    payload: warning,
    work: async (tx, { communeId, id: requestId }, now) => {
      if (!keyPattern.test(warning)) return refuse('legalisation.unknown-warning');
      const read = { key: warning, readBy: actor.staffId, readAt: now };
      await insertWarningRead(tx, { communeId, requestId }, read);
      return ok(undefined);
    },
  });
}
