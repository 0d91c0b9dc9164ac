import { maskName } from '../../../modules/acts/index.ts';
import type { AwaitedPart, LegalisationOverview } from '../../../modules/legalisation/index.ts';
import type { AwaitedPartView, AwaitedView, WitnessView } from '../contract/index.ts';
import { maskNumber } from '../contract/mask-number.ts';

type Witness = LegalisationOverview['signatories'][number]['witnesses'][number];

/** A witness as the counter shows them. */
export function viewWitness(requestId: string, personId: string, witness: Witness): WitnessView {
  const { position, name, document, signedWith, consent } = witness;
  const address = `/api/v1/requests/${requestId}/signatories/${personId}/witness`;
  return {
    position,
    name,
    document: { type: document.type, numberMasked: maskNumber(document.number) },
    signedWith,
    signature: consent && `${address}?position=${position}&v=${consent.at.getTime()}`,
    agreedAt: consent?.at.toISOString() ?? null,
  };
}

function viewIdentity({ name, document }: AwaitedPart['awaited']): AwaitedPartView['awaited'] {
  return { name, document: document && { type: document.type, numberMasked: maskNumber(document.number) } };
}

/** Somebody awaited as the request's own counter shows them. */
export function viewAwaited(awaited: LegalisationOverview['awaited'][number]): AwaitedView {
  const { id, addedAt, codeUntil } = awaited;
  return {
    id,
    ...viewIdentity(awaited),
    addedAt: addedAt.toISOString(),
    codeUntil: codeUntil?.toISOString() ?? null,
  };
}

/** What another office sees: the others by the first letters of their names. */
export function viewAwaitedPart({ awaited, pages, others, ...shown }: AwaitedPart): AwaitedPartView {
  return {
    ...shown,
    awaited: viewIdentity(awaited),
    pages: pages.map(({ width, height, fields }) => ({
      widthMm: width,
      heightMm: height,
      fields: fields.map(({ x, y, width: wide, height: high }) => ({ x, y, width: wide, height: high })),
    })),
    others: others.map(({ name, ...rest }) => ({ name: maskName(name), ...rest })),
  };
}
