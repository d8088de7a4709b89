import type { VNode } from 'preact';
import type { FoundPerson } from '../../../engine/contract.ts';
import { Avatar, FailureNote, Note, Search, Spinner, TextField, useRoving, useTexts, type Translate } from '../../../ui/index.ts';
import type { PeopleSearch } from '../../viewmodels/people/search.ts';
import { presenceWords } from '../words/presence-words.ts';
import './people-picker.css';

export interface PeoplePickerProps {
  readonly search: PeopleSearch;
  readonly label: string;
  readonly autofocus?: boolean;
  /** These are chosen already and are not offered. */
  readonly without?: readonly string[];
  readonly pick: (person: FoundPerson) => void;
  /** The person whose choice is under way. */
  readonly busy?: string | undefined;
}

/** A field and the people found by it. Enter takes the first, arrow down goes into the list. */
export function PeoplePicker({ search, label, autofocus = false, without = [], pick, busy }: PeoplePickerProps): VNode {
  const { t } = useTexts();
  const list = useRoving<HTMLUListElement>({ orientation: 'vertical', letters: true });
  return (
    <div class="picker">
      <div
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            // Never the form around it; and not somebody whom an older answer brought.
            event.preventDefault();
            const [first] = search.busy.peek() ? [] : offered(search, without);
            if (first) pick(first);
          } else if (event.key === 'ArrowDown') {
            event.preventDefault();
            list.current?.querySelector<HTMLElement>('[data-roving]')?.focus();
          }
        }}
      >
        <TextField
          label={label}
          icon={Search}
          value={search.query.value}
          placeholder={t('chat:people.placeholder')}
          onInput={search.ask}
          autofocus={autofocus}
          technical
          end={search.busy.value ? <Spinner /> : undefined}
        />
      </div>
      <ul class="people found" ref={list} aria-label={t('chat:people.results')}>
        <Found search={search} without={without} pick={pick} busy={busy} />
      </ul>
      <p class="vh" role="status">
        {statusText(search, t)}
      </p>
      <Remark search={search} />
    </div>
  );
}

/** For the ear: that it is being looked, and how many there are. */
function statusText({ busy, found }: PeopleSearch, t: Translate): string {
  if (busy.value) return t('chat:people.searching');
  return found.value.state === 'found' ? t('chat:people.count', { count: found.value.people.length }) : '';
}

const offered = ({ found }: PeopleSearch, without: readonly string[]): readonly FoundPerson[] =>
  found.value.state === 'found' ? found.value.people.filter(({ userId }) => !without.includes(userId)) : [];

type FoundProps = Pick<PeoplePickerProps, 'search' | 'pick' | 'busy'> & { readonly without: readonly string[] };

function Found({ search, without, pick, busy }: FoundProps): VNode | null {
  const { t } = useTexts();
  return (
    <>
      {offered(search, without)
        .map((person) => (
          <li key={person.userId}>
            <button type="button" class="item" data-roving={person.name} onClick={() => pick(person)}>
              <Avatar id={person.userId} name={person.name} picture={person.avatar} presence={person.presence} />
              <span class="grow">
                <span class="who">
                  <bdi class="clip">{person.name}</bdi>
                  {person.presence !== 'unknown' && <span class="vh">, {t(presenceWords[person.presence])}</span>}
                </span>
                <span class="what">
                  <bdi class="clip">{person.userId}</bdi>
                </span>
              </span>
              <span class="side">
                {busy === person.userId ? <Spinner /> : person.roomId !== undefined && <span class="tag">{t('chat:people.has-chat')}</span>}
              </span>
            </button>
          </li>
        ))}
    </>
  );
}

/** What is to be said about the answer: nobody, more, only local knowledge, or why there is none. */
function Remark({ search }: { readonly search: PeopleSearch }): VNode | null {
  const { t } = useTexts();
  const found = search.found.value;
  switch (found.state) {
    case 'nothing-asked':
      return <p class="hint">{t('chat:people.hint')}</p>;
    case 'failed':
      return <FailureNote failure={found.failure} />;
    case 'found':
      if (found.people.length === 0) {
        return (
          <Note tone="info" title={t('chat:people.none.title', { query: search.query.value.trim() })}>
            <p>{t('chat:people.none.text')}</p>
          </Note>
        );
      }
      if (found.offline) return <p class="hint">{t('chat:people.offline')}</p>;
      return found.limited ? <p class="hint">{t('chat:people.limited')}</p> : null;
  }
}
