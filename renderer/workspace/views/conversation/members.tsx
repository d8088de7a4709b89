import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Member } from '../../../engine/contract.ts';
import { Avatar, Button, IconButton, Phone, useRoving, useTexts, type Texts } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { obstacleWords } from '../words/call-words.ts';
import { presenceWords } from '../words/presence-words.ts';

/** So many are drawn at once; who wants more asks for them. */
const atOnce = 100;

export interface MembersProps {
  readonly members: readonly Member[];
  readonly me: string | undefined;
  readonly calls: Pick<CallsModel, 'callPerson' | 'obstacle'>;
}

/** Who is in the room, each one press away from a call; the calls' buttons are one tab stop. */
export function Members({ members, me, calls }: MembersProps): VNode {
  const texts = useTexts();
  const list = useRoving<HTMLUListElement>({ orientation: 'vertical', letters: true });
  const [count, setCount] = useState(atOnce);
  return (
    <>
      <ul class="people" ref={list}>
        {members.slice(0, count).map((member) => (
          <MemberRow key={member.key} member={member} me={member.userId === me} texts={texts} calls={calls} />
        ))}
      </ul>
      {members.length > count && (
        <Button variant="quiet" size="small" onClick={() => setCount(count + atOnce)}>
          {texts.t('chat:details.more', { count: members.length - count })}
        </Button>
      )}
    </>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly me: boolean;
  readonly texts: Texts;
  readonly calls: MembersProps['calls'];
}

function MemberRow({ member, me, texts, calls }: MemberRowProps): VNode {
  const { t } = texts;
  const obstacle = calls.obstacle.value;
  return (
    <li class="item person" data-tooltip={member.userId}>
      <Avatar id={member.userId} name={member.name} picture={member.avatar} presence={member.presence} size="m" />
      <span class="grow">
        <span class="who">
          <bdi class="clip">{me ? t('chat:you') : member.name}</bdi>
        </span>
        <span class="what">
          <span class="clip">{factsOf(member, texts)}</span>
        </span>
      </span>
      {!me && member.membership === 'join' && (
        <IconButton
          size="small"
          icon={Phone}
          label={t('calls:workspace.call-person', { name: member.name })}
          unavailable={obstacle && t(obstacleWords[obstacle])}
          roving
          onClick={() => calls.callPerson.run(member.userId, 'audio')}
        />
      )}
    </li>
  );
}

function factsOf({ presence, role, membership, userId }: Member, { t }: Texts): string {
  const facts = [
    ...(membership === 'invite' ? [t('chat:details.invited')] : []),
    ...(presence === 'unknown' ? [] : [t(presenceWords[presence])]),
    ...(role === 'member' ? [] : [t(role === 'admin' ? 'chat:details.role.admin' : 'chat:details.role.moderator')]),
  ];
  return facts.length > 0 ? facts.join(' · ') : userId;
}
