import { problemsOfImports } from './place.ts';
import { isTest, type Problem, type Tree } from './tree.ts';

const longest = 300;

/** House style, Names and size: aim for 60 lines, pause at 200, stop at 300. */
export const fileSize = ({ modules }: Tree): Problem[] =>
  modules
    .filter(({ text }) => linesOf(text) > longest)
    .map(({ file, text }) => ({
      rule: 'file-size',
      file,
      line: longest + 1,
      message: `${linesOf(text)} lines: stop at ${longest}, and find the parts`,
    }));
const linesOf = (text: string): number => text.trimEnd().split('\n').length;

const vague = /^(utils?|helpers?|commons?|managers?|services?)$/;

/** House style: files are named for their role. A service worker is the browser's own word, a unit's ending systemd's. */
export const fileNames = ({ modules, others }: Tree): Problem[] =>
  [...modules.map(({ file }) => file), ...others].flatMap(file => {
    const words = file.replace(/service-worker|^deploy\/systemd\/.*\.service$/, '').split(/[/._-]/);
    const found = words.find(word => vague.test(word.toLowerCase()));
    return found
      ? [
          {
            rule: 'file-names',
            file,
            line: 1,
            message: `“${found}” says nothing: name the file for its role`,
          },
        ]
      : [];
  });

const packData = /\.(yaml|json|cedar|csv|md)$/;

/** 4: packs hold no code: nothing in them is run, so a country can be read before it is trusted. */
export const packsAreData = ({ modules, others }: Tree): Problem[] =>
  [...modules.map(({ file }) => file), ...others]
    .filter(file => file.startsWith('packs/') && !packData.test(file))
    .map(file => ({
      rule: 'packs-are-data',
      file,
      line: 1,
      message: 'A pack is data: YAML, JSON, CSV and Cedar files only',
    }));

/** What the steering folder beside a checkout holds is copied in, never read: it is not there where the software runs. */
export const standsAlone = ({ modules }: Tree): Problem[] => {
  const outside = new RegExp(['\\.\\.', 'shared(/|\\b)'].join('/'));
  return modules.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) =>
      outside.test(line)
        ? [
            {
              rule: 'stands-alone',
              file,
              line: index + 1,
              message: 'Nothing outside the project is read: copy in what is needed',
            },
          ]
        : [],
    ),
  );
};

/** An import that is put together at run time, or leads nowhere, is followed by no rule; only migrations are loaded so. */
export const importsCanBeRead = ({ modules }: Tree): Problem[] =>
  problemsOfImports('imports-can-be-read', modules, ({ file }, { from, there }) => {
    if (there || (from === undefined && (file === 'platform/db/migrate.ts' || isTest(file))))
      return undefined;
    return from === undefined ? 'Write the module’s path as a plain string' : `There is no file ${from}`;
  });

/** A check is switched off where it must be, for a reason that stands there. */
export const reasonsGiven = ({ modules }: Tree): Problem[] =>
  modules.flatMap(({ file, unexplained }) =>
    unexplained.map(line => ({
      rule: 'reasons-given',
      file,
      line,
      message: 'Say why the check is switched off: “… -- reason”',
    })),
  );
