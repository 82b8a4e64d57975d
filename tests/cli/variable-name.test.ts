import { describe, expect, it } from 'vitest';
import { parseVariableName } from '../../src-main/cli/variable-name';

const parse = (text: string, ...files: string[]) => parseVariableName(text, (file) => files.includes(file));

describe('parseVariableName', () => {
  it('takes the text after the colon as the name of a variable', () => {
    expect(parse('a.mat:cube', 'a.mat')).toEqual({ file: 'a.mat', variable: 'cube' });
    expect(parse('a.mat', 'a.mat')).toEqual({ file: 'a.mat' });
  });

  it('prefers a file whose name holds the colon', () => {
    expect(parse('12:30.mat', '12:30.mat', '12')).toEqual({ file: '12:30.mat' });
    expect(parse('12:30.mat:cube', '12:30.mat')).toEqual({ file: '12:30.mat', variable: 'cube' });
  });

  it('lets a variable have a colon where only the shorter file exists', () => {
    expect(parse('a.h5:group:cube', 'a.h5')).toEqual({ file: 'a.h5', variable: 'group:cube' });
  });

  it('does not split at the colon of a Windows drive', () => {
    expect(parse('C:\\data\\a.mat')).toEqual({ file: 'C:\\data\\a.mat' });
    expect(parse('C:/data/a.mat:cube')).toEqual({ file: 'C:/data/a.mat', variable: 'cube' });
    expect(parse('C:\\a.mat:cube', 'C:\\a.mat')).toEqual({ file: 'C:\\a.mat', variable: 'cube' });
  });

  it('splits at the last colon where nothing exists, so that the error names the file', () => {
    expect(parse('gone.mat:cube')).toEqual({ file: 'gone.mat', variable: 'cube' });
    expect(parse('gone.mat')).toEqual({ file: 'gone.mat' });
    expect(parse('gone.mat:')).toEqual({ file: 'gone.mat:' });
  });
});
