/** The parts of the administration, in the order of their links; the first stands at the screen's own address. */
export const sections = [
  'staff',
  'movements',
  'proposals',
  'roles',
  'rights',
  'offices',
  'authorities',
  'absences',
  'calendar',
  'limits',
  'two-people',
  'history',
] as const;
export type Section = (typeof sections)[number];

const base = '/office/administration';

/** The address of a part, or of one thing in it. */
export function addressOf(section: Section, id?: string): string {
  const path = section === 'staff' && id === undefined ? base : `${base}/${section}`;
  return id === undefined ? path : `${path}/${id}`;
}

/** What an address shows. */
export function placeIn(path: string): { readonly section: Section; readonly id: string | undefined } {
  const [slug, id] = path.slice(base.length + 1).split('/');
  return { section: sections.find(section => section === slug) ?? 'staff', id: id || undefined };
}
