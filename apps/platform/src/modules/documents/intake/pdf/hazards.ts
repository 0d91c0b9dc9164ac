import type { PdfSource } from './source.ts';
import { isKind, type PdfDict, type PdfValue, Stop } from './value.ts';

/** What a rebuilt file no longer has; each is a sentence `documents.dropped.*` for the clerk. */
export const droppable = [
  'javascript',
  'launch',
  'action',
  'embedded-file',
  'media',
  'xfa',
  'form',
  'annotation',
  'link',
  'layer',
] as const;
export type Dropped = (typeof droppable)[number];

/** What was met on a walk through a file: what a rebuilt one loses, a form that readers must draw anew, and a signature. */
export type Found = Set<Dropped | 'redrawn-form' | 'signature'>;

/** Nodes that a walk through actions or fields visits at most; a real form has a few hundred. */
const mostNodes = 20_000;

/** What the document-level parts of `source` hold beside page content. Nothing is removed here: the rebuild never copies it. */
export function findHazards(source: PdfSource): Found {
  const found: Found = new Set();
  const { entries } = source.catalog;
  addActions(source, found, entries.get('OpenAction'), 'document');
  addAdditionalActions(source, found, entries.get('AA'));
  const names = source.resolve(entries.get('Names'));
  if (isKind(names, 'dict')) {
    if (names.entries.has('JavaScript')) found.add('javascript');
    if (names.entries.has('EmbeddedFiles')) found.add('embedded-file');
  }
  if (entries.has('AF') || entries.has('Collection')) found.add('embedded-file');
  const permissions = source.resolve(entries.get('Perms'));
  if (isKind(permissions, 'dict') && permissions.entries.has('DocMDP')) found.add('signature');
  const form = source.resolve(entries.get('AcroForm'));
  if (isKind(form, 'dict')) addForm(source, found, form);
  return found;
}

function addForm(source: PdfSource, found: Found, form: PdfDict): void {
  if (source.resolve(form.entries.get('XFA')) !== null) found.add('xfa');
  if (source.resolve(form.entries.get('NeedAppearances')) === true) found.add('redrawn-form');
  const waiting: { value: PdfValue; type: PdfValue }[] = [{ value: form.entries.get('Fields') ?? null, type: null }];
  for (let visited = 0; waiting.length > 0; visited += 1) {
    if (visited > mostNodes) throw new Stop('documents.too-complex');
    const next = waiting.pop();
    const node = source.resolve(next?.value);
    if (isKind(node, 'list')) waiting.push(...node.items.map(value => ({ value, type: next?.type ?? null })));
    if (!isKind(node, 'dict')) continue;
    const type = source.resolve(node.entries.get('FT')) ?? next?.type ?? null;
    if (isSignature(source, node.entries.get('V'), type)) found.add('signature');
    found.add('form');
    addAdditionalActions(source, found, node.entries.get('AA'));
    addActions(source, found, node.entries.get('A'), 'page');
    if (node.entries.has('Kids')) waiting.push({ value: node.entries.get('Kids') ?? null, type });
  }
}

/**
 * Whether the value of a field or widget is a signature (ISO 32000-1, 12.7.4.5 and 12.8.1): by its field's type, or by the
 * byte ranges that it says it covers where nothing gives the type.
 */
export function isSignature(source: PdfSource, value: PdfValue | undefined, type: PdfValue): boolean {
  const signature = source.resolve(value);
  const isOfField = isKind(type, 'name') && type.name === 'Sig' && signature !== null;
  const covers = isKind(signature, 'dict') && signature.entries.has('ByteRange');
  return isOfField || covers;
}

/** Names the actions that start from `value`, following their chain (12.6.2). */
export function addActions(
  source: PdfSource,
  found: Found,
  value: PdfValue | undefined,
  where: 'document' | 'page',
): void {
  const waiting: PdfValue[] = [value ?? null];
  for (let visited = 0; waiting.length > 0; visited += 1) {
    if (visited > mostNodes) throw new Stop('documents.too-complex');
    const action = source.resolve(waiting.pop());
    if (isKind(action, 'list')) waiting.push(...action.items.filter(item => isKind(source.resolve(item), 'dict')));
    if (!isKind(action, 'dict')) continue;
    const kind = source.resolve(action.entries.get('S'));
    if (isKind(kind, 'name')) addAction(found, kind.name, where);
    if (action.entries.has('Next')) waiting.push(action.entries.get('Next') ?? null);
  }
}

function addAction(found: Found, kind: string, where: 'document' | 'page'): void {
  const named: Readonly<Record<string, Dropped>> = {
    JavaScript: 'javascript',
    Launch: 'launch',
    URI: 'link',
    GoToR: 'link',
    Rendition: 'media',
    Movie: 'media',
    Sound: 'media',
    RichMediaExecute: 'media',
    GoToE: 'embedded-file',
  };
  // Opening at a certain page is a courtesy that nobody misses.
  if (kind === 'GoTo') return;
  found.add(named[kind] === 'link' && where === 'document' ? 'action' : (named[kind] ?? 'action'));
}

/** Names the actions that events start (12.6.3). */
export function addAdditionalActions(source: PdfSource, found: Found, value: PdfValue | undefined): void {
  const events = source.resolve(value);
  if (!isKind(events, 'dict')) return;
  for (const action of events.entries.values()) addActions(source, found, action, 'page');
}
