import { DEPARTMENT } from './english-roles.js';

const words = (source: string): RegExp => new RegExp(`\\b${source}\\b`, 'g');

/** Several words that make one noun or verb; applied to the plain, lower-case clause. */
export const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:phone|telephone|contact|direct|dial in|toll free|free ?phone) (?:phone )?numbers?\b/g,
    'phonenumber',
  ],
  [
    /\b(?:a|any|some) (?:(?:kind|living|good|poor|single|decent) )*(?:souls?|samaritan)\b/g,
    'somebody',
  ],
  [/\b(?:small|smooth|big|pep|trash) talk\b|\btalk time\b/g, 'lookword'],
  // look-alikes first, so that what follows cannot see them
  [
    /\b(?:travel|estate|user|free|secret|letting|anti caking|tan|double|insurance broker|border|ticket|chemical|\w+ing(?<!speaking)) agents?\b/g,
    'lookagent',
  ],
  [
    /\b(?:modulo|tour|boolean|logical|ternary|comparison|search|invalid|crane|forklift|machine|train|bus|ferry|network|mobile|cruise|cable|and|or|plus|minus|drone|ride|sort|spread|assignment|bitwise|math\w*|arithmetic|unary|binary) operators?\b/g,
    'lookword',
  ],
  [
    /\b(?:password|file|download|task|device|window|project|property|package|boot|product|tag|font|session|memory|key|clipboard|content|tab|ad|ads|wallet|campaign|event|community|hiring|office|my|asset|fund|portfolio|bookmark|volume|contact|partition) managers?\b/g,
    'lookword',
  ],
  [
    /\b(?:machine|self|deep|bank|sewing|washing|coffee|atm|vending|ticket|slot|cash|my|mac|vacuum) (?:machine|machines|robot|computer)\b/g,
    'lookword',
  ],
  [
    /\brepresentative (?:sample|samples|of|apr|example|image|data|rate|figure|survey|value|photo|picture)\b/g,
    'lookword',
  ],
  [/\b(?:legal|elected|sample is|not very|more|less|fully) representative\b/g, 'lookword'],
  [
    /\b(?:per|wrong|each|every|extra|second|third|two|which|same|in|one|missing|injured|displaced|disabled|named|first|1|3|4|5|natural|deceased|private|morning|night|day|dog|cat) persons?\b/g,
    'lookword',
  ],
  [
    /\b(?:resource|human) (?:resources?|consumption|rights?|body|error|readable|hair|anatomy|nature|trafficking|health|use|sized?|capital|growth|factors?|history|race|dna|skin|eye|food|grade|verification|geography)\b/g,
    'lookhuman',
  ],
  [
    /\b(?:specialist|expert|executive|associate|engineer|officer|staff|director) (?:shop|store|suite|lounge|class|degree|programme|course|bike|level|mode|room|chair|desk|discount|card|entrance|nurse|school)\b/g,
    'lookword',
  ],
  [
    /\b(?:ring|call|phone|bell) (?:size|sizes|number|numbers|case|cover|charger|waiting|light|doorbell|plan|contract|screen|rates?|charges?|history|log|drops?|quality)\b/g,
    'lookword',
  ],
  [/\b(?:phone|contact) (?:details|book|list|lens|lenses|form|page|address|bill)\b/g, 'lookword'],
  [/\b(?:phone|video|alarm|first) (?:ring|bell)s?\b/g, 'lookword'],
  // people named by a phrase
  [/\b(?:one|some|any) of you\b/g, 'rolephrase'],
  [/\bthe one (?=who (?:can|will|decides|handles|does|has|knows))/g, 'somebody '],
  [/\b1 of (?=your|the|those)/g, 'one of '],
  [
    /\b(?:one|some|any) of (?:your|the|those) (?:lot|people|guys|folks|lads|gang|team|crew|staff|human\w*|employees|men|women|ladies)\b/g,
    'rolephrase',
  ],
  [
    /\b(?:i )?(?:will |would |shall |am |can |happy to )?(?:hold|holding|stay on|staying on) for /g,
    'please askfor ',
  ],
  [
    words(
      `(connect|transfer|put|pass|patch|switch|send|hand|redirect|route|forward|speak|talk|chat|get|need|want) (me |us |my call |this |it )?(through |over |on |across |back )?(to |with |onto )(?:your |the )?${DEPARTMENT}(?=$| (?:please|now|asap|today|immediately|instead|thanks|directly))`,
    ),
    '$1 $2$3$4rolephrase',
  ],
  [
    /\b(?:tier|level|line|l) ?(?:2|3|two|three)(?: support| team)?\b|\b(?:second|2nd|third|3rd) (?:line|level|tier)(?: support)?\b/g,
    'rolephrase',
  ],
  [
    words(
      `(have|get|ask|let|tell|can|could|will|would|need|want) (?:the |your )?${DEPARTMENT}(?= (?:to |please |just )?(?:call|ring|phone|contact|text|reach|look|sort|fix|check|handle|get back|get in))`,
    ),
    '$1 rolephrase',
  ],
  // somebody else's request
  [
    /\b(?!(?:i|we|have|just|already|ve|had|only|repeatedly|and|you|then|also|clearly)\b)([a-z]+) asked for /g,
    '$1 said for ',
  ],
  [
    /\b(?:live |online |web )?(?:chat|support|service|care|help) (?=agents?|reps?\b|representatives?|advis|operators?|person|specialists?|someone|somebody)/g,
    '',
  ],
  [
    /\bc[uo]st\w{2,4} s[eu]?r?v[ia]\w{1,4}(?: (?:desk|dept|department|team|people|staff|line))?\b/g,
    'rolephrase',
  ],
  [
    /\b(?:customer|client|tech|technical|human|live|phone|telephone|guest|passenger|member|patient|guest|user|student|tenant|in person) (?:support|care|services?|help|relations|assistance|success|experience)(?: (?:desk|dept|department|team|people|staff|line))?\b/g,
    'rolephrase',
  ],
  [
    /\b(?:help|service|support|front) ?desk\b|\bcall ?cent(?:re|er)s?\b|\bhead office\b/g,
    'rolephrase',
  ],
  [
    /\b(?:members?|one|somebody|someone|anyone|anybody) (?:of|from|in|on|at|with) (?:the |your |ur |our |a )?(?:[a-z-]+ ){0,3}?(?:teams?|staff|departments?|dept|office|company|crew|desk|side|end|people|billing|sales|accounts|claims|complaints|refunds?|support|management|charge)\b/g,
    'rolephrase',
  ],
  [
    words(
      `(?:the |your |ur )?${DEPARTMENT}(?: ${DEPARTMENT})? (?:dept|departments?|div|division|teams?|unit|branch|people|office|desk|line|guys|lot|folks|crew|staff|hotline|helpline)`,
    ),
    'rolephrase',
  ],
  [
    words(
      `(?:head|chief|director|manager|vice president|vp) of (?:the |your )?(?:${DEPARTMENT}|department|team|customer \\w+|[a-z]+ (?:team|department))`,
    ),
    'rolephrase',
  ],
  [
    words(
      `(?:someone|somebody|anyone|anybody|a person|a human|whoever|the one|the person)(?: (?:who|that))? ?(?:is |s |does |handles |deals with |looks after |works )?(?:in|from|at|with|of|over in|for|on|handling|doing) (?:the |your |ur )?(?:${DEPARTMENT}|higher up|authority|power|upstairs|charge|shift|duty|call)`,
    ),
    'rolephrase',
  ],
  [
    /\bteam members?\b|\bhigher[ -]ups?\b|\bteam lead(?:er)?s?\b|\bshift lead(?:er)?s?\b/g,
    'rolephrase',
  ],
  [
    /\b(?:whoever|who|the one|the person|someone|somebody|anyone|person) (?:is |s |that is |who is )?(?:actually )?(?:in charge|responsible|runs (?:this|the)|who decides)\b/g,
    'rolephrase',
  ],
  [/\bwhoever\b/g, 'somebody'],
  [/\bone of (?:the|your|ur|those) (?!days|items|orders|cards|accounts|parcels)/g, 'a '],
  [
    /\b(?:a )?(?:your )?(?:team|people)(?= (?:to )?(?:call|ring|phone|contact|get in touch))/g,
    'rolephrase',
  ],
  [/\b(?:some|any|every) (?:one|body)\b/g, 'somebody'],
  [/\bno one\b/g, 'nobody'],
  [
    /\b(?:something|someone|somebody|anything|anyone|anybody|one|thing) (?:with|who has|that has|made of|of) (?:a |an )?(?:actual |real )?(?:pulse|heartbeat|heart|soul|brain|flesh|face|beating heart|blood|lungs|body)(?: and (?:blood|bones?))?\b/g,
    'humanbeing',
  ],
  [
    /\b(?:colleague )?made of flesh(?: and blood)?\b|\bflesh and blood\b|\bhomo sapiens\b|\bliving soul\b/g,
    'humanbeing',
  ],
  [
    /\b(?:someone|somebody|something|anyone|anybody|anything) (?:that |who |which )?(?:actually |really )?(?:breath\w+|is alive|alive|human|real|living)\b/g,
    'humanbeing',
  ],
  [
    /\b(?:carbon based|two legged|warm blooded|breathing) (?:being|life ?form|creature|one|thing)\b/g,
    'humanbeing',
  ],
  [/\bhuman ?(?:beings?|bean)s?\b/g, 'humanbeing'],
  [
    /\b(?:real|actual|live|living|proper|genuine|breathing|human) (?:people|life (?:person|people)|guys?|man|men|woman|lady|body|one|folks|voice|bloke|chap|dude|lad|lass|soul|adult|grown up|gent|gentleman|being|beings|someone|somebody)\b/g,
    'humanbeing',
  ],
  [
    /\b(?:young |nice |kind )?(?:people|guy|lady|woman|man|person) (?=(?:there |here )?(?:i|we) (?:can|could|may|might))/g,
    'somebody ',
  ],
  // ways of asking that look like reports or conditions
  [
    /\b(?:i )?(?:was |am |would |were )?(?:just )?(?:wondering|wonder|curious|hoping|asking|like to know|see|know|ask) (?:if|whether) (i|we|you|someone|somebody|there) (?:could|can|may|might|is|was)/g,
    'can $1',
  ],
  [
    /\b(?:is|would) (?:it|there) (?:be )?(?:any |a )?(?:possible|possibility|chance|way) (?:for (?:me|us|you) )?(?:to|that|of|i could|i can|you could|you can)\b/g,
    'can i',
  ],
  [/\bany chance (?:of|for) (?=(?:an?|some|any|real|actual|live|the) )/g, 'can i have '],
  [/\bany chance (?:of|i could|i can|you could|you can|that)?/g, 'can i '],
  [
    /\b(?:thank|tip|rate|review|praise|compliment|report|sue|reward|nominate|feedback (?:on|for|about)) (?:(?:my|the|your|an?|that|one|of|note|card|to|for|real) ){0,4}(?:agent|rep|technician|engineer|advis[eo]r|manager|operator|driver|colleague|representative|staff|person|team)\b/g,
    'lookword',
  ],
  [/\bbring (?=me|us|in|on|out|over)/g, 'get '],
  [/\bnever ?mind\b/g, 'forget'],
  [/\ba grown[ -]?up\b/g, 'a humanbeing'],
  [/\b(?:will|would|gonna|going to|rather) pass on (?=the|an?|any|that|your)\b/g, 'skip '],
  [/\b(?:tag|loop|rope|pull|draw|patch) in\b/g, 'get'],
  [
    /\b(to|with|from) (?:your |the |a |some )?(?:\w+ )?(?:team|support|management|hq|headquarters|corporate|reception|switchboard|billing|complaints|helpline|hotline|customer services?)\b(?! (?:page|plan|email|ticket|site|chat|forum))/g,
    '$1 rolephrase',
  ],
  [/\b(?:arrange|organise|organize) for (?=an?\b|your|some)/g, 'arrange '],
  // verbs of two words
  [
    /\b(?:had|been having|having had) (?:a |another |the |my )?(?:\w+ )?(?:word|chat|conversation|talk)s?\b/g,
    'spoke',
  ],
  [
    /\bpass (?:on|along) (?=(?:my|our) (?:thanks|thank|regards|compliments|best|gratitude|feedback|appreciation|love))/g,
    'say ',
  ],
  [
    /\b(?:hand|pass|put|patch|send) (me|us|this|it|him|her|them|my \w+|the call)? ?(?:over|through|across|along|onto|on to|on|up)(?= |$)/g,
    'transfer $1',
  ],
  [/\bputt?(?:ing)? (me|us|him|her) (?:in touch|in contact|onto)\b/g, 'transfer $1'],
  [/\bbe put (?:in touch|in contact|through|over|on)\b/g, 'transfer me'],
  [
    /\b(?:get|getting) (?:in touch|in contact|hold|ahold|a hold|thro?ugh?|thru|on to|onto|to)(?: of)?\b/g,
    'reach',
  ],
  [/\bi (?:will|would|shall|am going to|can) (?:\w+ )?be in touch\b/g, 'i say'],
  [/\bbe in touch\b/g, 'call me'],
  [/\b(?:make|leave|put|add|write) (?:a |the |another )?notes? for (?:the |your )?/g, 'note '],
  [
    /\b(?:have|having) (?:a |another |one )?(?:quick |little )?(?:word|chat|conversation|talk|chinwag|natter)\b/g,
    'talk',
  ],
  [/\b(?:conversation|word|chat) with\b/g, 'talk with'],
  [/\bcall(?:ing|s)?[ -]?backs?\b|\bring (?:me )?back\b/g, 'callback'],
  [
    /\b(?:give|gave|giving) (me|us|him|her|them|my \w+) an? (?:quick )?(?:call|ring|bell|buzz|callback|tinkle|shout|phone call)\b/g,
    'phone $1',
  ],
  [
    /\b(?:would|will|could|i|we)? ?(?:would|d) (?:really |much |very much )?(?:like|love|appreciate|prefer)\b/g,
    'i want',
  ],
  [/\b(?:i|we) (?:would |d )?(?:really |much )?(?:rather|sooner)\b/g, 'i want'],
  [/\byour (?:people|guys|lot|folks|lads)\b/g, 'rolephrase'],
  [
    /\b(?:ask|asked|asking|looking|look|waiting|beg|begging|hoping|shouting|screaming|dying) (?:(?:you|u|repeatedly|again|nicely) )?for (?=\S)/g,
    'askfor ',
  ],
  [/\b(?:would |d )?(?:really |much )?(?:rather|prefer|want) (?:to )?not\b/g, 'want not'],
  [/\bnot (?:really )?(?:be )?(?:wanting|willing|going|want|interested)\b/g, 'not want'],
];
