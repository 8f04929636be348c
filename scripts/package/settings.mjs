/** What a user may set when the server starts, for hosts that have a form for it. One list for every package. */

const all = [
  {
    id: 'data_folders',
    option: '--data-dir',
    type: 'directory',
    multiple: true,
    title: 'Data folders',
    description:
      'Folders whose CSV, Excel, JSON and Parquet exports may be read. Without one, rows can only be pasted.',
  },
  {
    id: 'memory_folder',
    option: '--memory-dir',
    type: 'directory',
    title: 'Memory folder',
    description:
      'Folder in which reviews and decisions are kept as text files. Without one, nothing is kept.',
  },
  {
    id: 'report_folder',
    option: '--out-dir',
    type: 'directory',
    title: 'Report folder',
    description: 'Folder for reports as HTML pages. Without one, none are written.',
  },
  {
    id: 'stage',
    option: '--stage',
    type: 'string',
    title: 'Stage',
    choices: ['pre_seed', 'seed', 'series_a', 'series_b', 'growth', 'late'],
    description:
      'Funding stage, where a question does not say: pre_seed, seed, series_a, series_b, growth or late.',
  },
  {
    id: 'currency',
    option: '--currency',
    type: 'string',
    title: 'Currency',
    description: 'Three-letter code of amounts, where a file does not say, such as USD or EUR.',
  },
  {
    id: 'language',
    option: '--language',
    type: 'string',
    title: 'Language',
    choices: ['en', 'zh', 'ja'],
    description: 'Language of answers: en, zh or ja.',
  },
];

/** The settings that the server of the bundle has an option for. */
export const settingsOf = ({ options }) => all.filter(({ option }) => options.has(option));
