/** A fact that was declared otherwise than the card says. */
export interface Correction {
  readonly field: string;
  readonly declared: string;
  readonly card: string;
}

/** Facts by the name of their field; what is absent on either side is no difference. */
export type FactsByField = Readonly<Record<string, string | undefined>>;

/** What the clerk corrected, in the order of the declaration. Spaces at the ends and in a row do not count. */
export function findCorrections(declared: FactsByField, card: FactsByField): readonly Correction[] {
  return Object.entries(declared).flatMap(([field, said]) => {
    const read = card[field];
    if (said === undefined || read === undefined) return [];
    return tidy(said) === tidy(read) ? [] : [{ field, declared: said, card: read }];
  });
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
