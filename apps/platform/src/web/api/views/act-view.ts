import type { Act } from '../../../modules/acts/index.ts';
import type { ActView } from '../contract/index.ts';

/** A recorded act with the addresses of its papers. */
export function viewActFully(act: Act, exemplars: number, publicUrl: string): ActView {
  const address = `/api/v1/acts/${act.id}`;
  return {
    id: act.id,
    requestId: act.requestId,
    kind: act.kind,
    number: act.entryNumber,
    code: act.code,
    verifyAddress: `${publicUrl}/v/${act.code}`,
    sealedAt: act.timestampedAt.toISOString(),
    signatories: act.face.signatories.map(({ name }) => name),
    exemplars,
    sealed: `${address}/sealed.pdf`,
    label: `${address}/label.pdf`,
    overprint: `${address}/overprint.pdf`,
  };
}
