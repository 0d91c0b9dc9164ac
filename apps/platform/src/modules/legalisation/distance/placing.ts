import type { PageId, PartyId, PersonActor, Result } from '../../../kernel/index.ts';
import { refuse } from '../../../kernel/index.ts';
import type { DocumentPage } from '../../documents/index.ts';
import type { ChangedRequest } from '../../requests/index.ts';
import { done, editOwn, keyOf, type OwnCommand } from './editing.ts';
import type { DistanceFile } from './file.ts';
import type { FieldBox, SignatureField } from './model.ts';
import { boxAt, judgeField, type NinePlace } from './places.ts';
import type { DistanceDeps } from './ports.ts';
import { deleteFields, putField } from './store.ts';

/** Where somebody is to sign on a page: one of its nine places, or a rectangle in millimetres. */
export type Placed = NinePlace | FieldBox;

/**
 * Puts somebody's field on one page or, as initials are, at the same place of every page. Refusals: `distance.signed-pdf` (a PDF that
 * arrived signed stays as it is: only the stamp is added), `.signatory-unknown`, `documents.page-unknown`, those of `judgeField`, of any
 * step.
 */
export function placeField(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & {
    readonly partyId: PartyId;
    readonly pageId: PageId;
    readonly placed: Placed;
    readonly everyPage: boolean;
  },
): Promise<Result<ChangedRequest>> {
  const { partyId, pageId, placed, everyPage } = command;
  return editOwn(deps, actor, command, {
    what: 'field-placed',
    payload: { partyId, pageId, placed, everyPage },
    subjectId: partyId,
    work: async (tx, file) => {
      const fields = fieldsFor(file, { partyId, pageId, placed, everyPage });
      if (!fields.ok) return fields;
      for (const field of fields.value) await putField(tx, keyOf(file), field);
      return done;
    },
  });
}

/** Takes somebody's field off a page. Refusals: those of any step. */
export function removeField(
  deps: DistanceDeps,
  actor: PersonActor,
  command: OwnCommand & { readonly partyId: PartyId; readonly pageId: PageId },
): Promise<Result<ChangedRequest>> {
  const { partyId, pageId } = command;
  return editOwn(deps, actor, command, {
    what: 'field-removed',
    payload: { partyId, pageId },
    subjectId: partyId,
    work: async (tx, file) => {
      await deleteFields(tx, keyOf(file), { partyId, pageId });
      return done;
    },
  });
}

interface Asked {
  readonly partyId: PartyId;
  readonly pageId: PageId;
  readonly placed: Placed;
  readonly everyPage: boolean;
}

function fieldsFor(
  { document, parties, fields }: DistanceFile,
  { partyId, pageId, placed, everyPage }: Asked,
): Result<readonly SignatureField[]> {
  if (document?.kind === 'signed-pdf') return refuse('distance.signed-pdf');
  if (!parties.some(({ id }) => id === partyId)) return refuse('distance.signatory-unknown');
  const pages = document?.pages ?? [];
  const chosen = pages.find(({ id }) => id === pageId);
  if (!chosen) return refuse('documents.page-unknown');
  const wanted: SignatureField[] = [];
  for (const page of everyPage ? pages : [chosen]) {
    const box = boxOn(page, placed);
    const others = fields.filter(each => each.pageId === page.id && each.partyId !== partyId);
    const judged = judgeField(box, page.mm, others);
    if (!judged.ok) return judged;
    wanted.push({ partyId, pageId: page.id, ...box });
  }
  return { ok: true, value: wanted };
}

function boxOn({ mm }: DocumentPage, placed: Placed): FieldBox {
  return typeof placed === 'string' ? boxAt(placed, mm) : placed;
}
