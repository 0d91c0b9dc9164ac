import { copy, reissue, longCopy } from './copies.fixture.ts';
import type { ActFace, StampLanguages } from './face.ts';
import { act, draft, many, long, represented, together, refused, crowd } from './specimens.fixture.ts';

/** Stamps whose pictures are kept. */
export const variants: Readonly<Record<string, readonly [ActFace, StampLanguages]>> = {
  'stamp-ar': [act, 'ar'],
  'stamp-fr': [act, 'fr'],
  'stamp-ar-fr': [act, 'ar+fr'],
  'stamp-ar-zgh': [act, 'ar+zgh'],
  'stamp-ar-en': [act, 'ar+en'],
  'stamp-many-ar': [many, 'ar'],
  'stamp-many-fr': [many, 'fr'],
  'stamp-many-ar-fr': [many, 'ar+fr'],
  'stamp-long-ar': [long, 'ar'],
  'stamp-long-fr': [long, 'fr'],
  'stamp-long-ar-fr': [long, 'ar+fr'],
  'stamp-crowd-ar-fr': [crowd, 'ar+fr'],
  'stamp-represented-ar': [represented, 'ar'],
  'stamp-represented-fr': [represented, 'fr'],
  'stamp-represented-ar-fr': [represented, 'ar+fr'],
  'stamp-together-fr': [together, 'fr'],
  'stamp-together-ar-fr': [together, 'ar+fr'],
  'stamp-draft-ar-fr': [draft, 'ar+fr'],
  'stamp-draft-ar': [draft, 'ar'],
  'stamp-demo-ar-fr': [{ ...act, mark: 'demo' }, 'ar+fr'],
  'stamp-copy-ar': [copy, 'ar'],
  'stamp-copy-fr': [copy, 'fr'],
  'stamp-copy-ar-fr': [copy, 'ar+fr'],
  'stamp-copy-ar-zgh': [copy, 'ar+zgh'],
  'stamp-copy-draft-ar-fr': [{ ...copy, number: null, code: null, verifyUrl: null, instant: null }, 'ar+fr'],
  'stamp-reissue-ar': [reissue, 'ar'],
  'stamp-reissue-fr': [reissue, 'fr'],
  'stamp-reissue-ar-fr': [reissue, 'ar+fr'],
  'stamp-copy-long-ar-fr': [longCopy, 'ar+fr'],
  'stamp-refusal-ar': [refused, 'ar'],
  'stamp-refusal-ar-fr': [refused, 'ar+fr'],
  'stamp-training-ar': [{ ...act, mark: 'training', fee: 0 }, 'ar'],
};
