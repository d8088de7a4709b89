import { DecryptionFailureCode, EventShieldColour, EventShieldReason, type EventEncryptionInfo } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { DecryptionProblem } from '../contract.ts';
import type { Shield } from '../store/api.ts';

/** Why a message cannot be read, by what would help the person. */
export function decryptionProblem(code: DecryptionFailureCode | null): DecryptionProblem {
  switch (code) {
    case DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID:
    case DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX:
      return 'key-missing';
    case DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP:
      return 'before-this-device';
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE:
      return 'withheld-unverified';
    // Written while this account was not in the room: nobody owes it the key.
    case DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED:
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD:
      return 'withheld';
    default:
      return 'broken';
  }
}

/** A warning about who sent a message. People who have not compared keys with each other are the normal case: none. */
export function shieldOf(info: EventEncryptionInfo | null): Shield | undefined {
  if (!info || info.shieldColour === EventShieldColour.NONE) return undefined;
  switch (info.shieldReason) {
    case EventShieldReason.UNVERIFIED_IDENTITY:
      return undefined;
    case EventShieldReason.UNSIGNED_DEVICE:
      return 'unverified-device';
    case EventShieldReason.UNKNOWN_DEVICE:
      return 'unknown-device';
    default:
      return 'authenticity';
  }
}
