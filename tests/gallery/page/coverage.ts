/// <reference types="vite/client" />
import type { Options } from 'preact';

/** Every component type that is drawn from now on. */
export function watchDrawing(options: Options): ReadonlySet<unknown> {
  const drawn = new Set<unknown>();
  const before = options.diffed;
  options.diffed = (vnode) => {
    if (typeof vnode.type === 'function') drawn.add(vnode.type);
    before?.(vnode);
  };
  return drawn;
}

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = import.meta.glob(
  [
    '../../../renderer/workspace/views/**/*.tsx',
    '../../../renderer/call/stage/**/*.tsx',
    '../../../renderer/ring/**/*.tsx',
    '!**/*.stories.tsx',
    '!../../../renderer/ring/index.tsx',
  ],
  { eager: true },
);

/** A component is an exported function with a capital; `file: Name` of those that nothing has drawn. */
export const undrawnComponents = (drawn: ReadonlySet<unknown>): readonly string[] =>
  Object.entries(modules).flatMap(([path, exported]) =>
    Object.entries(exported)
      .filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function' && !drawn.has(value))
      .map(([name]) => `${path.replace(/^.*\/renderer\//, '')}: ${name}`),
  );
