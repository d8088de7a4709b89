import type { ComponentChildren, VNode } from 'preact';
import type { Account } from '../../../engine/contract.ts';
import { Avatar, ChevronDown, Icon, Keyboard, keyLabel, LogOut, Menu, Settings, useTexts } from '../../../ui/index.ts';
import { keys } from '../../viewmodels/shell/shortcuts.ts';

export interface OwnHeaderProps {
  readonly account: Account;
  readonly connected: boolean;
  readonly openSettings: () => void;
  readonly showShortcuts: () => void;
  /** Undefined while signing out is not possible. */
  readonly signOut: (() => void) | undefined;
  /** What the area puts at the end, such as "new conversation". */
  readonly children?: ComponentChildren;
}

/** Who is signed in here, and what concerns the account: above every list. */
export function OwnHeader({ account, connected, openSettings, showShortcuts, signOut, children }: OwnHeaderProps): VNode {
  const { t } = useTexts();
  const name = account.displayName ?? account.userId;
  return (
    <div class="me">
      <Menu
        label={t('shell:me.menu')}
        items={[
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
            <Avatar id={account.userId} name={name} picture={account.avatar} presence={connected ? undefined : 'offline'} />
            <span class="grow">
              <span class="me-name clip">{name}</span>
              <span class="me-note clip">{connected ? account.userId : t('shell:me.no-connection')}</span>
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
