import type { ActFace } from './face.ts';
import { act, endless, long, text } from './specimens.fixture.ts';

/** A certified copy of a diploma, three pages. */
export const copy: ActFace = {
  ...act,
  kind: 'certified-copy',
  signatories: [],
  pages: 3,
  copy: {
    document: text('شهادة أو دبلوم', 'Diplôme', 'ⴰⴷⵉⵒⵍⵓⵎ', 'Diploma'),
    issuer: { arabic: 'جامعة الحسن الثاني بالدار البيضاء', latin: 'Université Hassan II de Casablanca' },
    ownNumber: 'LF-2019/004471',
    issuedOn: '2019-07-12',
    expiresOn: null,
    certification: null,
  },
};

/** A reissue of another, of an original that ends. */
export const reissue: ActFace = {
  ...copy,
  kind: 'reissue',
  number: '2026/MAA-03/000131',
  instant: new Date('2026-11-18T20:15:00Z'),
  copy: {
    document: text('وثيقة هوية', 'Pièce d’identité', 'ⵜⴰⴽⴰⵕⴹⴰ ⵏ ⵜⵎⴰⴳⵉⵜ', 'Identity document'),
    issuer: { arabic: 'المديرية العامة للأمن الوطني', latin: 'Direction générale de la sûreté nationale' },
    ownNumber: 'BK482913',
    issuedOn: '2022-03-01',
    expiresOn: '2032-02-29',
    certification: {
      number: '2026/MAA-03/000127',
      instant: '2026-11-10T09:42:00Z',
      officer: act.officer.name,
      capacity: act.officer.capacity,
      delegation: act.officer.delegation,
    },
  },
};

/** A copy whose every particular is longer than any real one. */
export const longCopy: ActFace = {
  ...long,
  kind: 'reissue',
  signatories: [],
  pages: 300,
  copy: {
    document: text(
      'شهادة الاعتراف بالمستوى الدراسي الصادرة عن المؤسسات الأجنبية للتعليم العالي',
      'Attestation de reconnaissance de niveau délivrée par un établissement étranger d’enseignement supérieur',
    ),
    issuer: endless.name,
    ownNumber: 'REF-2019/004471/ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-BIS',
    issuedOn: '2019-07-12',
    expiresOn: '2032-02-29',
    certification: {
      number: '2026/ABCDEFGH-123/00012345',
      instant: '2026-11-10T09:42:00Z',
      officer: endless.name,
      capacity: long.officer.capacity,
      delegation: long.officer.delegation,
    },
  },
};
