import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/dataset/conversation.js';
import { annotate } from '../../../src/dataset/signals/annotate.js';
import { isReadable } from '../../../src/dataset/signals/readable.js';

const chat = (language: string | undefined, ...texts: string[]): Conversation => ({
  id: '1',
  ...(language === undefined ? {} : { language }),
  turns: texts.map((text, i) => ({ speaker: i % 2 === 0 ? 'customer' : 'ai', text })),
});
const SPANISH = ['Quiero hablar con un agente humano ya', '¿Quiere que le pase con un agente?'];

describe('whether texts are in a language that is read', () => {
  it.each([
    ['en', 'en-GB', 'EN', 'eng', 'English', 'Englisch', 'anglais', 'inglés'],
    ['zh', 'zh-Hant-TW', 'zh_CN', 'zho', 'cmn', 'Chinese', 'chinois', '中文', '简体中文'],
  ])('a recorded language decides: %s and the like are', (...names) => {
    // Spanish words: whoever labels them English is believed.
    for (const name of names)
      expect([name, isReadable(chat(name, ...SPANISH))]).toEqual([name, true]);
  });

  it('any other is not, whatever the words', () => {
    for (const name of ['es', 'de-AT', 'ja', 'vi', 'Deutsch', 'français', 'español', 'enm', 'hi'])
      expect([name, isReadable(chat(name, 'agent please'))]).toEqual([name, false]);
  });

  it('without one, words in the Latin script and Chinese are taken to be', () => {
    for (const none of [undefined, '', ' ', 'und', 'unknown', 'n/a'])
      expect(isReadable(chat(none, ...SPANISH))).toBe(true);
    expect(isReadable(chat(undefined, '我要转人工', '好的'))).toBe(true);
    expect(isReadable(chat(undefined, 'Tôi muốn gặp nhân viên', 'Ça va, señor Müller'))).toBe(true);
    expect(isReadable(chat(undefined, '12 345', '…', '👍'))).toBe(true);
  });

  it('without one, texts mostly in other scripts are not', () => {
    for (const text of [
      'Позовите оператора',
      'أريد التحدث إلى موظف',
      '상담원 연결해 주세요',
      'オペレーターにつないでください',
      'ขอคุยกับพนักงาน',
      'Θέλω εκπρόσωπο',
    ])
      expect([text, isReadable(chat(undefined, text, 'OK'))]).toEqual([text, false]);
    // A foreign name or a letter of mathematics makes no text foreign.
    expect(isReadable(chat(undefined, 'My name is Позов, and I want an agent', 'α'))).toBe(true);
  });
});

describe('what is derived from a text that is not read', () => {
  it('is nothing at all, neither asks nor repeats nor mood: the very same conversation', () => {
    const given = chat('es', 'Quiero un agente', 'no', 'Quiero un agente', 'no');
    expect(annotate(given)).toBe(given);
  });

  it('leaves recorded asks alone', () => {
    const { turns } = annotate({
      id: '1',
      language: 'es',
      turns: [{ speaker: 'customer', text: 'Quiero un agente', ask: 'request' }],
    });
    expect(turns).toEqual([{ speaker: 'customer', text: 'Quiero un agente', ask: 'request' }]);
  });

  it('is as ever where the language is one that is', () => {
    expect(annotate(chat('en', 'I want a human')).turns[0]!.ask).toBe('request');
    expect(annotate(chat('Chinese', '转人工')).turns[0]!.ask).toBe('request');
  });
});
