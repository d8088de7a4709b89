/** @typedef {{ value: number, unit: string, baseline: number, samples: number[] }} Figure */

/** What is aimed at (issue 4, "Figures"). @type {Readonly<Record<string, number>>} */
const targets = { 'call.first_frame_ms': 1_000, 'call.first_audio_ms': 1_000, 'call.accept_audio_ms': 1_500 };

/** More of them would not fit a line. */
const shownSamples = 10;

/** Three digits or more. @param {number} value */
const short = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** @param {readonly number[]} samples */
function listed(samples) {
  if (samples.length <= shownSamples) return samples.map(short).join(' ');
  const sorted = [...samples].sort((a, b) => a - b);
  return `${samples.length}, from ${short(sorted[0] ?? NaN)} to ${short(sorted.at(-1) ?? NaN)}`;
}

/** @param {string} name @param {Figure} figure */
function aimOf(name, { value }) {
  const target = targets[name];
  return target === undefined ? '' : `${value <= target ? '✓' : '✗'} at most ${target}`;
}

/** All figures under each other, for people. @param {Readonly<Record<string, Figure>>} figures */
export function tableOf(figures) {
  const head = ['name', 'value', 'unit', 'baseline', 'ratio', 'aim', 'samples'];
  const rows = Object.entries(figures).map(([name, figure]) => [
    name, short(figure.value), figure.unit, short(figure.baseline), (figure.value / figure.baseline).toFixed(2), aimOf(name, figure), listed(figure.samples),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = [false, true, false, true, true, false, false];
  return [head, ...rows]
    .map((row) => row.map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd())
    .join('\n');
}
