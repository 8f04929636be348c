/** The three languages of an answer: labels, names of verdicts, the six questions. Codes, ids and field names stay English. */
import type { Decision } from './memo.ts';
import type { ExpectationStatus } from './progress/expectations.ts';
import type { Reading } from './progress/movement.ts';

export const languages = ['en', 'zh', 'ja'] as const;

export type Language = (typeof languages)[number];

/** A word in every language. */
type Words = Readonly<Record<Language, string>>;

const words = (en: string, zh: string, ja: string): Words => ({ en, zh, ja });

/** How each language is called, in itself. */
export const languageNames: Words = words('English', '中文', '日本語');

/** The five labels of a memo, in their order. */
export const memoLabels = {
  bottom_line: words('Bottom Line', '一句话结论', '結論'),
  decision: words('The Decision', '本次决策', '決定の種類'),
  evidence: words('The Evidence', '数据依据', '数値の根拠'),
  how_to_act: words('How to Act', '三步行动', '三つの行動'),
  your_decision: words('Your Decision', '由你拍板', 'あなたの決断'),
} as const;

/** The four decisions. */
export const decisionNames: Readonly<Record<Decision, Words>> = {
  retention: words('retention', '留存', '継続率'),
  segmentation: words('segmentation', '客户分层', '顧客セグメント'),
  coverage: words('coverage', '覆盖模式', 'カバレッジ'),
  'next hire': words('next hire', '下一个岗位', '次の採用'),
};

/** Every verdict a tool gives. */
export const verdictNames: Readonly<Record<string, Words>> = {
  healthy: words('healthy', '健康', '健全'),
  concerning: words('concerning', '需关注', '要注意'),
  critical: words('critical', '告急', '危険'),
  leaky_bucket: words('leaky_bucket', '漏桶', '穴の空いたバケツ'),
  insufficient_data: words('insufficient_data', '数据不足', 'データ不足'),
  contradictory_data: words('contradictory_data', '数据矛盾', 'データ矛盾'),
  'tiers-only': words('tiers-only', '仅分层', '階層のみ'),
  'exits-first': words('exits-first', '先处理退出', '退出が先'),
  'over-budget': words('over-budget', '超预算', '予算超過'),
  'not-choosing': words('not-choosing', '未做取舍', '選択していない'),
  balanced: words('balanced', '平衡', '均衡'),
  hire: words('hire', '招聘', '採用'),
  redeploy: words('redeploy', '调配', '再配置'),
  'redeploy-or-shrink': words('redeploy-or-shrink', '调配或缩编', '再配置または縮小'),
  hold: words('hold', '维持', '維持'),
  'promise-less': words('promise-less', '减少承诺', '約束を減らす'),
  'promise-less-before-hiring': words(
    'promise-less-before-hiring',
    '先减承诺再招聘',
    '採用の前に約束を減らす',
  ),
  'founder-led': words('founder-led', '创始人负责', '創業者が担当'),
  promote: words('promote', '内部提拔', '内部昇格'),
  'stay-founder-led': words('stay-founder-led', '仍由创始人负责', '創業者が継続'),
  'ramp-first': words('ramp-first', '先完成爬坡', '立ち上がりが先'),
  'not-yet': words('not-yet', '时机未到', '時期尚早'),
  'name-the-outcome-first': words('name-the-outcome-first', '先说清成果缺口', 'まず失敗している成果を特定'),
  'no-cs-hire-fixes-it': words('no-cs-hire-fixes-it', '招聘解决不了', '採用では解決しない'),
  SHIP: words('SHIP', '放行', '実行可'),
  SHARPEN: words('SHARPEN', '打磨', '要補強'),
  BLOCK: words('BLOCK', '叫停', '差し止め'),
};

/** What a gate says. */
export const statusNames: Readonly<Record<'pass' | 'fail' | 'unknown', Words>> = {
  pass: words('pass', '通过', '合格'),
  fail: words('fail', '未过', '不合格'),
  unknown: words('unknown', '未知', '不明'),
};

/** Who and until when, in the steps of a memo. */
export const stepWords = {
  owner: words('Owner: ', '负责人：', '担当：'),
  by: words('By: ', '期限：', '期限：'),
  stop: words('. ', '。', '。'),
} as const;

/** A horizon in days. Example: 30 in Chinese is "30 天内". */
export const withinDays = (days: string, language: Language): string =>
  ({ en: `within ${days} days`, zh: `${days} 天内`, ja: `${days}日以内` })[language];

/** Grades that a line of evidence carries. */
export const gradeNames = {
  assumption: words('assumption', '假设', '仮定'),
  relayed: words('relayed', '转引', '孫引き'),
  estimate: words('estimate', '估计', '推定'),
} as const;

/** How a change of a figure reads. */
export const readingNames: Readonly<Record<Reading, Words>> = {
  moved: words('moved', '有变化', '変化あり'),
  noise: words('noise', '属于噪声', '誤差の範囲'),
  exact: words('exact', '精确值', '実数'),
  unchanged: words('unchanged', '未变', '変化なし'),
  unsure: words('unsure', '无法判断', '判断できない'),
  withheld: words('withheld', '不作比较', '比較しない'),
  unknown: words('unknown', '未知', '不明'),
};

/** Whether what a decision was to change came true. */
export const expectationNames: Readonly<Record<ExpectationStatus, Words>> = {
  met: words('met', '已达成', '達成'),
  missed: words('missed', '未达成', '未達成'),
  open: words('open', '待定', '未確定'),
};

/** Headings and labels of kept reviews. */
export const reviewLabels = {
  reviews: words('Reviews kept', '已留存的复盘', '保存された振り返り'),
  decided: words('Decided', '决定', '決定'),
  figures: words('Figures', '数据', '数値'),
  choice: words('Option', '选项', '選択肢'),
  expects: words('To change', '预期改变', '変える予定'),
  secondLook: words('Second look', '再次复核', '再確認'),
  replaces: words('In place of', '替代', '差し替え元'),
  due: words('Due for a second look by', '需再次复核，截至', '再確認の期限が来たもの、期日'),
  progress: words('What moved since', '自此以来的变化，对比', '変化、比較対象'),
  definitions: words('Definitions that changed', '口径变化', '定義の変更'),
  expectations: words('What the decision was to change', '决定预期改变的事项', '決定が変えるはずだったこと'),
  trend: words('Trend', '趋势', '推移'),
  skipped: words('Files left out', '未读取的文件', '読み取れなかったファイル'),
  notes: words('Notes', '说明', '注記'),
  figure: words('Figure', '指标', '指標'),
  before: words('Before', '当时', '当時'),
  now: words('Now', '现在', '現在'),
  change: words('Change', '变化', '変化'),
  reading: words('Reading', '判读', '読み方'),
  target: words('Target', '目标', '目標'),
  status: words('Status', '状态', '状態'),
} as const;

/** The six key questions, in the order in which they are asked. */
export const keyQuestions: readonly Words[] = [
  words(
    'Of the recurring revenue you had twelve months ago, how much is still here before any upsell?',
    '一年前的经常性收入，完全不算增购，今天还剩多少？',
    '1年前の経常収益は、アップセルを除いて、今いくら残っていますか。',
  ),
  words(
    'Which single cause took the most revenue out, and how do you know?',
    '哪一个原因带走的收入最多？你凭什么判断？',
    '最も多くの収益を失わせた原因は何ですか。その根拠は何ですか。',
  ),
  words(
    'In each segment, how many days does the median customer need to reach its first real outcome?',
    '每个分层中，处于中位的客户要多少天才拿到第一个真正的成果？',
    '各セグメントで、中央値の顧客が最初の成果を得るまで何日かかりますか。',
  ),
  words(
    'If you had to let one customer go today, which one, and what does keeping it cost?',
    '如果今天必须放手一个客户，会是谁？留住它要花多少钱？',
    '今日一社を手放すなら、どこですか。維持にいくらかかりますか。',
  ),
  words(
    'How much ARR and how many accounts does each CSM carry, shared or named?',
    '每位 CSM 负责多少 ARR、多少账户？共管还是专属？',
    'CSM一人あたりのARRと担当社数はいくつですか。共有制ですか、専任制ですか。',
  ),
  words(
    'What are CS people paid for, and where does that differ from Sales?',
    '客户成功团队按什么拿报酬？与销售有何不同？',
    'CSの報酬は何に連動していますか。営業とどこが違いますか。',
  ),
];

/** How a currency is marked before an amount, where that is not its code. */
export const currencyMarks: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { USD: '$' },
  zh: { USD: 'US$', CNY: '¥', EUR: '€', GBP: '£' },
  ja: { USD: '$', JPY: '￥', EUR: '€', GBP: '£' },
};

/** The name of a verdict; the code itself where it has none. Example: `verdictName('hold', 'ja')` is "維持". */
export const verdictName = (verdict: string, language: Language): string =>
  (Object.hasOwn(verdictNames, verdict) ? verdictNames[verdict]?.[language] : undefined) ?? verdict;
