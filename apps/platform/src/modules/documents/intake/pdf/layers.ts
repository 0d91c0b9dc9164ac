import type { PdfSource } from './source.ts';
import { isKind, type PdfValue } from './value.ts';

/** Which layers (optional content, ISO 32000-1, 8.11) a reader would not show when it opens the file. */
export interface Layers {
  /** Whether the file has layers at all. */
  readonly present: boolean;
  /**
   * Whether content under `membership` (an OCG or an OCMD) could be invisible in any state: on opening, printed, or viewed.
   * Removing it would need interpreting the content, keeping it would show what its author hid; so whoever asks refuses the file.
   */
  isHidden(membership: PdfValue | undefined): boolean;
}

/** Reads the default configuration of the layers of a file. */
export function readLayers(source: PdfSource): Layers {
  const properties = source.resolve(source.catalog.entries.get('OCProperties'));
  const present = isKind(properties, 'dict');
  const config = source.resolve(present ? properties.entries.get('D') : null);
  const get = (key: string) => (isKind(config, 'dict') ? source.resolve(config.entries.get(key)) : null);
  const base = get('BaseState');
  const shownByDefault = !isKind(base, 'name') || base.name === 'ON';
  const on = numbersIn(get('ON'));
  const off = numbersIn(get('OFF'));
  const automatic = get('AS');
  const isAutomatic = isKind(automatic, 'list') && automatic.items.length > 0;

  const isGroupHidden = (group: PdfValue): boolean => {
    const number = isKind(group, 'ref') ? group.number : -1;
    if (shownByDefault ? off.has(number) : !on.has(number)) return true;
    return isAutomatic && hasOffUsage(source, group);
  };
  const isHidden = (membership: PdfValue | undefined): boolean => {
    const resolved = source.resolve(membership);
    if (membership === undefined || !isKind(resolved, 'dict')) return false;
    const type = source.resolve(resolved.entries.get('Type'));
    if (!isKind(type, 'name') || type.name !== 'OCMD') return isGroupHidden(membership);
    // A membership with a policy or an expression is shown for certain only when every group of the file is.
    const groups = resolved.entries.get('OCGs') ?? null;
    const list = source.resolve(groups);
    const members = isKind(list, 'list') ? list.items : [groups];
    const policy = source.resolve(resolved.entries.get('P'));
    const inverted = isKind(policy, 'name') && policy.name.endsWith('Off');
    return resolved.entries.has('VE') || inverted || members.some(group => group !== null && isGroupHidden(group));
  };
  return { present, isHidden };
}

function numbersIn(value: PdfValue): ReadonlySet<number> {
  return new Set(isKind(value, 'list') ? value.items.flatMap(item => (isKind(item, 'ref') ? [item.number] : [])) : []);
}

/** Automatic states (8.11.4.4) let a layer be seen on screen and vanish on paper, or the other way round. */
function hasOffUsage(source: PdfSource, group: PdfValue): boolean {
  const dict = source.resolve(group);
  const usage = source.resolve(isKind(dict, 'dict') ? dict.entries.get('Usage') : null);
  if (!isKind(usage, 'dict')) return false;
  return (['View', 'Print', 'Export'] as const).some(event => {
    const settings = source.resolve(usage.entries.get(event));
    const state = source.resolve(isKind(settings, 'dict') ? settings.entries.get(`${event}State`) : null);
    return isKind(state, 'name') && state.name === 'OFF';
  });
}
