import { describe, expect, it } from 'vitest';
import { allowedProcessors, processorInfo, widestInstructions } from './processor';

describe('the processor', () => {
  it('reports the widest of its vector instructions', () => {
    expect(widestInstructions('model name\t: X\nflags\t\t: fpu avx avx2 avx512f avx512dq\n')).toBe('avx512');
    expect(widestInstructions('flags\t\t: fpu sse4_2 avx avx2 fma\n')).toBe('avx2');
    expect(widestInstructions('flags : fpu avx\n')).toBe('avx');
    expect(widestInstructions('Features\t: fp asimd evtstrm aes\n')).toBe('neon');
    // A part of another flag's name does not count.
    expect(widestInstructions('flags : avx2_like\n')).toBeNull();
    expect(widestInstructions('')).toBeNull();
  });

  it('counts the cores that this process may use', () => {
    expect(allowedProcessors('Name:\tnode\nCpus_allowed:\tf0f\nCpus_allowed_list:\t0-3,8,10-11\n')).toBe(7);
    expect(allowedProcessors('Cpus_allowed_list:\t5\n')).toBe(1);
    expect(allowedProcessors('Name:\tnode\n')).toBeNull();
  });

  it('reports the threads that TensorFlow was configured with, and one for pure JavaScript', () => {
    const env = { TF_NUM_INTRAOP_THREADS: '5', TF_NUM_INTEROP_THREADS: '0' };
    const { threads, processor } = processorInfo(true, env);
    expect(threads?.intraOp).toBe(5);
    expect(threads?.interOp).toBe(processorInfo(true, {}).threads?.interOp);
    expect(threads?.interOp).toBeGreaterThan(0);
    expect(processor).not.toBe('');
    expect(processorInfo(false, env).threads).toEqual({ intraOp: 1, interOp: 1 });
  });
});
