const written = /^\s*(?<hours>\d{1,2})(?:\s*[:.]?\s*(?<minutes>\d{2}))?\s*(?:Uhr|h)?\s*$/i;

/** A time as people write it (7, 7:30, 0730, 7.30 Uhr) as "07:30"; undefined where it is none. */
export function readTimeOfDay(text: string): string | undefined {
  const groups = written.exec(text)?.groups;
  const [hours, minutes] = [groups?.['hours'] ?? '', groups?.['minutes'] ?? '00'];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
