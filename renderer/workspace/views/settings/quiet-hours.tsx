import type { VNode } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Managed, QuietHours } from '../../../../preload/contract.ts';
import { classes, CircleAlert, Icon, Lock, Switch, useTexts } from '../../../ui/index.ts';
import { readTimeOfDay } from '../../viewmodels/settings/time-of-day.ts';
import { ManagedLine } from './managed.tsx';

export interface QuietHoursSettingProps {
  readonly hours: QuietHours;
  /** When they end that it is now. */
  readonly untilTs: number | undefined;
  readonly managed: Managed<unknown> | undefined;
  readonly change: (hours: QuietHours) => void;
}

/** From when to when it is quiet each day, and whether it is so now. */
export function QuietHoursSetting({ hours, untilTs, managed, change }: QuietHoursSettingProps): VNode {
  const { t, format } = useTexts();
  const id = useId();
  const [wrong, setWrong] = useState({ from: false, to: false });
  const error = wrong.from || wrong.to ? t('settings:notifications.no-time') : hours.from === hours.to ? t('settings:notifications.no-quiet') : undefined;
  const field = (name: 'from' | 'to', label: string): VNode => (
    <TimeField
      label={label}
      value={hours[name]}
      locked={managed !== undefined}
      describedBy={error === undefined ? undefined : `${id}-error`}
      wrong={(isWrong) => setWrong((before) => ({ ...before, [name]: isWrong }))}
      commit={(time) => change({ ...hours, [name]: time })}
    />
  );
  return (
    <fieldset class="set quiet-hours">
      <legend class="vh">{t('settings:notifications.hours')}</legend>
      <div>
        <label class="label" for={id}>
          {t('settings:notifications.hours')}
        </label>
        <p class="hint" id={`${id}-hint`}>
          {t('settings:notifications.hours-hint')}
        </p>
        {untilTs !== undefined && (
          <p class="hint">
            <strong>{t('settings:notifications.hours-now', { time: format.time(untilTs) })}</strong>
          </p>
        )}
      </div>
      <div class="row wrap">
        {hours.on && (
          <>
            {field('from', t('settings:notifications.from'))}
            <span aria-hidden="true">{t('settings:notifications.until')}</span>
            {field('to', t('settings:notifications.to'))}
          </>
        )}
        <Switch
          id={id}
          checked={hours.on}
          locked={managed !== undefined}
          describedBy={managed ? `${id}-hint ${id}-managed` : `${id}-hint`}
          onChange={(on) => change({ ...hours, on })}
        />
      </div>
      {hours.on && error !== undefined && (
        <p class="field-error" id={`${id}-error`} role="alert">
          <Icon of={CircleAlert} size="s" />
          <span>{error}</span>
        </p>
      )}
      {managed && <ManagedLine id={`${id}-managed`} source={managed.source} />}
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly locked: boolean;
  readonly describedBy: string | undefined;
  readonly wrong: (wrong: boolean) => void;
  readonly commit: (time: string) => void;
}

/** A time of the day, taken when one leaves the field or presses Enter. Chromium's own has words of its own language. */
function TimeField({ label, value, locked, describedBy, wrong, commit }: TimeFieldProps): VNode {
  const [text, setText] = useState(value);
  const time = readTimeOfDay(text);
  useEffect(() => setText(value), [value]);
  const take = (): void => {
    wrong(time === undefined);
    if (time === undefined) return;
    setText(time);
    if (time !== value) commit(time);
  };
  return (
    <span class={classes('input', 'compact', 'time', locked && 'locked', time === undefined && 'invalid')}>
      <input
        class="num"
        aria-label={label}
        aria-invalid={time === undefined ? 'true' : undefined}
        aria-describedby={describedBy}
        inputMode="numeric"
        autocomplete="off"
        maxLength={12}
        readOnly={locked}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      {locked && <Icon of={Lock} size="s" />}
    </span>
  );
}
