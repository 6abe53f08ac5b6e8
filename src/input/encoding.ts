import { isAscii, isUtf8 } from 'node:buffer';

/** What a file is written in, by the names that the Encoding Standard gives. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** As people call them. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GB18030',
};

/** How much of a file's beginning is looked at for UTF-16 without a byte order mark. */
const SNIFFED_BYTES = 1024;

/**
 * UTF-16 by its byte order mark, or by NUL in every second byte, as ASCII leaves it in headers and
 * JSON. Everything else is taken for UTF-8 until it is found not to be.
 */
export function openingEncoding(data: Buffer): Exclude<Encoding, 'gb18030'> {
  // FF FE 00 00 would be UTF-32, which nobody exports.
  if (data[0] === 0xff && data[1] === 0xfe && !(data[2] === 0 && data[3] === 0)) return 'utf-16le';
  if (data[0] === 0xfe && data[1] === 0xff) return 'utf-16be';
  const head = data.subarray(0, SNIFFED_BYTES);
  if (head.length < 4 || !head.includes(0)) return 'utf-8';
  let first = 0;
  let second = 0;
  for (let i = 0; i < head.length; i++)
    if (head[i] === 0) {
      if (i % 2 === 0) first++;
      else second++;
    }
  // A quarter of the characters ASCII; a few others, such as U+4E00 (一), end in NUL as well.
  const enough = Math.max(2, head.length / 8);
  if (second >= enough && first * 10 <= second) return 'utf-16le';
  if (first >= enough && second * 10 <= first) return 'utf-16be';
  return 'utf-8';
}

/** The most frequent characters of Chinese, those of customer service, and its punctuation. */
const COMMON = new Set(
  '的一是不了在有我你您他她这那个们中来上大为和到说要就出会可也以时对好请问吗呢吧啊谢没能去看什么怎样退款货单客服人工号时间内容用户，。？！、：；（）“”',
);

/** Under this many characters, none of the common ones need be among them. */
const FEW_CHARACTERS = 20;
/** Assumption: common Chinese text has several times this share (of any 100, about 40). */
const COMMON_SHARE = 0.1;
/** Assumption: characters outside GB 2312 are rare in it, and the rule in Western text misread. */
const PLAIN_SHARE = 0.75;

/**
 * Whether bytes that are no UTF-8 are likely Chinese in GB18030 (of which GBK and GB 2312 are
 * parts). Nearly any bytes *can* be read so: Western text in Latin-1 as well ("Ärger"), and Korean.
 * So most pairs must be of the plain set, and common characters must occur.
 */
export function isLikelyGb18030(data: Buffer): boolean {
  if (isUtf8(data) || hasSoundLines(data)) return false;
  let pairs = 0;
  let plain = 0;
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < 0x80) continue;
    pairs++;
    if (data[i]! >= 0xa1 && (data[i + 1] ?? 0xff) >= 0xa1) plain++;
    i++;
  }
  if (pairs === 0 || plain / pairs < PLAIN_SHARE) return false;
  // Not fatal: which line is at fault, in a file that is GB18030 otherwise, is for the decoder to say.
  const text = new TextDecoder('gb18030').decode(data, { stream: true });
  let characters = 0;
  let common = 0;
  let wrong = 0;
  for (const char of text) {
    if (char < '\u0080') continue;
    characters++;
    if (COMMON.has(char)) common++;
    if (char === '\uFFFD') wrong++;
  }
  if (wrong * 5 > characters) return false;
  return characters < FEW_CHARACTERS || common / characters >= COMMON_SHARE;
}

/** Whether lines in sound UTF-8 stand among the others: then those others are what is wrong. */
function hasSoundLines(data: Buffer): boolean {
  let sound = 0;
  let unsound = 0;
  for (let start = 0; start < data.length; ) {
    const next = data.indexOf(0x0a, start);
    const end = next < 0 ? data.length : next;
    const line = data.subarray(start, end);
    if (!isUtf8(line)) unsound++;
    else if (!isAscii(line)) sound++;
    start = end + 1;
  }
  // A short word in GB 2312 may happen to be UTF-8 too.
  return sound * 10 > unsound;
}
