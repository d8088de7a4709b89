import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { OpenSession } from '../../../../renderer/workspace/viewmodels/session/session.ts';
import { createShellModel, settleMs } from '../../../../renderer/workspace/viewmodels/shell/shell.ts';
import { shortcutGroups } from '../../../../renderer/workspace/viewmodels/shell/shortcuts.ts';
import { createHandClock } from '../support/clock.ts';
import { openSession } from '../support/session.ts';

function setUp(first = openSession()) {
  const session = signal<OpenSession | undefined>(first);
  const clock = createHandClock();
  return { session, clock, model: createShellModel({ session, clock }) };
}

test('connecting is said only once it takes a while', () => {
  const { session, clock, model } = setUp(openSession({ connection: { state: 'connecting' } }));
  expect(model.banner.value).toBeUndefined();
  clock.advance(settleMs - 1);
  expect(model.banner.value).toBeUndefined();
  clock.advance(1);
  expect(model.banner.value).toEqual({ kind: 'connecting' });
  session.value = openSession();
  expect(model.banner.value).toBeUndefined();
});

test('being offline is said at once, with what waits', () => {
  const { session, model } = setUp();
  session.value = openSession({
    queued: 2,
    connection: { state: 'offline', since: 5, failure: { code: 'offline' }, retryAt: undefined },
  });
  expect(model.banner.value).toEqual({ kind: 'offline', since: 5, queued: 2 });
});

test('an expired session goes before a lost connection', () => {
  const { model } = setUp(
    openSession({ phase: 'expired', connection: { state: 'offline', since: 5, failure: { code: 'offline' }, retryAt: undefined } }),
  );
  expect(model.banner.value).toEqual({ kind: 'expired' });
});

test('a dialog goes when what it asks for is done', () => {
  const { session, model } = setUp(openSession({ phase: 'expired', encryption: { state: 'locked' } }));
  model.ask('reauthenticate');
  expect(model.dialog.value).toBe('reauthenticate');
  session.value = openSession({ encryption: { state: 'locked' } });
  expect(model.dialog.value).toBeUndefined();
  model.ask('recover');
  session.value = openSession();
  expect(model.dialog.value).toBeUndefined();
  model.ask('sign-out');
  session.value = openSession({ queued: 1 });
  expect(model.dialog.value).toBe('sign-out');
});

test('in a narrow window the settings open with their sections and come back to them', () => {
  const { model } = setUp();
  model.go('settings');
  expect(model.sectionOpen.value).toBe(false);
  model.showSection('about');
  expect([model.area.value, model.section.value, model.sectionOpen.value]).toEqual(['settings', 'about', true]);
  model.leaveSection();
  expect(model.sectionOpen.value).toBe(false);
});

test('disposed of, no timer runs', () => {
  const { model, clock } = setUp(openSession({ connection: { state: 'catching-up' } }));
  model.dispose();
  expect(clock.timers).toBe(0);
});

test('no key stands for two things', () => {
  const all = shortcutGroups.flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys));
  expect(new Set(all).size).toBe(all.length);
});
