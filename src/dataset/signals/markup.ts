/** Tags that stand inside a line, so that words on both sides of one may be one word. */
const INLINE =
  /<\/?(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u)(?=[\s/>])[^<>]*>/gi;
/** Tags that begin or end a line. Others are left: `<order number>` is what somebody wrote. */
const BLOCK =
  /<\/?(?:article|blockquote|body|br|center|div|dd|dl|dt|figure|footer|h[1-6]|head|header|hr|html|img|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>])[^<>]*>/gi;
const COMMENT = /<!--(?:(?!-->)[^<])*-->|<!doctype[^<>]*>/gi;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['lsquo', "'"],
  ['rsquo', "'"],
  ['ldquo', '"'],
  ['rdquo', '"'],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['amp', '&'],
]);
const ENTITY = /&(?:#(\d{2,4})|#x([0-9a-f]{2,4})|([a-z]{2,6}));/gi;

/**
 * A text as its reader sees it: without the tags of HTML, with the common entities as what they
 * stand for. A text without any comes back as it is.
 */
export function withoutMarkup(text: string): string {
  const tagged = text.includes('<') && /<[/!a-z]/i.test(text);
  const bare = tagged ? text.replace(COMMENT, ' ').replace(INLINE, '').replace(BLOCK, '\n') : text;
  const plain = bare.includes('&') ? bare.replace(ENTITY, entity) : bare;
  return plain === text ? text : plain.replace(/\s*\n\s*/g, '\n').trim();
}

function entity(match: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? match;
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
  return code < 32 || code === 160 ? ' ' : String.fromCharCode(code);
}
