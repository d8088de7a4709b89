import { isObject, listAt, objectAt, type Json } from '../session/json.ts';

const kinds = ['override', 'content', 'room', 'sender', 'underride'];

/**
 * Push rules without what has not their shape: the SDK walks them without a check, and a rule that throws would keep
 * the sync from ever starting.
 */
export function readPushRules(rules: unknown): Json {
  const global = objectAt(rules, 'global');
  return { global: Object.fromEntries(kinds.map((kind) => [kind, listAt(global, kind).filter(isRule)])) };
}

function isRule(value: unknown): boolean {
  if (!isObject(value) || typeof value['rule_id'] !== 'string' || !Array.isArray(value['actions'])) return false;
  const { conditions, pattern } = value;
  if (pattern !== undefined && typeof pattern !== 'string') return false;
  return conditions === undefined || (Array.isArray(conditions) && conditions.every(isCondition));
}

const isCondition = (value: unknown): boolean => isObject(value) && typeof value['kind'] === 'string';
