import { createHash } from 'node:crypto';

/** The intention behind a form: the same for the same form sent again, its own for each thing that the form asks. */
export function intentionOf(formKey: string, ...about: readonly string[]): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([formKey, ...about]))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
