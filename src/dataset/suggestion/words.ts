import type { Field } from '../mapping.js';

/**
 * What other people call our fields, in English, German, French, Spanish, Portuguese, Italian and Chinese,
 * without spaces, case and marks, the likeliest first. From exports of chat platforms as their
 * documents show them, and from guessing.
 */
export const FIELD_WORDS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  id: 'conversationid conversation convid convoid chatid chat chatnr dialogid dialogueid dialog dialogue sessionid session threadid thread ticketid ticket caseid case callid contactid interactionid uuid id gesprach gesprachsid gesprachsnummer vorgang vorgangsnummer vorgangsnr 会话id 会话编号 会话 对话id 对话编号 对话 编号 conversacionid idconversacion conversa conversaid idconversa numeroconversation numconversation messagingsessionid chattranscriptid transcriptid engagementid casenumber ticketnumber ticketnr ticketkey protocolo protocole dossier gesprachid sitzung sitzungsid sitzungsnummer anfragenummer 会话号 会话流水号 对话流水号 工单号 工单编号 工单id 咨询id 咨询编号 流水号 聊天id 對話編號 會話id 會話編號'.split(
    ' ',
  ),
  speaker:
    'speaker role sender sendertype senderrole author authortype authorrole from fromrole who actor party participant participanttype source wer absender rolle sprecher 角色 发送者 说话人 发送方 发言人 actortype usertype userrole sendertyp absendertyp autor auteur expediteur emetteur intervenant mittente remitente emisor remetente quem quien qui messagesource messagefrom sentby by direction 消息来源 发送者类型 发送人 发送人类型 发言者 说话者 消息发送者 发言角色 发送者角色 消息方 發送者 角色类型'.split(
      ' ',
    ),
  text: 'text message messagetext msg body content utterance transcript said nachricht kommentar kommentartext nachrichteninhalt inhalt nachrichtentext 内容 消息 消息内容 文本 话语 txt messagebody comment commentbody plainbody messagecontent chatmessage messaggio mensaje contenido texte contenu mensagem texto conteudo aussage 聊天内容 会话内容 发言内容 文本内容 对话内容 消息文本 話語 內容 訊息'.split(
    ' ',
  ),
  time: 'time timestamp createdat created sentat datetime date ts at messagetime eventtime zeitpunkt zeit datum uhrzeit 时间 发送时间 时间戳 日期 zeitstempel sendezeit gesendetam entrytime createdtime messagedate messagetimestamp occurredat postedat dateheure dateethure datetheure horodatage heure dataora fecha fechahora fechayhora hora datahora data 消息时间 创建时间 发言时间 会话时间 消息发送时间 時間 發送時間 沟通时间'.split(
    ' ',
  ),
  started_at:
    'startedat start starttime createdat created begin beganat openedat timestamp date beginn startzeit 开始时间 创建时间 zeitstempel zeitpunkt datum startedtime startdate eingang angelegtam erstelltam erstellt geoffnetam eroffnetam eingangsdatum datedebut datecreation datedecreation dateheure horodatage fechainicio fechadeinicio fechacreacion fecha inicio iniciodata datainicio datahora chatstarttime conversationstart conversationdate createddate opened requesttime 接入时间 会话开始时间 会话创建时间 进线时间 咨询时间 来电时间 呼入时间 创建日期 開始時間'.split(
      ' ',
    ),
  at: 'at offset offsetseconds elapsed elapsedseconds seconds secondssincestart'.split(' '),
  customer:
    'customer customerid userid user clientid client visitorid memberid callerid kunde kundennummer kundenid 客户id 用户id 客户 顾客 requesterid requester enduserid shopperid contactid accountid besucherid idclient numeroclient clientnumber idcliente codigocliente numerocliente 客户编号 访客id 访客编号 用户编号 会员id 买家id 客户账号 客戶id 访客 客户昵称 访客名称'.split(
      ' ',
    ),
  language: 'language lang locale sprache 语言 langue idioma lingua 语种'.split(' '),
  intent:
    'intent topic category reason subject issuetype contactreason thema anliegen kategorie 意图 主题 类别 问题类型 intentname casereason issue problemtype wrapup wrapupcode wrapupname disposition grund betreff motif raison sujet categorie motivo oggetto asunto tema categoria assunto subcategory 业务类型 咨询类型 问题分类 会话分类 咨询分类 业务分类 咨询主题 服务类型 意图名称 分类 咨询业务 问题类别'.split(
      ' ',
    ),
  segment:
    'segment tier customertier customertype membership segmentname 客户类型 会员等级 vip plan kundentyp kundensegment kundengruppe segmento typeclient tipocliente 客户等级 会员级别 用户类型 用户等级 客户级别 vip等级 客户分组'.split(
      ' ',
    ),
  channel:
    'channel medium kanal 渠道 mediatype media source platform kontaktkanal canal canalentrada origine 接入渠道 来源渠道 会话来源 来源 渠道类型 咨询渠道'.split(
      ' ',
    ),
  priority:
    'priority prio prioritat urgency 优先级 dringlichkeit priorite prioridad prioridade 紧急程度'.split(
      ' ',
    ),
  team: 'team queue queuename skill department group abteilung warteschlange 队列 技能组 部门 assignedgroup groupname assignedteam teamname queues fachabteilung gruppe fileattente filedattente filaattente equipe service groupe cola equipo grupo departamento fila setor 客服组 技能组名称 客服分组 接待组 受理组 坐席组'.split(
    ' ',
  ),
  wait_seconds:
    'waitseconds wait waittime waitingtime queuetime queueseconds timeinqueue wartezeit 等待时间 等待时长 排队时长 totalqueue queueduration queuewait waitduration timetoanswer speedofanswer asa wartedauer warteschlangenzeit dureeattente dureedattente tempsattente tempsdattente attente tiempoespera tiempodeespera espera tempoespera tempodeespera 排队时间 等待秒数 排队秒数 排队等待时长'.split(
      ' ',
    ),
  answered:
    'answered isanswered connected angenommen 是否接通 erreicht repondu decroche contestada atendida atendido 是否接起 是否接听'.split(
      ' ',
    ),
  handle_seconds:
    'handleseconds handletime aht talktime servicetime duration durationseconds bearbeitungszeit 处理时长 通话时长 totalhandle handleduration agenttime gesprachsdauer dauer dureetraitement dureedetraitement duree tiempogestion duracion tempoatendimento duracao 会话时长 服务时长 接待时长 人工时长 通话秒数'.split(
      ' ',
    ),
  agent:
    'agent agentid agentname operator mitarbeiter bearbeiter 坐席 坐席工号 客服工号 assignee assigneename assignedto assignedagent usersinteracted userinteracted ownername handledby servedby answeredby agentemail sachbearbeiter conseiller operateur agente asesor atendente 客服姓名 接待客服 客服名称 客服 坐席姓名 接待人 受理人 处理人 客服账号'.split(
      ' ',
    ),
  resolved:
    'resolved isresolved solved issolved gelost erledigt 是否解决 已解决 resolvedflag resolu resuelto resuelta solucionado resolvido 是否已解决 解决状态 问题是否解决'.split(
      ' ',
    ),
  confidence:
    'confidence intentconfidence nluconfidence botconfidence sicherheit konfidenz 置信度 confiance confianza confianca certainty nluscore 置信 匹配度'.split(
      ' ',
    ),
  margin: 'margin confidencemargin'.split(' '),
  failed: 'failed fallback isfallback nomatch notunderstood 未理解 是否兜底 nichtverstanden'.split(
    ' ',
  ),
  sentiment: 'sentiment sentimentscore stimmung 情感 情感得分 情绪 情绪值 情感值'.split(' '),
  label_handoff: 'handofflabel labelhandoff shouldtransfer needshuman'.split(' '),
};

/** Lists of turns inside a record, most likely first. */
export const TURN_LISTS: readonly string[] =
  'turns messages utterances dialogue dialog transcript conversation events entries log chat items conversationparts comments parts nachrichten mensajes mensagens 消息 对话 消息列表 聊天记录'.split(
    ' ',
  );

/** Names of scores that a policy may want to read. */
export const SCORE_WORDS =
  /score|prob|anger|angry|frust|risk|urgen|toxic|churn|emotion|mood|sentiment|rating|rank|level|wut|arger|rabbia|colere|enojo|raiva|puntegg|puntuacion|pontuacao|情绪|愤怒|得分|分数|风险/;
