import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { visible } from '../engine/errors';
import type { EngineHost } from '../engine-host/host';
import { classify, type ClassifyOptions } from './commands/classify';
import { compare, type CompareOptions } from './commands/compare';
import { convert, type ConvertOptions } from './commands/convert';
import { doctor } from './commands/doctor';
import { exportRun, type ExportOptions } from './commands/export';
import { formats, type FormatsOptions } from './commands/formats';
import { info, type InfoOptions } from './commands/info';
import { networks, type NetworksOptions } from './commands/networks';
import { predict, type PredictOptions } from './commands/predict';
import { axesOption, wavelengthsOption } from './cube-options';
import { withEngine } from './engine';
import { addExperimentOptions } from './experiment-options';
import { FORMAT_IDS } from './export-formats';
import { EXIT } from './output';

const FILE_NAME = 'FILE or FILE:NAME for one of several variables in it';
const CUBE_NAME = `${FILE_NAME}; or FOLDER where the cube in it is the only one`;

/**
 * The commands, their options and what they say about themselves.
 * @param root the project's folder
 * @param finished told the exit code of a command that ran to its end
 */
export function createProgram(
  createHost: () => EngineHost,
  root: string,
  finished: (exitCode: number) => void,
): Command {
  const run = async (work: (engine: EngineHost) => Promise<number | void>) =>
    finished((await withEngine(createHost, work)) ?? EXIT.ok);

  const program = new Command('bandscape')
    .description(
      'Hyperspectral image classification: train a published network on a scene, map it, measure it.',
    )
    .version(version)
    .showHelpAfterError(false)
    .helpCommand(false)
    .configureOutput({
      outputError: (text, write) => write(`${visible(text.replace(/^error: /, '').trim())}\n`),
    })
    .exitOverride();

  program
    .command('doctor')
    .description('versions, TensorFlow, threads, what is missing and how to get it')
    .addOption(jsonOption())
    .action((options: { json?: boolean }) => run((engine) => doctor(engine, root, options)));

  program
    .command('formats')
    .description('the formats that are read and written, and what of them')
    .addOption(jsonOption())
    .addOption(new Option('--markdown', 'as the tables of the README').hideHelp())
    .action((options: FormatsOptions) => {
      formats(options);
      finished(EXIT.ok);
    });

  program
    .command('info')
    .description('the numeric variables of files, and of the files in folders')
    .argument('<files...>', `${FILE_NAME}; or FOLDER`)
    .addOption(wavelengthsOption())
    .addOption(axesOption())
    .addOption(jsonOption())
    .action((files: string[], options: InfoOptions) => run((engine) => info(engine, files, options)));

  program
    .command('convert')
    .description('the same values, type and shape in a file of another format')
    .argument('<file>', FILE_NAME)
    .argument('<out>', 'OUT.npy, OUT.mat (version 5), OUT.tif (GeoTIFF) or OUT.hdr (ENVI)')
    .addOption(wavelengthsOption())
    .addOption(axesOption())
    .option('--force', 'replace an existing file')
    .addOption(jsonOption())
    .action((file: string, out: string, options: ConvertOptions) =>
      run((engine) => convert(engine, file, out, options)),
    );

  addClassify(program).action((options: ClassifyOptions) => run((engine) => classify(engine, options)));

  program
    .command('predict')
    .description('map another scene with a trained model')
    .requiredOption('--model <folder>', 'the folder of a classification, or the model folder in it')
    .requiredOption('--cube <file>', `scene with the same bands; ${CUBE_NAME}`)
    .option('--truth <file>', `ground truth of the model's classes to measure the map by; ${FILE_NAME}`)
    .addOption(wavelengthsOption())
    .addOption(axesOption())
    .addOption(outOption())
    .addOption(probabilitiesOption())
    .option('--force', 'replace an earlier result in that folder')
    .addOption(jsonOption())
    .action((options: PredictOptions) => run((engine) => predict(engine, options)));

  addExport(program).action((folder: string, out: string, options: ExportOptions) =>
    run((engine) => exportRun(engine, folder, out, options)),
  );

  program
    .command('compare')
    .description('finished runs in one table, and a test of whether their maps differ')
    .argument('<folders...>', 'folders that classify wrote')
    .option('--sort <column>', 'a column of the table', 'oa')
    .option('--reverse', 'sort the other way round')
    .option('--mcnemar', "McNemar's test between each two maps, on the test pixels that they have in common")
    .option('--truth <file>', `for the test, instead of the ground truth that the runs name; ${FILE_NAME}`)
    .option('--csv <file>', 'write the table, with the recall of every class')
    .option('--chart <file>', 'write a bar chart of OA, AA and kappa as SVG')
    .option('--force', 'replace existing files')
    .addOption(jsonOption())
    .action((folders: string[], options: CompareOptions) =>
      run((engine) => compare(engine, folders, options)),
    );

  program
    .command('networks')
    .description('the networks with their parameters and multiply-accumulates; with an id, its layers')
    .argument('[id]', 'a network')
    .argument('[other]', 'a network to compare it with, layer by layer')
    .option('--input <HxWxC>', 'window rows, columns and components; the published ones if left out')
    .option('--classes <count>', 'number of classes; the published one if left out')
    .addOption(repeatable('--option <name=value>', 'an option of the network, e.g. width=0.5'))
    .addOption(
      repeatable('--other-option <name=value>', 'an option of the other; of the same one if it is left out'),
    )
    .addOption(jsonOption())
    .action((id: string | undefined, other: string | undefined, options: NetworksOptions) =>
      run((engine) => networks(engine, id, other, options)),
    );
  return program;
}

function addClassify(program: Command): Command {
  const command = program
    .command('classify')
    .description('train a network on a scene, map every pixel and measure the map on test pixels')
    .requiredOption('--cube <file>', `the scene; ${CUBE_NAME}`)
    .addOption(wavelengthsOption())
    .addOption(axesOption())
    .option(
      '--truth <file>',
      `the ground truth; looked for in the file, or FOLDER, of the cube if left out; ${FILE_NAME}`,
    )
    .option('--truth-axes <names>', 'columns,rows where the ground truth is transposed in its file')
    .option('--network <id>', 'see the networks command', 'hybridsn-bn')
    .addOption(repeatable('--option <name=value>', 'an option of the network, e.g. width=0.5'))
    .option('--patch <side>', 'side of the square window, odd (default: the recipe of the network)')
    .option('--components <count>', 'principal components kept (default: the recipe)')
    .option('--train <share>', 'fraction below 1 of each class, or a number of pixels a class', '0.1')
    .option('--split <kind>', 'random, disjoint or masks', 'random')
    .option(
      '--train-mask <file>',
      `for --split masks: non-zero where a pixel trains; looked for in the FOLDER of the cube if left out; ${FILE_NAME}`,
    )
    .option('--test-mask <file>', 'for --split masks: non-zero where a pixel tests')
    .option('--epochs <count>', 'times every training pixel is used (default: the recipe)')
    .option('--learning-rate <rate>', 'of the first step (default: the recipe)')
    .option('--batch <size>', 'most training pixels a step; a pass is divided evenly (default: the recipe)')
    .option('--seed <number>', 'the same seed gives the same result', '0')
    .option('--runs <count>', 'runs with seeds counting up, for mean and standard deviation', '1')
    .option('--execution <kind>', 'auto, dense or patch', 'auto')
    .addOption(outOption())
    .addOption(probabilitiesOption())
    .option('--force', 'replace an earlier result in that folder')
    .addOption(jsonOption());
  return addExperimentOptions(command);
}

function addExport(program: Command): Command {
  return program
    .command('export')
    .description('a finished run as a picture, a map of another format, probabilities, a table or a report')
    .argument('<folder>', 'the folder that classify or predict wrote')
    .argument('<out>', 'OUT.png, .tif, .hdr (ENVI), .npy, .mat, .txt, .json or .csv')
    .option(
      '--format <name>',
      `${FORMAT_IDS.join(', ')} (default: by the ending; confusion is a .csv, probabilities a .tif)`,
    )
    .option('--scale <number>', 'of a picture: its pixels a pixel of the map, 1 to 16 (default: 1)')
    .option('--legend', 'of a picture: names and colours of the classes beside the map')
    .option('--title <text>', 'of a picture: above the map')
    .option('--figures', 'of a picture: accuracy below the title')
    .option('--world-file', 'of a picture: a .pgw beside it that says where it lies')
    .option('--cube <file>', `of probabilities: the scene, where it lies elsewhere now; ${FILE_NAME}`)
    .option('--force', 'replace an existing file')
    .addOption(jsonOption());
}

function jsonOption(): Option {
  return new Option('--json', 'print one JSON document on stdout and nothing else');
}

function probabilitiesOption(): Option {
  return new Option(
    '--probabilities',
    'also write probabilities.tif, a float32 GeoTIFF with the probability of each class as a band',
  );
}

function outOption(): Option {
  return new Option('--out <folder>', 'where the result goes, whole or not at all').makeOptionMandatory();
}

function repeatable(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((value: string, earlier: string[]) => [...earlier, value])
    .default([], 'none');
}
