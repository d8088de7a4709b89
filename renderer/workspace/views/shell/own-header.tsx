import type { ComponentChildren, VNode } from 'preact';
import type { Account } from '../../../engine/contract.ts';
import { Avatar, ChevronDown, Icon, Keyboard, keyLabel, LogOut, Menu, Settings, useTexts, type MenuItem } from '../../../ui/index.ts';
import { keys } from '../../viewmodels/shell/shortcuts.ts';

export interface OwnHeaderProps {
  readonly account: Account;
  readonly connected: boolean;
  readonly doNotDisturb: boolean;
  /** When the quiet hours end that it is now (UTC milliseconds). */
  readonly quietUntilTs: number | undefined;
  readonly setDoNotDisturb: (on: boolean) => void;
  readonly openSettings: () => void;
  readonly showShortcuts: () => void;
  /** Undefined while signing out is not possible. */
  readonly signOut: (() => void) | undefined;
  /** What the area puts at the end, such as "new conversation". */
  readonly children?: ComponentChildren;
}

/** Who is signed in here, and what concerns the account: above every list. */
export function OwnHeader(props: OwnHeaderProps): VNode {
  const { account, connected, doNotDisturb, setDoNotDisturb, openSettings, showShortcuts, signOut, children } = props;
  const { t } = useTexts();
  const name = account.displayName ?? account.userId;
  const note = useOwnNote(props);
  const choice = (id: string, label: string, on: boolean): MenuItem => ({
    id,
    label,
    group: t('shell:me.presence'),
    checked: doNotDisturb === on,
    run: () => doNotDisturb !== on && setDoNotDisturb(on),
  });
  return (
    <div class="me">
      <Menu
        label={t('shell:me.menu')}
        items={[
          ...(connected
            ? [choice('available', t('ui:presence.online'), false), choice('do-not-disturb', t('ui:presence.do-not-disturb'), true)]
            : []),
          { id: 'settings', label: t('shell:settings'), icon: Settings, shortcut: keyLabel(keys.settingsToo, t), run: openSettings },
          { id: 'keys', label: t('shell:me.shortcuts'), icon: Keyboard, shortcut: keyLabel(keys.shortcuts, t), run: showShortcuts },
          ...(signOut ? [{ id: 'sign-out', label: t('shell:me.sign-out'), icon: LogOut, run: signOut }] : []),
        ]}
        trigger={({ ref, expanded, onClick, onKeyDown }) => (
          <button
            ref={ref}
            type="button"
            class="me-btn"
            aria-haspopup="menu"
            aria-expanded={expanded}
            onClick={onClick}
            onKeyDown={onKeyDown}
          >
            <Avatar id={account.userId} name={name} picture={account.avatar} presence={!connected ? 'offline' : doNotDisturb ? 'do-not-disturb' : undefined} />
            <span class="grow">
              <span class="me-name clip">{name}</span>
              <span class="me-note clip">{note}</span>
            </span>
            <Icon of={ChevronDown} size="s" />
            <span class="vh">{t('shell:me.open')}</span>
          </button>
        )}
      />
      {children}
    </div>
  );
}

/** What stands below the own name: how one is to be reached, else the account. */
function useOwnNote({ account, connected, doNotDisturb, quietUntilTs }: OwnHeaderProps): string {
  const { t, format } = useTexts();
  if (!connected) return t('shell:me.no-connection');
  if (doNotDisturb) return t('ui:presence.do-not-disturb');
  return quietUntilTs === undefined ? account.userId : t('shell:me.quiet', { time: format.time(quietUntilTs) });
}
