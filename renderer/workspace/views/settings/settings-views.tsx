import './settings.css';
import type { ComponentChildren, VNode } from 'preact';
import { ArrowLeft, Bell, Building2, Icon, IconButton, Info, Keyboard, SunMoon, useTexts, type LucideIcon, type TextKey } from '../../../ui/index.ts';
import type { SettingsSection } from '../../viewmodels/shell/shell.ts';

export const sections: readonly { readonly id: SettingsSection; readonly icon: LucideIcon; readonly text: TextKey }[] = [
  { id: 'notifications', icon: Bell, text: 'settings:notifications.title' },
  { id: 'appearance', icon: SunMoon, text: 'settings:appearance.title' },
  { id: 'shortcuts', icon: Keyboard, text: 'shell:shortcuts.title' },
  { id: 'policies', icon: Building2, text: 'settings:policies.title' },
  { id: 'about', icon: Info, text: 'settings:about.title' },
];

export interface SettingsNavProps {
  readonly section: SettingsSection;
  readonly show: (section: SettingsSection) => void;
}

export function SettingsNav({ section, show }: SettingsNavProps): VNode {
  const { t } = useTexts();
  return (
    <nav class="scroll" aria-label={t('settings:sections')}>
      <ul class="setnav">
        {sections.map(({ id, icon, text }) => (
          <li key={id}>
            <button type="button" aria-current={id === section ? 'page' : undefined} onClick={() => show(id)}>
              <Icon of={icon} />
              {t(text)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface SettingsPageProps {
  readonly title: string;
  readonly lead: string | undefined;
  /** To the list of sections, in a narrow window. */
  readonly back: () => void;
  readonly children: ComponentChildren;
}

export function SettingsPage({ title, lead, back, children }: SettingsPageProps): VNode {
  const { t } = useTexts();
  return (
    <main class="pane-main plain" id="content" tabIndex={0} data-region="main">
      <div class="page">
        <div class="inner">
          <div>
            <div class="page-title">
              <IconButton icon={ArrowLeft} label={t('settings:sections')} class="back" onClick={back} />
              <h1>{title}</h1>
            </div>
            {lead && <p class="lead">{lead}</p>}
          </div>
          {children}
        </div>
      </div>
    </main>
  );
}

export interface SettingProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** One line of a group: what it is, and the control at its end. */
export function Setting({ label, hint, children }: SettingProps): VNode {
  return (
    <div class="set">
      <div>
        <span class="label">{label}</span>
        {hint && <p class="hint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
