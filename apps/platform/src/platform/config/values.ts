import { z } from 'zod';
import { type AssuranceLevel, assuranceLevels } from '../../kernel/index.ts';
import { isNetwork } from '../networks/index.ts';

/** Yes or no, as 1, true, yes. */
export const flag = z.stringbool({ truthy: ['1', 'true', 'yes'], falsy: ['0', 'false', 'no', ''] });

/** Origins of the web, separated by commas. */
export const origins = z.string().transform((text, context) => {
  const found = text.split(',').map(each => each.trim());
  if (found.every(each => URL.canParse(each) && /^https?:\/\//.test(each) && new URL(each).origin === each))
    return found;
  context.addIssue('origins such as http://ocsp.example, separated by commas');
  return z.NEVER;
});

/** Names and levels, as `vault=low share=substantial`. A name may hold `=` itself: the last one divides. */
export const levels = z.string().transform((text, context) => {
  const pairs = text
    .split(/\s+/)
    .map(pair => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)]);
  const read = pairs.map(([name, level]) => [name ?? '', assuranceLevels.find(each => each === level)] as const);
  const named = read.flatMap(([name, level]): [string, AssuranceLevel][] => (name && level ? [[name, level]] : []));
  if (named.length === pairs.length) return Object.fromEntries(named);
  context.addIssue(`pairs such as name=substantial, with spaces between; the levels are ${assuranceLevels.join(', ')}`);
  return z.NEVER;
});

/** Networks in CIDR notation, separated by commas. */
export const networks = z.string().transform((text, context) => {
  const found = text
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
  if (found.every(isNetwork)) return found;
  context.addIssue('networks such as 10.0.0.0/8 or 192.0.2.7/32, separated by commas');
  return z.NEVER;
});

/** Days by name: `sessions=30,readings=400`. */
export const days = z.string().transform((text, context) => {
  const found = text.split(',').map(each => /^([a-z-]{1,40})=(\d{1,5})$/.exec(each.trim()));
  if (found.every(each => each !== null))
    return Object.fromEntries(found.map(([, name, number]) => [name, Number(number)]));
  context.addIssue('names and days such as sessions=30, separated by commas');
  return z.NEVER;
});
