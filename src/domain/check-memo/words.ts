/** The words of the output standard: verbs that begin a step, words that Evidence may not hold, who is no owner. */

export const stepVerbs: ReadonlySet<string> = new Set(
  'act add agree answer approve ask assign audit brief build call check close collect compare confirm continue correct cut decide define document draft export fix freeze hire hold interview list measure meet monitor move name open protect publish recompute redeploy redesign remove replace report reprice resolve restate review run schedule send set split start stop test track train turn update verify work write'.split(
    ' ',
  ),
);

export const chineseStepVerbs: readonly string[] =
  '安排 比较 撰写 调整 冻结 发布 发送 复核 更新 关闭 核对 联系 列出 培训 确认 设定 审查 停止 修复 招聘 召开 制定 重算'.split(
    ' ',
  );

/** The end of a Japanese step: a verb as a dictionary has it, or its polite form. */
export const japaneseStepEnd = /(?:[うくぐすつぬぶむる]|ます)$/;

const banned =
  'good great excellent strong solid robust healthy happy impressive amazing best world-class poor bad weak terrible alarming worrying concerning critical dramatic significant substantial considerable huge large small high low major minor sharp steep rapid slow very quite extremely clearly obviously only just merely most many few several some majority nearly almost about roughly'.split(
    ' ',
  );

/** Whole words; compounds such as high-touch pass. */
export const bannedWords = new RegExp(`(?<![\\w-])(?:${banned.join('|')})(?![\\w-])`, 'gi');

export const bannedCharacters =
  /很|非常に|非常|良好|优秀|優秀|强劲|糟糕|严重|显著|顕著|大幅|明显|明らか|巨大|较高|较低|大多数|不少|几乎|大约|仅仅|とても|健全|好調|深刻|かなり|高い|低い|多くの|ほとんど|わずか|(?<!\p{Script=Han})約(?=[^\p{L}]{0,4}\d)/gu;

export const certaintyWords =
  /(?<![\w-])(?:guarantee[sd]?|certainly|proven|definitely|will ensure)(?![\w-])/gi;

/** Words that give a reason, in a bottom line. */
export const reasonWords = /\b(?:because|since|but|so)\b|[:;]|因为|由于|因此|ため|ので|から|が、/i;

/** Answers to "who" that name nobody. */
export const noOwner =
  /^(?:the )?(?:(?:whole |cs |customer success )?team|cs|we|us|all|everyone|everybody|tbd|tba|n\/a|\?+|-+|团队|大家|我们|全员|待定|チーム|みんな|全員|私たち|未定)$/i;

/** Every word list as the page of the standard shows it, for the test that holds the page to the code. */
export const bannedList: readonly string[] = banned;
