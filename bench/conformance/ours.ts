import { createHash } from 'node:crypto';
import { type AugmentOptions, augment } from '@shubbak/pades';
import { flipped, replaced } from './attack.ts';
import type { Exhibit } from './judgement.ts';
import { archivePaper, formPaper, type papers } from './papers.ts';
import type { Pki } from './pki.ts';
import { sign } from './sign.ts';

/** An exhibit whose octets are still in memory. */
export interface Specimen extends Omit<Exhibit, 'path'> {
  readonly pdf: Uint8Array;
  /** PDF/A-2b, which veraPDF judges as well. */
  readonly archive?: true;
}

type Papers = ReturnType<typeof papers>;

const passed = { expected: 'TOTAL-PASSED', revocation: 'online' } as const;
const failed = { expected: 'TOTAL-FAILED', revocation: 'online' } as const;
const box = { left: 330, top: 640, width: 200, height: 100 };

/** Every kind of file that @shubbak/pades makes, and some that it did not mean to. */
export async function makeOurs(pki: Pki, paper: Papers): Promise<Specimen[]> {
  return [
    ...(await byAlgorithm(pki, paper)),
    ...(await byShape(pki, paper)),
    ...(await byLevel(pki, paper)),
    ...(await stated(pki, paper)),
    ...(await restricted(pki)),
    ...(await archives(pki)),
    ...(await attacked(pki, paper)),
  ];
}

async function byAlgorithm(pki: Pki, { table }: Papers): Promise<Specimen[]> {
  const signers = [
    pki.signer('p256'),
    pki.signer('p384'),
    pki.signer('rsa2048', 'rsa-pkcs1-sha256'),
    pki.signer('rsa3072', 'rsa-pkcs1-sha384'),
    pki.signer('rsa3072', 'rsa-pkcs1-sha512'),
    pki.signer('rsa2048', 'rsa-pss-sha256'),
    pki.signer('pss2048', 'rsa-pss-sha256'),
    pki.signer('ed25519'),
  ];
  return Promise.all(
    signers.map(async (signer, index) => {
      const key = index === 6 ? ' with a key for PSS only' : '';
      return { name: `B-T ${signer.algorithm}${key}`, pdf: await sign(table, signer, pki.timestamps), ...passed };
    }),
  );
}

async function byShape(pki: Pki, paper: Papers): Promise<Specimen[]> {
  const signer = pki.signer('p256');
  const specimens: Specimen[] = [];
  for (const [shape, pdf] of Object.entries(paper)) {
    const first = await sign(pdf, signer, pki.timestamps, { reason: 'تصحيح الإمضاء', location: 'الدار البيضاء' });
    const second = await sign(first, pki.signer('p384'), pki.timestamps, { page: 1, box });
    specimens.push({ name: `B-T over ${shape}`, pdf: first, ...passed });
    specimens.push({ name: `two B-T over ${shape}`, pdf: second, ...passed });
  }
  return specimens;
}

async function byLevel(pki: Pki, { table, stream }: Papers): Promise<Specimen[]> {
  const signer = pki.signer('p256');
  const basic = await sign(table, signer, undefined);
  const timed = await sign(table, signer, pki.timestamps);
  const [longTerm, archived] = [await raise(pki, timed, 'B-LT'), await raise(pki, timed, 'B-LTA')];
  const renewed = await raise(pki, archived, 'B-LTA');
  const several = await signTimes(pki, stream, 5);
  const alone = { revocation: 'embedded' } as const;
  return [
    { name: 'B-B', pdf: basic, ...passed },
    { name: 'B-B, nothing known of revocation', pdf: basic, ...alone, expected: 'INDETERMINATE' },
    { name: 'B-T, nothing known of revocation', pdf: timed, ...alone, expected: 'INDETERMINATE' },
    { name: 'B-LT', pdf: longTerm, ...passed },
    { name: 'B-LT by itself', pdf: longTerm, ...passed, ...alone },
    { name: 'B-LTA', pdf: archived, ...passed },
    { name: 'B-LTA by itself', pdf: archived, ...passed, ...alone },
    { name: 'B-LTA renewed', pdf: renewed, ...passed },
    { name: 'B-LTA renewed, by itself', pdf: renewed, ...passed, ...alone },
    { name: 'B-LTA of B-B', pdf: await raise(pki, basic, 'B-LTA'), ...passed },
    { name: 'five signatures', pdf: several, ...passed },
    { name: 'five signatures, B-LTA', pdf: await raise(pki, several, 'B-LTA'), ...passed },
    { name: 'signed again after B-LTA', pdf: await sign(archived, pki.signer('p256'), pki.timestamps), ...passed },
  ];
}

async function raise(pki: Pki, pdf: Uint8Array, to: AugmentOptions['to']): Promise<Uint8Array> {
  const { timestamps, revocation } = pki;
  const augmented = await augment(pdf, { to, trust: [pki.root], clock: () => new Date(), timestamps, revocation });
  return augmented.toBytes();
}

async function signTimes(pki: Pki, pdf: Uint8Array, times: number): Promise<Uint8Array> {
  if (times === 0) return pdf;
  return sign(await signTimes(pki, pdf, times - 1), pki.signer('p256'), pki.timestamps);
}

/** What signers may state beside the document. */
async function stated(pki: Pki, { table }: Papers): Promise<Specimen[]> {
  const signer = pki.signer('p256');
  const roles = { claimedRoles: ['ضابط الحالة المدنية'], commitmentType: 'proof-of-approval' } as const;
  const text = Buffer.from('Rules of the counter');
  const digest = { algorithm: 'sha256', value: createHash('sha256').update(text).digest() } as const;
  const signaturePolicy = { identifier: '1.3.6.1.4.1.99999.2', digest };
  return [
    { name: 'role and commitment', pdf: await sign(table, signer, pki.timestamps, roles), ...passed },
    { name: 'signature policy', pdf: await sign(table, signer, pki.timestamps, { signaturePolicy }), ...passed },
  ];
}

/** Certifications and locks, and what may be done after them. */
async function restricted(pki: Pki): Promise<Specimen[]> {
  const paper = formPaper();
  const signer = pki.signer('p256');
  const first = { fieldName: 'First', appearance: { pdf: archivePaper(200, 80) } };
  const second = { ...first, fieldName: 'Second' };
  const specimens: Specimen[] = [];
  for (const permissions of [1, 2, 3] as const) {
    const certified = await sign(paper, signer, pki.timestamps, { ...first, certify: { permissions } });
    specimens.push({ name: `certified, level ${permissions}`, pdf: certified, ...passed });
    const archived = await raise(pki, certified, 'B-LTA');
    specimens.push({ name: `certified, level ${permissions}, B-LTA`, pdf: archived, ...passed });
    if (permissions === 1) continue;
    const signed = await sign(certified, pki.signer('p384'), pki.timestamps, second);
    specimens.push({ name: `certified, level ${permissions}, its other field signed`, pdf: signed, ...passed });
  }
  const lock = { action: 'Include', fields: ['First'] } as const;
  const locked = await sign(paper, signer, pki.timestamps, { ...first, lock });
  const both = await sign(locked, pki.signer('p384'), pki.timestamps, second);
  return [
    ...specimens,
    { name: 'empty field filled', pdf: await sign(paper, signer, pki.timestamps, first), ...passed },
    { name: 'its own field locked', pdf: locked, ...passed },
    { name: 'its own field locked, the other signed', pdf: both, ...passed },
  ];
}

/** PDF/A-2b that is signed must be PDF/A-2b still. */
async function archives(pki: Pki): Promise<Specimen[]> {
  const paper = archivePaper(595, 842);
  const stamped = { box, appearance: { pdf: archivePaper(200, 100) }, name: 'Officer' };
  const visible = await sign(paper, pki.signer('p256'), pki.timestamps, stamped);
  const invisible = await sign(paper, pki.signer('p256'), pki.timestamps);
  const archived = await raise(pki, visible, 'B-LTA');
  const made = [
    { name: 'PDF/A-2b, invisible', pdf: invisible },
    { name: 'PDF/A-2b, stamped', pdf: visible },
    { name: 'PDF/A-2b, stamped twice', pdf: await sign(visible, pki.signer('rsa2048'), pki.timestamps, stamped) },
    { name: 'PDF/A-2b, stamped, B-LTA', pdf: archived },
    { name: 'PDF/A-2b, stamped, B-LTA renewed', pdf: await raise(pki, archived, 'B-LTA') },
  ];
  return made.map(specimen => ({ ...specimen, ...passed, archive: true as const }));
}

async function attacked(pki: Pki, { table }: Papers): Promise<Specimen[]> {
  const timed = await sign(table, pki.signer('p256'), pki.timestamps);
  const revoked = await sign(table, pki.revoked, pki.timestamps);
  pki.revoke();
  return [
    { name: 'a covered bit turned over', pdf: flipped(timed), ...failed },
    { name: 'the page drawn anew in an update', pdf: replaced(timed), ...failed },
    // Not failed: EN 319 102-1 §5.5.4 leaves it open what was signed before, and REVOKED_NO_POE is what it says.
    { name: 'the signer’s certificate revoked before', pdf: revoked, ...failed, expected: 'INDETERMINATE' },
  ];
}
