import type { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** What a message does with a name in braces: puts a value, counts, chooses a wording, or wraps a passage. */
export type Role = 'value' | 'plural' | 'select' | 'tag';

// By number of the syntax tree's node type (argument, number, date, time, select, plural, tag): the formatter does not
// export the parser's enumeration. Literals (0) and `#` (7) name nothing.
const roles: Readonly<Record<number, Role>> = {
  1: 'value',
  2: 'value',
  3: 'value',
  4: 'value',
  5: 'select',
  6: 'plural',
  8: 'tag',
};

/** Every name that a parsed message expects, with what it does with it, the branches of choices included. */
export function placeholdersOf(elements: readonly Element[]): Map<string, Role> {
  const found = new Map<string, Role>();
  for (const element of elements) {
    const role = roles[element.type];
    if (role === undefined || !('value' in element)) continue;
    if (role !== 'value' || !found.has(element.value)) found.set(element.value, role);
    for (const children of childrenOf(element)) {
      for (const [name, inner] of placeholdersOf(children)) if (!found.has(name)) found.set(name, inner);
    }
  }
  return found;
}

function childrenOf(element: Element): readonly (readonly Element[])[] {
  if ('children' in element) return [element.children];
  return 'options' in element && element.options
    ? Object.values(element.options).flatMap(option => ('value' in option ? [option.value] : []))
    : [];
}
