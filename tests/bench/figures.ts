import { writeFile } from 'node:fs/promises';

/** What was measured, beside the same thing measured without what is ours, in the same run. */
export interface Figure {
  /** Of the samples; the median unless the benchmark says otherwise. */
  readonly value: number;
  readonly unit: Unit;
  readonly baseline: number;
  readonly samples: readonly number[];
}

export type Unit = 'ms' | 'MB' | '%' | '1/s';
export type Figures = Readonly<Record<string, Figure>>;

/** What is ours beside its baseline. */
export interface Pair<Samples = readonly number[]> {
  readonly ours: Samples;
  readonly bare: Samples;
}

/** To be filled. */
export const samples = (): Pair<number[]> => ({ ours: [], bare: [] });

/** At `part` (0 to 1) of the sorted numbers, between neighbours where it falls between them; NaN of none. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const [low = NaN, high = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export const figure = (unit: Unit, { ours, bare }: Pair, part = 0.5): Figure => ({
  value: rounded(quantile(ours, part)),
  unit,
  baseline: rounded(quantile(bare, part)),
  samples: ours.map(rounded),
});

/** Leaves them where `scripts/bench.mjs` picks them up: in the file that it names. */
export async function leave(figures: Figures): Promise<void> {
  const [, , file] = process.argv;
  if (file === undefined) console.log(JSON.stringify(figures, undefined, 2));
  else await writeFile(file, JSON.stringify(figures));
}
