import { z } from 'zod';

const report = z.object({
  'csp-report': z.object({ 'effective-directive': z.string().max(100), 'blocked-uri': z.string().max(8_000) }),
});

/** A violation report (Content Security Policy Level 3, section 5.3) in words for the log: what, and to which host. */
export function refusedBy(text: string): string {
  try {
    const { 'effective-directive': directive, 'blocked-uri': blocked } = report.parse(JSON.parse(text))['csp-report'];
    return `${directive} ${URL.canParse(blocked) ? new URL(blocked).origin : blocked.slice(0, 20)}`;
  } catch {
    return 'something that has no report';
  }
}
