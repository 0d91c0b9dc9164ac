import { describe, expect, it } from 'vitest';
import { nameAfter, plain } from './compose.ts';

describe('an organisation behind the words for its kind', () => {
  it('says its kind once', () => {
    expect(nameAfter('de la société', 'Atlas')).toBe('de la société Atlas');
    expect(nameAfter('de la société', 'Société Atlas')).toBe('de la Société Atlas');
    expect(nameAfter('de l’association', 'Association Amal')).toBe('de l’Association Amal');
    expect(nameAfter('شركة', 'شركة أطلس')).toBe('شركة أطلس');
    expect(nameAfter('تعاونية', 'التعاونية الفلاحية')).toBe('التعاونية الفلاحية');
  });
});

describe('plain text', () => {
  it('cannot rearrange the line it is printed in', () => {
    expect(plain('Zineb\u202e IRMA\u2066NI\n X')).toBe('Zineb IRMA NI X');
  });
});
