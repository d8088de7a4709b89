import type { Managed, PolicyProblem } from '../../preload/contract.ts';
import { policyDefinitions, type PolicyName, type PolicyValue } from './definitions.ts';

/** What one place prescribes, before anything of it has been checked. `origin` is for the person who looks for it. */
export interface PolicySource {
  readonly level: 'machine' | 'user';
  readonly origin: string;
  readonly content: { readonly values: Readonly<Record<string, unknown>> } | { readonly problem: string };
}

export type ResolvedPolicies = { readonly [N in PolicyName]: Managed<PolicyValue<N>> | undefined };

export interface PolicyResult {
  readonly policies: ResolvedPolicies;
  readonly problems: readonly PolicyProblem[];
}

const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(policyDefinitions, name);

/**
 * The policies in force: machine before user, within one level a later source before an earlier one. A policy that
 * nobody knows, or a value that does not fit, is a problem of its own; the rest stays in force.
 */
export function resolvePolicies(sources: readonly PolicySource[]): PolicyResult {
  const problems: PolicyProblem[] = [];
  const found: Partial<Record<PolicyName, Managed<unknown>>> = {};
  const ordered = [
    ...sources.filter(({ level }) => level === 'user'),
    ...sources.filter(({ level }) => level === 'machine'),
  ];
  for (const { level, origin, content } of ordered) {
    if ('problem' in content) {
      problems.push({ policy: '*', source: origin, detail: content.problem });
      continue;
    }
    for (const [name, value] of Object.entries(content.values)) {
      if (!isPolicyName(name)) {
        problems.push({ policy: name, source: origin, detail: 'there is no such policy' });
        continue;
      }
      const { success, data, error } = policyDefinitions[name].schema.safeParse(value);
      if (success) found[name] = { value: data, source: level };
      else
        problems.push({ policy: name, source: origin, detail: error.issues.map(({ message }) => message).join('; ') });
    }
  }
  const unset = Object.fromEntries(Object.keys(policyDefinitions).map((name) => [name, undefined]));
  return { policies: { ...unset, ...found } as ResolvedPolicies, problems };
}
